"""Members: everybody with a seat on a body of the company, whose register is kept here."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from tenants.models import Appointment, Area, Body, Person
from tenants.roles import SEATED, Role
from tenants.scope import Scope

MEMBERS = SEATED - {Role.CLERK}
"""Roles whose holders have a register: everybody with a seat, but the clerk who keeps it."""


@dataclass(frozen=True)
class Seat:
    """A seat that a member holds, held or will hold."""

    area: Area
    body_id: int
    body: str
    kind: str
    """The body's kind: board, joint_committee …"""
    title: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Member:
    """Somebody with a seat on a body of the company: whose register it is."""

    id: int
    name: str
    seats: Sequence[Seat]

    @property
    def body_ids(self) -> list[int]:
        """The bodies whose clerks keep her register."""
        return list(dict.fromkeys(seat.body_id for seat in self.seats))

    @property
    def areas(self) -> list[Area]:
        """Whose seats they are: councils, or the company itself for its board."""
        return list({seat.area.area_id: seat.area for seat in self.seats}.values())

    def sits_on(self, day: date) -> list[Seat]:
        """The seats that she holds on a day."""
        return [
            seat
            for seat in self.seats
            if seat.starts_on <= day and (seat.ends_on is None or day <= seat.ends_on)
        ]


_MEMBERS = (
    select(Person.id, Person.name, Appointment, Body)
    .join(Appointment, Appointment.person_id == Person.id)
    .join(Body, Body.id == Appointment.body_id)
    .where(Appointment.role.in_([role.value for role in MEMBERS]))
    .order_by(Person.name, Person.id, Appointment.id)
)


def members(scope: Scope, person_ids: Collection[int] | None = None) -> list[Member]:
    """Everybody who holds, held or will hold a seat, by name; of these persons alone if named."""
    named = _MEMBERS if person_ids is None else _MEMBERS.where(Person.id.in_(person_ids))
    return _with_seats(scope, named)


def members_of_body(scope: Scope, body_id: int) -> list[Member]:
    """Whoever has or had a seat on a body, by name, with that seat alone."""
    return _with_seats(scope, _MEMBERS.where(Appointment.body_id == body_id))


def _with_seats(scope: Scope, statement: Select[int, str, Appointment, Body]) -> list[Member]:
    seats: dict[tuple[int, str], list[Seat]] = defaultdict(list)
    for person_id, name, held, body in scope.session.execute(statement):
        seats[person_id, name].append(_seat(scope, held, body))
    return [Member(person_id, name, held) for (person_id, name), held in seats.items()]


def _seat(scope: Scope, held: Appointment, body: Body) -> Seat:
    area = scope.area(held.area_id)
    return Seat(area, body.id, body.name, body.kind, held.title, held.starts_on, held.ends_on)


def find_member(scope: Scope, number: int, **_: object) -> Member | None:
    """The member of this number, if she has or had a seat in the company."""
    return next(iter(members(scope, [number])), None)
