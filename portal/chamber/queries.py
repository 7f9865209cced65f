"""Reads of what happens at a meeting. Scope first, walls decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from portal.chamber import rules
from portal.chamber.models import Motion, Movement, Proceeding
from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Sitting
from portal.decisions.queries import seating
from portal.decisions.standing import SeatView, Standing
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import AgendaView, ItemView
from tenants.models import Area, Body
from tenants.scope import Scope


@dataclass(frozen=True)
class Before:
    """The matters before a meeting: by the item that puts them there, and those that none does."""

    by_item: Mapping[int, Matter]
    loose: Sequence[Matter]


@dataclass(frozen=True)
class Course:
    """A meeting in its course: the agenda, who is there, what happened so far."""

    agenda: AgendaView
    seats: Sequence[SeatView]
    vacancies: dict[int, int]
    proceedings: Sequence[Proceeding]
    motions: Sequence[Motion]
    councils: Sequence[Area]
    standing: Standing | None
    """Of the matter that the item now is about; None where it is about none."""

    @property
    def meeting(self) -> Meeting:
        return self.agenda.meeting

    @property
    def sitting(self) -> Sitting:
        return self.agenda.sitting

    @property
    def body(self) -> Body:
        return self.agenda.body

    @cached_property
    def taken(self) -> list[int]:
        """The ids of the items taken so far, in the order in which they were."""
        return [row.item_id for row in self.proceedings if row.kind == "began" and row.item_id]

    @cached_property
    def now(self) -> ItemView | None:
        """The item that is being taken."""
        last = self.taken[-1] if self.taken else None
        return next((each for each in self.agenda.items if each.item.id == last), None)

    @cached_property
    def following(self) -> ItemView | None:
        """The next item in order; withdrawn ones are passed over."""
        listed = [each.item.id for each in self.agenda.items if each.item.state == "listed"]
        found = rules.following(listed, self.taken)
        return next((each for each in self.agenda.items if each.item.id == found), None)

    @cached_property
    def presiding(self) -> Proceeding | None:
        """Who was recorded last as taking the chair."""
        return next((row for row in reversed(self.proceedings) if row.kind == "presided"), None)

    @property
    def present(self) -> list[SeatView]:
        """The seats whose members are there."""
        return [seat for seat in self.seats if seat.present]

    @property
    def owners(self) -> list[Area]:
        """The councils with a seat or a share, in their order; on a board none but the company."""
        known = {area.area_id: area for area in self.councils}
        for seat in self.seats:
            known.setdefault(seat.area.area_id, seat.area)
        return list(known.values())

    @property
    def quorum_sentence(self) -> str:
        """Whether the body can decide now; of a matter as its own rule says."""
        if self.standing is not None and self.standing.matter.state == "submitted":
            return self.standing.quorum_sentence
        names = [area.name for area in self.owners]
        body = self.body
        return rules.quorum_sentence(body.quorum, body.quorum_per_council, names, self.seats)

    @property
    def pause(self) -> rules.Break | None:
        """Since when, and why, the meeting is adjourned; None while it is not."""
        found = rules.breaks(self.proceedings)
        return found[-1] if found and self.sitting.state == "adjourned" else None

    def motions_of(self, item_id: int) -> list[Motion]:
        """What was moved on an item, in order."""
        return [row for row in self.motions if row.item_id == item_id]


def course(scope: Scope, meeting: Meeting) -> Course:
    """All that the screens of a meeting show: nine queries, and those of the matter now before it.

    Raises NoResultFound where the sitting is outside the reader's walls.
    """
    agenda = meetings.agenda_of(scope, meeting)
    happened = proceedings(scope, meeting.id)
    standing = _standing(scope, agenda, happened)
    seats = standing.seats if standing else seating.seats(scope, agenda.sitting)
    return Course(
        agenda,
        seats,
        seating.vacancies(scope, agenda.body.id, seats),
        happened,
        motions(scope, meeting.id),
        councils_of(scope, agenda.body, agenda.sitting),
        standing,
    )


def councils_of(scope: Scope, body: Body, sitting: Sitting) -> list[Area]:
    """The councils for which a body's members sit: on a joint committee the owners on the day."""
    if body.kind != "joint_committee":
        return []
    return [area for area in scope.councils if decisions.owns_on(area, sitting.on_day)]


def proceedings(scope: Scope, meeting_id: int) -> Sequence[Proceeding]:
    """What happened at a meeting, in the order in which it did."""
    statement = select(Proceeding).where(Proceeding.meeting_id == meeting_id)
    return scope.session.scalars(statement.order_by(Proceeding.id)).all()


def movements(scope: Scope, meeting_id: int) -> Sequence[Movement]:
    """Who was marked at a meeting, in the order of marking."""
    statement = select(Movement).where(Movement.meeting_id == meeting_id)
    return scope.session.scalars(statement.order_by(Movement.id)).all()


def motions(scope: Scope, meeting_id: int) -> Sequence[Motion]:
    """What was moved at a meeting and not taken back, in order."""
    statement = select(Motion).where(Motion.meeting_id == meeting_id, Motion.withdrawn.is_(False))
    return scope.session.scalars(statement.order_by(Motion.id)).all()


def find_motion(scope: Scope, number: str, *, meeting: Meeting, **_: object) -> Motion | None:
    """The motion of this number, moved at this meeting."""
    if not (number.isascii() and number.isdecimal()):
        return None
    found = scope.session.get(Motion, int(number))
    return found if found is not None and found.meeting_id == meeting.id else None


def item_now(scope: Scope, meeting_id: int) -> int | None:
    """The id of the item that is being taken: one query."""
    return scope.session.scalars(
        select(Proceeding.item_id)
        .where(Proceeding.meeting_id == meeting_id, Proceeding.kind == "began")
        .order_by(Proceeding.id.desc())
        .limit(1)
    ).first()


def matters_by_item(scope: Scope, agenda: AgendaView) -> Before:
    """What is before a meeting, by the id of its item: one query.

    A matter that came in after its item was published is that item's where there is one such item
    and one such matter; nothing is guessed beyond that.
    """
    rows = scope.session.scalars(
        select(Matter)
        .where(Matter.sitting_id == agenda.sitting.id, Matter.state != "withdrawn")
        .order_by(Matter.id)
    )
    matters = {row.id: row for row in rows}
    items = [each.item for each in agenda.items]
    listed = {item.id: matters[item.matter_id] for item in items if item.matter_id in matters}
    known = {matter.id for matter in listed.values()}
    loose = [matter for matter in matters.values() if matter.id not in known]
    bare = [
        item
        for item in items
        if item.kind == "matter" and item.matter_id is None and item.state == "listed"
    ]
    if len(bare) == len(loose) == 1:
        return Before({**listed, bare[0].id: loose[0]}, ())
    return Before(listed, loose)


def matter_of(scope: Scope, meeting: Meeting, item: AgendaItem) -> Matter | None:
    """The matter that an item puts before the body at this meeting, where the reader reads it."""
    return matters_by_item(scope, meetings.agenda_of(scope, meeting)).by_item.get(item.id)


def _standing(scope: Scope, agenda: AgendaView, happened: Sequence[Proceeding]) -> Standing | None:
    last = next((row.item_id for row in reversed(happened) if row.kind == "began"), None)
    matter = matters_by_item(scope, agenda).by_item.get(last or 0)
    return None if matter is None else decisions.standing(scope, matter)
