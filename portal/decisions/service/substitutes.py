"""Verbs of a seat: who sits in it for one sitting instead of its member, and how many there are.

A substitute is a member of the same council, sits for one meeting, and votes in that seat.
"""

from sqlalchemy import select

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import SeatAllocation, Sitting, Substitution
from portal.decisions.queries import seating
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from portal.decisions.standing import SeatView
from tenants import seating as seats_of_a_day
from tenants.models import Appointment, Area, Body, Person
from tenants.roles import Hat, Permission
from tenants.scope import Scope

MOST_SEATS = 99


class SeatError(DecisionError):
    """A part of what was asked that cannot stand; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def seat_member(
    scope: Scope, sitting: Sitting, appointment_id: int, person_id: int
) -> Substitution:
    """Let a member of the same council sit in a seat at this sitting. Raises SeatError."""
    hat, sitting, seat = _free_seat(scope, sitting, appointment_id)
    able = seating.candidates(scope, sitting, seat.area.area_id)
    if person_id not in {each.person_id for each in able}:
        raise SeatError("person", f"Choose a member of {seat.area.name} who has no seat here.")
    return _seat(scope, hat, sitting, seat, scope.session.get_one(Person, person_id))


def seat_invited(
    scope: Scope, sitting: Sitting, appointment_id: int, email: str, name: str
) -> Substitution:
    """The same, by e-mail address: of a member of that council who is not on any body here yet.

    Raises SeatError for somebody who acts for another council, or has a seat of this body.
    """
    hat, sitting, seat = _free_seat(scope, sitting, appointment_id)
    if "@" not in email.strip("@ "):
        raise SeatError("email", "Enter an e-mail address, such as name@council.example.")
    body = scope.session.get_one(Body, sitting.body_id)
    known = scope.session.scalars(
        select(Person).where(Person.email == email.strip().lower())
    ).first()
    if known is None and not name.strip():
        raise SeatError("name", "Enter her name: she is new here.")
    person = known or seats_of_a_day.person_called(scope, body, email, name)
    _refuse_others(scope, sitting, seat, person)
    return _seat(scope, hat, sitting, seat, person)


def take_back(scope: Scope, sitting: Sitting, appointment_id: int) -> Substitution:
    """The member came after all: she sits in her own seat again. Raises DecisionError."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = _sitting_still_on(scope, sitting)
    row = seating.substitution(scope, sitting, appointment_id)
    if row is None or row.withdrawn:
        raise DecisionError("Nobody sits in this seat instead of its member.")
    _refuse_voted(scope, sitting, appointment_id)
    seats_of_a_day.unappoint(scope, scope.session.get_one(Appointment, row.substitute_id))
    row.withdrawn = True
    note(scope, hat, "substitution:withdrawn", row, {"sitting": sitting.slug})
    return row


def allocate_seats(scope: Scope, body: Body, council: Area, seats: int) -> SeatAllocation:
    """Say how many seats of a body a council fills; those without a member are vacant."""
    hat = scope.require(Permission.BODY_SET, body_id=body.id)
    if not 0 <= seats <= MOST_SEATS:
        raise SeatError("seats", f"Enter a whole number from 0 to {MOST_SEATS}.")
    queries.locked(scope, body)
    row = seating.allocations(scope, body.id).get(council.area_id)
    if row is None:
        row = SeatAllocation(
            company_id=scope.company_id,
            area_id=body.area_id,
            audience=body.audience,
            body_id=body.id,
            council_id=council.area_id,
        )
        scope.session.add(row)
    row.seats = seats
    note(scope, hat, "seats:allocated", row, {"body": body.slug, council.slug: seats})
    return row


def _free_seat(
    scope: Scope, sitting: Sitting, appointment_id: int
) -> tuple[Hat, Sitting, SeatView]:
    """The hat it is done under, the sitting locked, and a seat that nobody has voted in yet."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = _sitting_still_on(scope, sitting)
    found = queries.seats(scope, sitting)
    seat = next((each for each in found if each.appointment_id == appointment_id), None)
    if seat is None or seat.area.area_id == 0:
        raise SeatError("seat", "Choose a council’s seat of this body.")
    if seat.instead_of:
        raise SeatError("seat", f"{seat.name} sits in this seat already. Take that back first.")
    _refuse_voted(scope, sitting, appointment_id)
    return hat, sitting, seat


def _sitting_still_on(scope: Scope, sitting: Sitting) -> Sitting:
    sitting = queries.locked(scope, sitting)
    if sitting.kind == "written":
        raise SeatError("seat", "Nobody sits for a resolution in writing.")
    if sitting.state == "closed" or sitting.on_day < scope.today():
        raise SeatError("seat", "The sitting is over: who sat in it stands.")
    return sitting


def _refuse_voted(scope: Scope, sitting: Sitting, appointment_id: int) -> None:
    if seating.voted_at(scope, sitting, appointment_id):
        raise SeatError(
            "seat", "A vote was cast in this seat: whoever sat in it does so for the whole meeting."
        )


def _refuse_others(scope: Scope, sitting: Sitting, seat: SeatView, person: Person) -> None:
    """Nobody votes for another council than her own, nor in two seats."""
    held = scope.session.scalars(
        select(Appointment).where(
            Appointment.person_id == person.id, seating.holds_on(sitting.on_day)
        )
    ).all()
    if any(each.body_id == sitting.body_id for each in held):
        raise SeatError("email", f"{person.name} has a seat of this body herself.")
    others = {each.area_id for each in held if each.role in seating.OF_A_COUNCIL}
    if others - {seat.area.area_id}:
        named = scope.area(min(others - {seat.area.area_id})).name
        raise SeatError("email", f"{person.name} sits for {named}, not for {seat.area.name}.")


def _seat(scope: Scope, hat: Hat, sitting: Sitting, seat: SeatView, person: Person) -> Substitution:
    body = scope.session.get_one(Body, sitting.body_id)
    hers = seats_of_a_day.appoint_for_a_day(scope, person, body, seat.area.area_id, sitting.on_day)
    row = seating.substitution(scope, sitting, seat.appointment_id)
    if row is None:
        row = Substitution(
            company_id=scope.company_id,
            area_id=sitting.area_id,
            audience=sitting.audience,
            sitting_id=sitting.id,
            appointment_id=seat.appointment_id,
        )
        scope.session.add(row)
    row.substitute_id, row.withdrawn = hers.id, False
    said: dict[str, Json] = {
        "sitting": sitting.slug,
        "member": seat.name,
        "substitute": person.name,
    }
    note(scope, hat, "substitution:made", row, said)
    return row
