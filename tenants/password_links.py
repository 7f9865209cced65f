"""Links to set a password: for whoever was invited and has none, and for whoever forgot hers.

A link is used once and ends by itself; a newer one ends those before it. The database holds only
its SHA-256, so that nobody who reads the database can come in by one.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tenants import clock, identity
from tenants.models import Company, PasswordLink, Person, SignIn

WELCOME = timedelta(days=14)
"""How long an invitation waits to be taken up."""
FORGOTTEN = timedelta(hours=1)
SHORTEST = 12
"""Characters of a password. NCSC: length, and no rules about which signs are in it."""


class PasswordError(ValueError):
    """A password that cannot be, said in words."""


def offer(session: Session, person: Person, lasting: timedelta) -> str:
    """A fresh secret for a person, said here once. Links that she had before work no more."""
    moment = clock.now()
    _end_all(session, person.id)
    token = secrets.token_urlsafe(32)
    session.add(
        PasswordLink(
            token_digest=_digest(token),
            person_id=person.id,
            made_at=moment,
            expires_at=moment + lasting,
        )
    )
    return token


def person_behind(session: Session, token: str) -> Person | None:
    """Whose password this link sets; None for one that was used, has ended, or never was."""
    return session.scalars(
        select(Person)
        .join(PasswordLink, PasswordLink.person_id == Person.id)
        .where(
            PasswordLink.token_digest == _digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > clock.now(),
            Person.active,
        )
    ).one_or_none()


def set_password(session: Session, token: str, password: str) -> Person | None:
    """Set the password of whoever this link is for, and end it with all that was signed in.

    None where the link does not work (any more). Raises PasswordError for a password too short.
    """
    if len(password) < SHORTEST:
        raise PasswordError(f"Choose a password of {SHORTEST} characters or more.")
    if not _use(session, token):
        return None
    person = session.scalars(
        select(Person)
        .join(PasswordLink, PasswordLink.person_id == Person.id)
        .where(PasswordLink.token_digest == _digest(token), Person.active)
    ).one_or_none()
    if person is not None:
        person.password_hash = identity.hash_password(password)
        _end_all(session, person.id)
        _sign_out_everywhere(session, person.id)
        identity.forget_failures(session, person.email)
    return person


def whoever(session: Session, email: str) -> tuple[Person, Company] | None:
    """Somebody who may sign in, and a company in which she has or had a role; None for others."""
    address = email.strip().lower()
    person = session.scalars(select(Person).where(Person.email == address)).one_or_none()
    if person is None or not person.active:
        return None
    company = identity.company_of(session, person.id)
    return None if company is None else (person, company)


def _use(session: Session, token: str) -> bool:
    """Whether the link worked. Of two at the same moment, one alone uses it."""
    moment = clock.now()
    used = session.execute(
        update(PasswordLink)
        .where(
            PasswordLink.token_digest == _digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > moment,
        )
        .values(used_at=moment)
        .returning(PasswordLink.person_id)
    )
    return used.first() is not None


def _end_all(session: Session, person_id: int) -> None:
    session.execute(
        update(PasswordLink)
        .where(PasswordLink.person_id == person_id, PasswordLink.used_at.is_(None))
        .values(used_at=clock.now())
    )


def _sign_out_everywhere(session: Session, person_id: int) -> None:
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
