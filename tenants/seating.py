"""Seats for one day: a substitute is appointed by the clerk of her body."""

from datetime import date, timedelta

from sqlalchemy import select

from tenants.audiences import PUBLIC
from tenants.base import SHARED
from tenants.models import Appointment, Body, Person
from tenants.roles import TITLES, Hat, Permission, Role
from tenants.scope import Scope


def appoint_for_a_day(
    scope: Scope, person: Person, body: Body, area_id: int, day: date
) -> Appointment:
    """Let a person sit on a body as a council's substitute on one day, and on no other."""
    scope.require(Permission.SITTING_CONDUCT, body_id=body.id)
    appointment = Appointment(
        company_id=scope.company_id,
        area_id=area_id,
        audience=PUBLIC,
        person_id=person.id,
        role=Role.SUBSTITUTE.value,
        title=f"{TITLES[Role.SUBSTITUTE]}, {body.name}, {scope.area(area_id).name}",
        body_id=body.id,
        starts_on=day,
        ends_on=day,
    )
    scope.session.add(appointment)
    scope.session.flush()
    return appointment


def seat_the_public(scope: Scope) -> None:
    """Let whoever asks wear the hat of a guest besides her own, to answer what is put to everybody.

    It opens nothing to her that she could not read. ``doors`` of rooms alone call it, for a thing
    that everybody may answer.
    """
    if scope.guest is None:
        scope.guest = Hat(None, Role.GUEST, SHARED, None, "Member of the public")


def unappoint(scope: Scope, appointment: Appointment) -> None:
    """End an appointment of a day before it, so that it opens nothing any more."""
    scope.require(Permission.SITTING_CONDUCT, body_id=appointment.body_id)
    before = min(appointment.starts_on, scope.today()) - timedelta(days=1)
    appointment.starts_on = appointment.ends_on = before
    scope.session.flush()


def person_called(scope: Scope, body: Body, email: str, name: str) -> Person:
    """The person of this address, entered if she is new; she signs in once she has a password."""
    scope.require(Permission.SITTING_CONDUCT, body_id=body.id)
    address = email.strip().lower()
    known = scope.session.scalars(select(Person).where(Person.email == address)).first()
    if known is not None:
        return known
    person = Person(email=address, name=name.strip())
    scope.session.add(person)
    scope.session.flush()
    return person
