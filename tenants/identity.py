"""Who is at the door: passwords, signed-in sessions, and the hats a person wears today.

These reads come before any Scope can exist, so they pass the walls by name (``UNWALLED``) and hold
themselves to the one person asking. On PostgreSQL the policy ``own_appointments`` holds them too.
"""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tenants import clock, walls
from tenants.audiences import Grants
from tenants.models import Appointment, Company, FailedSignIn, Person, SignIn
from tenants.roles import Hat, Role
from tenants.scope import Visitor

LONGEST_SESSION = timedelta(hours=12)
FREE_FAILURES = 5
"""Wrong passwords in a row before the address must wait."""
LOCK = timedelta(minutes=15)

_hasher = PasswordHasher()
# Checked when there is no such person, so that the answer takes as long as for a wrong password.
_NOBODYS_HASH = _hasher.hash(secrets.token_urlsafe(16))


class TooManyFailuresError(Exception):
    """Too many wrong passwords for this address; ``minutes`` says how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Wait {minutes} minutes")
        self.minutes = minutes


def hash_password(password: str) -> str:
    """Argon2id with the library's current parameters (RFC 9106)."""
    return _hasher.hash(password)


def stand_outside(session: Session, person_id: int | None = None, *, writes: bool = False) -> None:
    """Open the session for a reader of no company: sign-in, and a person's own appointments."""
    walls.enter(session, Grants(None, person_id), writes=writes)


def sign_in(session: Session, email: str, password: str) -> tuple[str, int] | None:
    """A fresh session token and the person's id, or None where e-mail and password do not match.

    The caller commits in both cases, since a failure is counted. Raises TooManyFailuresError.
    """
    moment = clock.now()
    address = email.strip().lower()
    failed = _locked_count(session, _digest(address), moment)
    _refuse_guessing(failed, moment)
    person = session.scalars(select(Person).where(Person.email == address)).one_or_none()
    if not password_fits(person, password) or person is None or not person.active:
        failed.failures, failed.last_at = failed.failures + 1, moment
        return None
    session.delete(failed)
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_digest=_digest(token), person_id=person.id, started_at=moment))
    return token, person.id


def sign_out(session: Session, token: str) -> None:
    """End the session of this token, whoever still holds it."""
    found = session.get(SignIn, _digest(token))
    if found is not None and found.ended_at is None:
        found.ended_at = clock.now()


# Built once: it is asked by every request of somebody signed in.
_BEHIND_TOKEN = (
    select(SignIn.started_at, Person, Appointment, Company)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Appointment, Appointment.person_id == Person.id)
    .outerjoin(Company, Company.id == Appointment.company_id)
    .where(
        SignIn.token_digest == bindparam("token"),
        SignIn.person_id == bindparam("person"),
        SignIn.ended_at.is_(None),
        Person.active,
    )
    .order_by(Appointment.id)
)


def visitor_of(session: Session, person_id: int, token: str) -> Visitor | None:
    """The person behind a token, with her hats of today, in one query; None once it has ended."""
    rows = session.execute(
        _BEHIND_TOKEN,
        {"token": _digest(token), "person": person_id},
        execution_options={walls.UNWALLED: True},
    ).all()
    if not rows or rows[0][0] + LONGEST_SESSION < clock.now():
        return None
    person = rows[0][1]
    hats = _hats((appointment, company) for _, _, appointment, company in rows)
    companies = {company.slug: company for _, _, _, company in rows if company is not None}
    return Visitor(person.id, person.name, person.email, hats, companies)


def company_of(session: Session, person_id: int) -> Company | None:
    """A company in which somebody has or had a role, the newest; None where she never had one.

    The session stands outside for her after this.
    """
    stand_outside(session, person_id, writes=bool(session.info[walls.WRITES]))
    hers = {"person": person_id}
    return session.scalars(_HER_COMPANY, hers, execution_options={walls.UNWALLED: True}).first()


_HER_COMPANY = (
    select(Company)
    .join(Appointment, Appointment.company_id == Company.id)
    .where(Appointment.person_id == bindparam("person"))
    .order_by(Appointment.id.desc())
    .limit(1)
)


def forget_failures(session: Session, email: str) -> None:
    """Let this address try again: whoever reads its e-mail has just set its password."""
    failed = session.get(FailedSignIn, _digest(email))
    if failed is not None:
        session.delete(failed)


def _hats(held: Iterable[tuple[Appointment | None, Company | None]]) -> dict[int, tuple[Hat, ...]]:
    found: dict[int, list[Hat]] = defaultdict(list)
    for appointment, company in held:
        if appointment is None or company is None:
            continue
        if in_force(appointment, clock.civil_day(clock.now(company.demonstration_day))):
            found[company.id].append(hat_of(appointment))
    return {company_id: tuple(hats) for company_id, hats in found.items()}


def hat_of(appointment: Appointment) -> Hat:
    """The hat that an appointment puts on a person's head."""
    return Hat(
        appointment.id,
        Role(appointment.role),
        appointment.area_id,
        appointment.body_id,
        appointment.title,
        appointment.plan_id,
    )


def in_force(appointment: Appointment, day: date) -> bool:
    """Whether the appointment holds on that day, both ends counted."""
    return appointment.starts_on <= day and (
        appointment.ends_on is None or day <= appointment.ends_on
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def password_fits(person: Person | None, password: str) -> bool:
    """Whether this is the person's password; as slow where there is no person, or no password."""
    stored = person.password_hash if person is not None else None
    try:
        return _hasher.verify(stored or _NOBODYS_HASH, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _locked_count(session: Session, digest: str, moment: datetime) -> FailedSignIn:
    """The count of this address, locked: guesses made at the same moment take turns."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = insert(FailedSignIn).values(email_digest=digest, failures=0, last_at=moment)
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=["email_digest"], set_={"failures": FailedSignIn.failures}
        )
    )
    return session.get_one(FailedSignIn, digest, populate_existing=True)


def _refuse_guessing(failed: FailedSignIn, moment: datetime) -> None:
    if failed.failures < FREE_FAILURES:
        return
    wait = failed.last_at + LOCK - moment
    if wait > timedelta():
        raise TooManyFailuresError(minutes=int(wait.total_seconds() // 60) + 1)
    failed.failures = 0


def here_before(session: Session, person_id: int) -> datetime | None:
    """When this person signed in the time before this one; None for the first time."""
    statement = select(SignIn.started_at).where(SignIn.person_id == person_id)
    ordered = statement.order_by(SignIn.started_at.desc(), SignIn.token_digest)
    return session.scalars(ordered.offset(1).limit(1)).first()
