"""Reads of bodies: the list a page at a time, and who sits on one. Seats are public."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import func, select

from portal.decisions.models import DecidingBody, Matter, ReservedMatter, Sitting
from portal.decisions.queries.lines import in_force
from portal.decisions.queries.lists import DECIDED
from portal.decisions.queries.seating import allocations, holds_on
from portal.meetings.models import Meeting
from portal.meetings.queries import LINES, Line
from tenants.models import Appointment, Area, Body, Person
from tenants.roles import SEATED, TITLES, Role
from tenants.scope import Scope

Row = TypeVar("Row")
MOST = 50
"""Bodies, or people, on a page."""
FURTHEST = 1000
"""Pages."""
LAST = 5
"""Meetings, and decisions, on a body's own page."""
IN_THE_ROOM = SEATED - {Role.CLERK, Role.SUBSTITUTE}
"""Who belongs to a body for a term: not its clerk, and nobody who sits in for one day."""
_OVER = ("cancelled", "held")
"""States of meetings that are not to come."""
_ORDER = {role: place for place, role in enumerate(Role)}
"""Chairs stand before members, and those without a vote last."""


@dataclass(frozen=True)
class Seat:
    """Somebody who sits on a body, or keeps its records, today."""

    person_id: int
    name: str
    role: Role
    area_id: int

    @property
    def title(self) -> str:
        """Her role in a word: "Co-chair"."""
        return TITLES[self.role]


@dataclass(frozen=True)
class Group:
    """The seats of a body that one council fills, or the company; with those that are vacant."""

    area: Area
    seats: Sequence[Seat]
    vacant: int = 0


@dataclass(frozen=True)
class Seats:
    """Everybody of a body today: its members by council, and its clerks."""

    groups: Sequence[Group]
    clerks: Sequence[Seat]

    @property
    def members(self) -> int:
        """How many sit on it."""
        return sum(len(group.seats) for group in self.groups)


@dataclass(frozen=True)
class BodyLine:
    """A body as the list shows it."""

    slug: str
    name: str
    kind: str
    quorum: int
    quorum_per_council: int
    members: int
    councils: Sequence[Area]
    """Whose members sit on it today."""
    next_on: date | None
    """Its next meeting, as far as the reader may know of it."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, and whether there are pages before and after it."""

    rows: Sequence[Row]
    number: int
    more: bool

    @property
    def before(self) -> int | None:
        """The number of the page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after this one."""
        return self.number + 1 if self.more and self.number < FURTHEST else None


@dataclass(frozen=True)
class Reserved:
    """Lines of the register that one rule decides, in numbers."""

    rule: str
    """A code that ``rules.codes`` reads."""
    route: str
    numbers: Sequence[int]


def window(page: int) -> tuple[int, int]:
    """Limit and offset of a page: one row more than is shown says whether there is another."""
    return MOST + 1, (page - 1) * MOST


def bodies(scope: Scope, page: int) -> Page[BodyLine]:
    """A page of the bodies by name, with who sits on each and when it meets next: three queries."""
    most, after = window(page)
    statement = select(Body).order_by(Body.name, Body.id).limit(most).offset(after)
    found = scope.session.scalars(statement).all()
    shown = found[:MOST]
    ids = [body.id for body in shown]
    members, meets = _members(scope, ids), _next_days(scope, ids)
    areas = {area.area_id: area for area in scope.areas}
    lines = [_line(body, members[body.id], meets.get(body.id), areas) for body in shown]
    return Page(lines, page, len(found) > MOST)


def _line(
    body: Body, members: Mapping[int, int], next_on: date | None, areas: Mapping[int, Area]
) -> BodyLine:
    councils = [areas[area_id] for area_id in sorted(members) if area_id]
    return BodyLine(
        body.slug,
        body.name,
        body.kind,
        body.quorum,
        body.quorum_per_council,
        sum(members.values()),
        councils,
        next_on,
    )


def _members(scope: Scope, ids: Collection[int]) -> Mapping[int, Mapping[int, int]]:
    """How many sit on each body today, by the area that fills their seats."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = scope.session.execute(
        select(Appointment.body_id, Appointment.area_id, func.count())
        .where(
            Appointment.body_id.in_(ids),
            Appointment.role.in_(_values(IN_THE_ROOM)),
            holds_on(scope.today()),
        )
        .group_by(Appointment.body_id, Appointment.area_id)
    )
    for body_id, area_id, number in rows:
        found[body_id or 0][area_id] = number
    return found


def _next_days(scope: Scope, ids: Collection[int]) -> Mapping[int, date]:
    rows = scope.session.execute(
        select(Meeting.body_id, func.min(Sitting.on_day).label("on_day"))
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(
            Meeting.body_id.in_(ids),
            Meeting.state.not_in(_OVER),
            Sitting.on_day >= scope.today(),
        )
        .group_by(Meeting.body_id)
    )
    return {row.body_id: row.on_day for row in rows}


def _values(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in roles]


def seats_of_body(scope: Scope, body: Body) -> Seats:
    """Who sits on a body today, by council, and its clerks: two queries."""
    rows = scope.session.execute(
        select(Person.id, Person.name, Appointment.role, Appointment.area_id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.body_id == body.id,
            Appointment.role.in_(_values({*IN_THE_ROOM, Role.CLERK})),
            holds_on(scope.today()),
        )
        .order_by(Appointment.area_id, Appointment.id)
    )
    seats = [Seat(number, name, Role(role), area_id) for number, name, role, area_id in rows]
    given = {area_id: row.seats for area_id, row in allocations(scope, body.id).items()}
    members = sorted((seat for seat in seats if seat.role in IN_THE_ROOM), key=_place)
    areas = [
        area
        for area in scope.areas
        if given.get(area.area_id) or any(seat.area_id == area.area_id for seat in members)
    ]
    groups = [_group(area, members, given.get(area.area_id, 0)) for area in areas]
    return Seats(groups, [seat for seat in seats if seat.role is Role.CLERK])


def _place(seat: Seat) -> int:
    return _ORDER[seat.role]


def _group(area: Area, members: Sequence[Seat], given: int) -> Group:
    """Whoever has no vote fills none of the seats that a council was given."""
    hers = [seat for seat in members if seat.area_id == area.area_id]
    voting = sum(seat.role is not Role.NON_VOTING_MEMBER for seat in hers)
    return Group(area, hers, max(0, given - voting))


def reserved_to(scope: Scope, body: Body) -> list[Reserved]:
    """What the register has this body decide today, by rule, in one query."""
    rows = scope.session.execute(
        select(ReservedMatter.number, ReservedMatter.rule, ReservedMatter.route)
        .outerjoin(DecidingBody, DecidingBody.reserved_matter_id == ReservedMatter.id)
        .where(
            in_force(scope.today()),
            ReservedMatter.withdrawn_at.is_(None),
            ((ReservedMatter.route == "one_committee") & (ReservedMatter.body_id == body.id))
            | ((ReservedMatter.route == "each_owner") & (DecidingBody.body_id == body.id)),
        )
        .distinct()
        .order_by(ReservedMatter.number)
    )
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, rule, route in rows:
        found[rule, route].append(number)
    return [Reserved(rule, route, numbers) for (rule, route), numbers in found.items()]


def decided_by(scope: Scope, body: Body) -> Sequence[Matter]:
    """What a body decided last, the newest first."""
    return scope.session.scalars(
        select(Matter)
        .where(Matter.body_id == body.id, Matter.state == "decided", Matter.outcome.in_(DECIDED))
        .order_by(Matter.decided_at.desc(), Matter.id.desc())
        .limit(LAST)
    ).all()


def meetings_of(scope: Scope, body: Body, *, coming: bool) -> Sequence[Line]:
    """The next meetings of a body, or the last ones, as far as the reader may know of them."""
    today = scope.today()
    statement = LINES.where(Meeting.body_id == body.id)
    if coming:
        ahead = statement.where(Sitting.on_day >= today, Meeting.state.not_in(_OVER))
        ordered = ahead.order_by(Sitting.on_day, Meeting.id)
    else:
        past = statement.where((Sitting.on_day < today) | (Meeting.state == "held"))
        ordered = past.order_by(Sitting.on_day.desc(), Meeting.id.desc())
    return [Line(**row._mapping) for row in scope.session.execute(ordered.limit(LAST))]
