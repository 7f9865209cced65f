"""Verbs of the tenancy: found a company, admit a council, invite a person, appoint her."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import identity, invitations, paper_readers, registrars
from tenants.audiences import EDITORS, PUBLIC
from tenants.base import SHARED
from tenants.models import Appointment, Area, Body, Company, Person
from tenants.roles import (
    APPOINTED,
    COMPANY_WIDE,
    ON_PUBLIC_RECORD,
    SEATED,
    TITLES,
    VOTING,
    Permission,
    Role,
)
from tenants.scope import Scope, Visitor, operator


class TenancyError(ValueError):
    """What was asked cannot be, said in words."""


@dataclass(frozen=True)
class CompanyDetails:
    """What a company is founded with; the accent is a colour as ``#rrggbb``.

    ``shared_prefix`` begins the references of what the whole company shares: C-01.
    """

    slug: str
    name: str
    accent: str
    demonstration_day: date | None = None
    shared_prefix: str = "C"


@dataclass(frozen=True)
class CouncilDetails:
    """What a council is admitted with; the share is in per cent."""

    slug: str
    name: str
    prefix: str
    accent: str
    share: Decimal
    admitted_on: date


def add_company(session: Session, details: CompanyDetails) -> Scope:
    """Found a company with its shared area. Returns its operator's scope. Raises TenancyError."""
    identity.stand_outside(session, writes=True)
    if session.scalars(select(Company).where(Company.slug == details.slug)).first():
        raise TenancyError(f"There is already a company at /{details.slug}/.")
    company = Company(
        slug=details.slug,
        name=details.name,
        accent=details.accent,
        demonstration_day=details.demonstration_day,
    )
    session.add(company)
    session.flush()
    scope = operator(session, company)
    scope.session.add(_shared_area(company, details.shared_prefix))
    scope.session.flush()
    return scope


def operate(session: Session, slug: str, *, writes: bool = True) -> Scope:
    """The operator's scope of an existing company, every body's papers and consultation included.

    Whether it ``writes`` is said before the first read, since that begins the transaction.
    Raises TenancyError where there is no such company.
    """
    identity.stand_outside(session, writes=writes)
    company = session.scalars(select(Company).where(Company.slug == slug)).first()
    if company is None:
        raise TenancyError(f"There is no company at /{slug}/.")
    bodies = operator(session, company, writes=writes).session.scalars(select(Body.id)).all()
    scope = operator(session, company, bodies, writes=writes)
    invitations.accept_all(scope)
    registrars.keep_all(scope)
    paper_readers.keep_all(scope)
    return scope


def act_as(session: Session, slug: str, email: str, *, writes: bool = True) -> Scope:
    """The scope of a person at the command line, with the hats she has in the company today.

    Raises TenancyError where there is no such company, or she has none there.
    """
    scope = operate(session, slug, writes=writes)
    today = scope.today()
    held = session.execute(
        select(Person, Appointment)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Person.email == email.strip().lower())
        .order_by(Appointment.id)
    ).all()
    hats = [identity.hat_of(seat) for _, seat in held if identity.in_force(seat, today)]
    if not hats:
        raise TenancyError(f"{email} has no role in {scope.company.name} today.")
    person = held[0][0]
    visitor = Visitor(person.id, person.name, person.email, {scope.company_id: tuple(hats)})
    return Scope(session, scope.company, visitor, writes=writes)


def admit_council(scope: Scope, details: CouncilDetails) -> Area:
    """Give a council its area and its share. Raises TenancyError where shares pass 100 %."""
    scope.require(Permission.TENANCY_KEEP)
    held = sum((area.share or Decimal()) for area in scope.areas)
    if held + details.share > 100:
        total = share_words(held + details.share)
        raise TenancyError(f"Shares would add up to {total} %, more than 100 %.")
    if details.slug in {area.slug for area in scope.areas}:
        raise TenancyError(f"{details.name} already owns a share of this company.")
    area = Area(
        company_id=scope.company_id,
        area_id=max(area.area_id for area in scope.areas) + 1,
        audience=PUBLIC,
        slug=details.slug,
        name=details.name,
        prefix=details.prefix,
        accent=details.accent,
        share=details.share,
        admitted_on=details.admitted_on,
    )
    scope.session.add(area)
    scope.session.flush()
    del scope.areas
    return area


def add_body(scope: Scope, body: Body) -> Body:
    """Set up a body of the company. The scope that answers can read its papers."""
    scope.require(Permission.TENANCY_KEEP)
    body.company_id, body.area_id, body.audience = scope.company_id, SHARED, PUBLIC
    scope.session.add(body)
    scope.session.flush()
    return body


def invite_person(scope: Scope, email: str, name: str, password: str | None = None) -> Person:
    """The person of this e-mail address, made if she is new; a password is set only then."""
    scope.require(Permission.TENANCY_KEEP)
    address = email.strip().lower()
    known = scope.session.scalars(select(Person).where(Person.email == address)).first()
    if known is not None:
        return known
    hashed = identity.hash_password(password) if password else None
    person = Person(email=address, name=name, password_hash=hashed)
    scope.session.add(person)
    scope.session.flush()
    return person


def appoint(
    scope: Scope,
    person: Person,
    role: Role,
    area_id: int,
    *,
    starts_on: date,
    body_id: int | None = None,
    ends_on: date | None = None,
    plan: tuple[int, str] | None = None,
) -> Appointment:
    """Give a person a role from a day on. Raises TenancyError.

    A seat names its body; a service lead her plan, by its number and title.
    """
    scope.require(Permission.TENANCY_KEEP)
    _refuse_misfits(role, area_id, body_id, plan)
    appointment = Appointment(
        company_id=scope.company_id,
        area_id=area_id,
        audience=PUBLIC if role in ON_PUBLIC_RECORD else EDITORS,
        person_id=person.id,
        role=role.value,
        title=f"{TITLES[role]}, {plan[1]}" if plan else title_of(scope, role, area_id, body_id),
        body_id=body_id,
        plan_id=plan[0] if plan else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    scope.session.add(appointment)
    scope.session.flush()
    return appointment


def end_appointment(scope: Scope, appointment: Appointment, from_day: date) -> Appointment:
    """End an appointment from a day on: the day before is the last on which it holds.

    One that begins on that day or later ends as it begins. Raises TenancyError for one that ended.
    """
    scope.require(Permission.TENANCY_KEEP)
    if appointment.ends_on is not None and appointment.ends_on < from_day:
        raise TenancyError(f"{appointment.title} has ended already.")
    appointment.ends_on = max(from_day - timedelta(days=1), appointment.starts_on)
    scope.session.flush()
    return appointment


def _refuse_misfits(
    role: Role, area_id: int, body_id: int | None, plan: tuple[int, str] | None
) -> None:
    """Raises TenancyError for a role that cannot be held so."""
    if role not in APPOINTED:
        raise TenancyError(f"{role.value}: nobody is appointed to this. A consultation invites.")
    if (role in SEATED) != (body_id is not None):
        raise TenancyError(f"{role.value}: a seat needs a body, and only a seat has one.")
    if (role is Role.SERVICE_LEAD) != (plan is not None):
        raise TenancyError(f"{role.value}: a service lead needs a plan, and only she has one.")
    if role in COMPANY_WIDE and area_id != SHARED:
        raise TenancyError(f"{role.value}: serves the whole company, never one council of it.")
    if role in VOTING and area_id == SHARED:
        raise TenancyError(f"{role.value}: a voting seat is filled by a council. Say which one.")


def title_of(scope: Scope, role: Role, area_id: int, body_id: int | None) -> str:
    """ "Commissioner, Kingston"; "Co-chair, Joint committee, Richmond"; "Director, AfC"."""
    place = scope.area(area_id).name
    if body_id is None:
        return f"{TITLES[role]}, {place}"
    body = scope.session.get_one(Body, body_id)
    return f"{TITLES[role]}, {body.name}" + (f", {place}" if area_id != SHARED else "")


def company_slugs(session: Session) -> list[str]:
    """The addresses of every company of the portal."""
    identity.stand_outside(session)
    return list(session.scalars(select(Company.slug).order_by(Company.slug)))


def area_id_of(scope: Scope, slug: str | None) -> int:
    """The area of a council, the shared one for None. Raises TenancyError for an unknown slug."""
    if slug is None:
        return SHARED
    for area in scope.councils:
        if area.slug == slug:
            return area.area_id
    known = ", ".join(area.slug for area in scope.councils)
    raise TenancyError(f"{slug} owns no share of {scope.company.name}. Its owners: {known}.")


def body_id_of(scope: Scope, slug: str | None) -> int | None:
    """The body of that slug; None for None. Raises TenancyError for an unknown slug."""
    if slug is None:
        return None
    found = scope.session.scalars(select(Body.id).where(Body.slug == slug)).first()
    if found is None:
        raise TenancyError(f"{scope.company.name} has no body called {slug}.")
    return found


def share_words(share: Decimal) -> str:
    """A share in per cent as people write it, without zeros at its end: 40, 33.3333."""
    return f"{share.normalize():f}"


def _shared_area(company: Company, prefix: str) -> Area:
    return Area(
        company_id=company.id,
        area_id=SHARED,
        audience=PUBLIC,
        slug=company.slug,
        name=company.name,
        prefix=prefix,
        accent=company.accent,
        share=None,
    )
