"""Who sits in which seat at a sitting, what the clerk counted, what was set right later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from portal.decisions.models import (
    Attendance,
    Correction,
    HandCount,
    Matter,
    Recommendation,
    SeatAllocation,
    Sitting,
    Substitution,
    Vote,
)
from portal.decisions.standing import SeatView
from tenants.models import Appointment, Person
from tenants.roles import BOARD, VOTING, Role
from tenants.scope import Scope

IN_A_SEAT = tuple(role.value for role in Role if role in VOTING | BOARD)
_Stand = aliased(Appointment, name="stand_in")
_Sitter = aliased(Person, name="sitter")


@dataclass(frozen=True)
class Candidate:
    """Somebody of a council who can sit in one of its seats."""

    person_id: int
    name: str
    title: str


def seats(scope: Scope, sitting: Sitting) -> list[SeatView]:
    """The voting seats of a body on the day of a sitting, by council, chairs first; of each who
    sits in it. In writing every member is entitled to vote, wherever she is."""
    attends = and_(Attendance.appointment_id == Appointment.id, Attendance.sitting_id == sitting.id)
    replaced = and_(
        Substitution.appointment_id == Appointment.id,
        Substitution.sitting_id == sitting.id,
        Substitution.withdrawn.is_(False),
    )
    rows = scope.session.execute(
        select(Appointment, Person.name, Attendance, _Stand, _Sitter.name)
        .join(Person, Person.id == Appointment.person_id)
        .outerjoin(Attendance, attends)
        .outerjoin(Substitution, replaced)
        .outerjoin(_Stand, _Stand.id == Substitution.substitute_id)
        .outerjoin(_Sitter, _Sitter.id == _Stand.person_id)
        .where(
            Appointment.body_id == sitting.body_id,
            Appointment.role.in_(IN_A_SEAT),
            holds_on(sitting.on_day),
        )
        .order_by(Appointment.area_id, _CHAIRS_FIRST, Appointment.role, Appointment.id)
    )
    written = sitting.kind == "written"
    return [
        _seat(scope, seat, name, attendance, stand, sitter, written)
        for seat, name, attendance, stand, sitter in rows
    ]


_CHAIRS_FIRST = case((Appointment.role == Role.BOARD_CHAIR.value, 0), else_=1)


def _seat(
    scope: Scope,
    seat: Appointment,
    name: str,
    attendance: Attendance | None,
    stand: Appointment | None,
    sitter: str | None,
    written: bool,
) -> SeatView:
    there = attendance.present if attendance else None
    return SeatView(
        appointment_id=seat.id,
        person_id=stand.person_id if stand else seat.person_id,
        name=sitter or name,
        role=Role.SUBSTITUTE if stand else Role(seat.role),
        area=scope.area(seat.area_id),
        present=True if written else there,
        remote=bool(attendance and attendance.remote),
        hat_id=stand.id if stand else seat.id,
        instead_of=name if stand else "",
    )


def holds_on(day: date) -> ColumnElement[bool]:
    """Whether an appointment holds on a day."""
    ends = Appointment.ends_on
    return and_(Appointment.starts_on <= day, or_(ends.is_(None), ends >= day))


def also_there(scope: Scope, sitting: Sitting) -> list[tuple[str, str]]:
    """Name and title of the body's members without a vote: they attend, and never count."""
    rows = scope.session.execute(
        select(Person.name, Appointment.title)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.body_id == sitting.body_id,
            Appointment.role == Role.NON_VOTING_MEMBER.value,
            holds_on(sitting.on_day),
        )
        .order_by(Person.name)
    )
    return [(name, title) for name, title in rows]


def vacancies(scope: Scope, body_id: int, filled: Sequence[SeatView]) -> dict[int, int]:
    """How many seats of each council, by its area, have no member."""
    held: dict[int, int] = {}
    for seat in filled:
        held[seat.area.area_id] = held.get(seat.area.area_id, 0) + 1
    given = allocations(scope, body_id)
    left = {area_id: row.seats - held.get(area_id, 0) for area_id, row in given.items()}
    return {area_id: number for area_id, number in left.items() if number > 0}


def allocations(scope: Scope, body_id: int) -> dict[int, SeatAllocation]:
    """The seats of a body, by the area of the council that fills them."""
    rows = scope.session.scalars(select(SeatAllocation).where(SeatAllocation.body_id == body_id))
    return {row.council_id: row for row in rows}


def substitution(scope: Scope, sitting: Sitting, appointment_id: int) -> Substitution | None:
    """Who was put into this seat for the sitting, if anybody was."""
    return scope.session.scalars(
        select(Substitution).where(
            Substitution.sitting_id == sitting.id, Substitution.appointment_id == appointment_id
        )
    ).first()


def substitutions(scope: Scope, sitting: Sitting) -> Sequence[Substitution]:
    """Everybody who was put into a seat for the sitting."""
    statement = select(Substitution).where(Substitution.sitting_id == sitting.id)
    return scope.session.scalars(statement.order_by(Substitution.id)).all()


def candidates(scope: Scope, sitting: Sitting, area_id: int) -> list[Candidate]:
    """The members of a council on any body of the company who do not sit on this one that day."""
    sits = select(Appointment.person_id).where(
        Appointment.body_id == sitting.body_id,
        Appointment.role.in_((*IN_A_SEAT, Role.SUBSTITUTE.value, Role.CLERK.value)),
        holds_on(sitting.on_day),
    )
    rows = scope.session.execute(
        select(Person.id, Person.name, func.min(Appointment.title))
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.area_id == area_id,
            Appointment.role.in_(OF_A_COUNCIL),
            holds_on(sitting.on_day),
            Person.id.not_in(sits),
        )
        .group_by(Person.id, Person.name)
        .order_by(Person.name)
    )
    return [Candidate(*row) for row in rows]


OF_A_COUNCIL = tuple(role.value for role in (*VOTING, Role.NON_VOTING_MEMBER, Role.SUBSTITUTE))
"""Roles of a council's own members; a commissioner may be an officer."""


def voted_at(scope: Scope, sitting: Sitting, appointment_id: int) -> bool:
    """Whether a vote was cast in this seat at the sitting."""
    statement = (
        select(Vote.id)
        .join(Recommendation, Recommendation.id == Vote.recommendation_id)
        .join(Matter, Matter.id == Recommendation.matter_id)
        .where(Matter.sitting_id == sitting.id, Vote.appointment_id == appointment_id)
    )
    return scope.session.scalars(statement.limit(1)).first() is not None


def hands(scope: Scope, recommendation_ids: Sequence[int]) -> Mapping[int, Sequence[HandCount]]:
    """The hands counted on each of these recommendations."""
    found: dict[int, list[HandCount]] = {}
    rows = scope.session.scalars(
        select(HandCount)
        .where(HandCount.recommendation_id.in_(recommendation_ids))
        .order_by(HandCount.council_id)
    )
    for row in rows:
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def matters_before(scope: Scope, sitting: Sitting) -> Sequence[Matter]:
    """What is put before a sitting and is not decided yet."""
    return scope.session.scalars(
        select(Matter)
        .where(Matter.sitting_id == sitting.id, Matter.state == "submitted")
        .order_by(Matter.id)
    ).all()


def corrections(scope: Scope, recommendation_ids: Sequence[int]) -> Sequence[Correction]:
    """What was set right of these recommendations' records, the first first."""
    return scope.session.scalars(
        select(Correction)
        .where(Correction.recommendation_id.in_(recommendation_ids))
        .order_by(Correction.id)
    ).all()
