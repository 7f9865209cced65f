"""The demonstration's people: invited, appointed, and listed for whoever tries it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration.plan_shapes import SHARED
from portal.demonstration.shapes import Appointment, Demonstration, Person
from portal.plans import queries
from tenants import identity
from tenants import service as tenancy
from tenants.models import Appointment as Appointed
from tenants.models import Person as Account
from tenants.roles import Role
from tenants.scope import Scope, Visitor


@dataclass(frozen=True)
class RoleHeld:
    """A role in one company, as its holder would say it: "Commissioner, Kingston"."""

    company: str
    role: str
    title: str


@dataclass(frozen=True)
class SignInRow:
    """One line of the sign-in table."""

    email: str
    name: str
    roles: tuple[RoleHeld, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the command line."""
        return asdict(self)


def invite_people(scope: Scope, people: Sequence[Person], password_hash: str) -> None:
    """Give everybody with a role in the scope's company an account and that role."""
    for person in people:
        held = [role for role in person.appointments if role.company == scope.company.slug]
        if not held:
            continue
        account = tenancy.invite_person(scope, person.email, person.name)
        # One hash for all: argon2 is slow on purpose, and they all share the password anyway.
        account.password_hash = password_hash if person.ends_on is None else None
        for appointment in held:
            if appointment.plan is None:
                _appoint(scope, account, person, appointment)


def appoint_leads(scope: Scope, people: Sequence[Person]) -> None:
    """Give the service leads of the scope's company their plans, once these are written."""
    for person in people:
        for appointment in person.appointments:
            if appointment.company == scope.company.slug and appointment.plan is not None:
                account = tenancy.invite_person(scope, person.email, person.name)
                found = queries.find_plan(scope, appointment.plan)
                if found is None:
                    raise LookupError(f"There is no plan {appointment.plan}.")
                _appoint(scope, account, person, appointment, (found.id, found.title))


def _appoint(
    scope: Scope,
    account: Account,
    person: Person,
    held: Appointment,
    plan: tuple[int, str] | None = None,
) -> None:
    tenancy.appoint(
        scope,
        account,
        Role(held.role),
        tenancy.area_id_of(scope, None if held.area == SHARED else held.area),
        starts_on=person.starts_on,
        body_id=tenancy.body_id_of(scope, held.body),
        ends_on=person.ends_on,
        plan=plan,
    )


def holders(scope: Scope, *roles: Role, body_id: int | None = None) -> list[Account]:
    """Who holds one of these roles in the scope's company, of one body where it is named."""
    statement = (
        select(Account)
        .join(Appointed, Appointed.person_id == Account.id)
        .where(Appointed.role.in_([role.value for role in roles]))
        .order_by(Appointed.id)
    )
    if body_id is not None:
        statement = statement.where(Appointed.body_id == body_id)
    return list(scope.session.scalars(statement))


def acting(session: Session, company: str, account: Account) -> Scope:
    """The scope of this person in the company, with all her hats there, allowed to write.

    What the scope before wrote is flushed; what it read is let go, and has to be read again.
    """
    session.flush()
    scope = tenancy.operate(session, company)
    held = scope.session.scalars(
        select(Appointed).where(Appointed.person_id == account.id).order_by(Appointed.id)
    )
    hats = {scope.company_id: tuple(identity.hat_of(appointed) for appointed in held)}
    visitor = Visitor(account.id, account.name, account.email, hats)
    return Scope(session, scope.company, visitor, writes=True)


def director_of(session: Session, company: str) -> Scope:
    """The scope of the company's first director. Raises IndexError where it has none."""
    session.flush()
    scope = tenancy.operate(session, company)
    return acting(session, company, holders(scope, Role.DIRECTOR)[0])


def sign_in_table(session: Session, demonstration: Demonstration) -> list[SignInRow]:
    """Everybody who has not left, with their roles, in the order of the content."""
    held: dict[str, list[RoleHeld]] = {person.email: [] for person in demonstration.staying}
    for company in demonstration.companies:
        for email, role in _roles(tenancy.operate(session, company.slug, writes=False)):
            held.setdefault(email, []).append(role)
    return [
        SignInRow(person.email, person.name, tuple(held[person.email]))
        for person in demonstration.staying
    ]


def set_password(session: Session, demonstration: Demonstration, password: str) -> None:
    """Make this the one password of the demonstration's people, where it is not already."""
    identity.stand_outside(session)
    others = _with_other_password(session, demonstration, password)
    session.rollback()
    if not others:
        return
    hashed = identity.hash_password(password)
    identity.stand_outside(session, writes=True)
    for account in session.scalars(select(Account).where(Account.id.in_(others))):
        account.password_hash = hashed
    session.commit()


def _with_other_password(session: Session, demo: Demonstration, password: str) -> list[int]:
    """Ids of the people. Asks once for each stored hash: they nearly always share one."""
    emails = [person.email for person in demo.staying]
    accounts = session.scalars(select(Account).where(Account.email.in_(emails))).all()
    by_hash = {account.password_hash: account for account in accounts}
    fits = {
        stored: identity.password_fits(account, password) for stored, account in by_hash.items()
    }
    return [account.id for account in accounts if not fits[account.password_hash]]


def _roles(scope: Scope) -> Iterator[tuple[str, RoleHeld]]:
    rows = scope.session.execute(
        select(Account.email, Appointed.role, Appointed.title)
        .join(Appointed, Appointed.person_id == Account.id)
        .order_by(Appointed.id)
    )
    for email, role, title in rows:
        yield email, RoleHeld(scope.company.slug, role, title)
