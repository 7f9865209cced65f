"""Reads of meetings and their agendas. Scope first, walls decide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from portal.decisions.models import Matter, Sitting
from portal.meetings.models import Agenda, AgendaItem, AgendaTemplate, Meeting
from portal.meetings.rules import StandingItem, usual_items
from tenants.models import Body
from tenants.scope import Scope

MATTERS = ("matter", "report")
"""Kinds of items under which a matter can stand."""
MOST = 20
"""Meetings on a page."""
FURTHEST = 1000
"""Pages."""


@dataclass(frozen=True)
class Line:
    """A meeting as a list shows it."""

    id: int
    slug: str
    title: str
    body: str
    body_id: int
    on_day: date
    starts_at: str
    venue: str
    state: str
    host_council_id: int | None


@dataclass(frozen=True)
class Window:
    """One page of a list of meetings, and whether there is another after it."""

    lines: Sequence[Line]
    page: int
    more: bool


@dataclass(frozen=True)
class ItemView:
    """An item, where it first stood, and what came for it later."""

    item: AgendaItem
    agenda: Agenda | None
    """The publication in which it first stood; None while it is a draft."""
    followed: Agenda | None
    """The later publication that brought its report, where that was to follow."""
    matter_slug: str | None
    """The address of the matter, where the reader may read it."""
    matter_withdrawn: bool = False
    """Whether whoever submitted it took it back, while the item is still listed."""

    @property
    def number(self) -> int:
        return self.item.number

    @property
    def awaited(self) -> bool:
        """Whether its report is still to follow."""
        return self.item.to_follow and self.followed is None and self.item.state == "listed"

    @property
    def waits_for_a_matter(self) -> bool:
        """Whether a matter can be put under it: it is for one, and has none."""
        item = self.item
        return item.matter_id is None and item.state == "listed" and item.kind in MATTERS

    @property
    def added(self) -> bool:
        """Whether it was added after the agenda was published."""
        return self.agenda is not None and self.agenda.sequence > 1


@dataclass(frozen=True)
class AgendaView:
    """All that a meeting's page shows of its agenda, as far as the reader may read it."""

    meeting: Meeting
    sitting: Sitting
    body: Body
    items: Sequence[ItemView]
    """In their order: Part I, then Part II."""
    agendas: Sequence[Agenda]
    """The publications, the first one first."""

    @cached_property
    def part_one(self) -> list[ItemView]:
        """The items that are taken in public."""
        return [each for each in self.items if each.item.part == 1]

    @cached_property
    def part_two(self) -> list[ItemView]:
        """The items that are taken while the public is excluded."""
        return [each for each in self.items if each.item.part == 2]

    @property
    def main(self) -> Agenda | None:
        """The first publication; None while the agenda is a draft."""
        return self.agendas[0] if self.agendas else None

    @property
    def published_at(self) -> datetime | None:
        """When the agenda was published first."""
        return self.main.published_at if self.main else None

    @property
    def unpublished(self) -> list[ItemView]:
        """The items that stand in no publication yet."""
        return [each for each in self.items if each.agenda is None]

    @property
    def awaited(self) -> list[ItemView]:
        """The items whose report is still to follow."""
        return [each for each in self.items if each.awaited]

    def of(self, number: int) -> ItemView | None:
        """The item of this number."""
        return next((each for each in self.items if each.number == number), None)


def meeting_by_slug(scope: Scope, slug: str, **_: object) -> Meeting | None:
    """The meeting at this address, inside the reader's walls."""
    return scope.session.scalars(select(Meeting).where(Meeting.slug == slug)).first()


def meeting_of_sitting(scope: Scope, sitting_id: int) -> Meeting | None:
    """The meeting that a sitting is, where it was arranged as one."""
    return scope.session.scalars(select(Meeting).where(Meeting.sitting_id == sitting_id)).first()


def item_by_number(
    scope: Scope, number: str, *, meeting: Meeting, **_: object
) -> AgendaItem | None:
    """The item of this number of a meeting; its ``body_id`` is the meeting's."""
    if not (number.isascii() and number.isdecimal()):
        return None
    return scope.session.scalars(
        _ITEMS.where(AgendaItem.meeting_id == meeting.id, AgendaItem.number == int(number))
    ).first()


def agenda_of(scope: Scope, meeting: Meeting) -> AgendaView:
    """The agenda of a meeting with its publications, in four queries.

    Raises NoResultFound where the sitting is outside the reader's walls.
    """
    sitting, body = scope.session.execute(
        select(Sitting, Body)
        .join(Body, Body.id == Sitting.body_id)
        .where(Sitting.id == meeting.sitting_id)
    ).one()
    agendas = agendas_of(scope, meeting)
    items = items_of(scope, meeting)
    matters = _matters(scope, {item.matter_id for item in items if item.matter_id is not None})
    views = [_view(item, agendas, matters) for item in items]
    return AgendaView(meeting, sitting, body, views, agendas)


def items_of(scope: Scope, meeting: Meeting) -> Sequence[AgendaItem]:
    """The items that a meeting's agenda holds, withdrawn ones too, Part I first."""
    statement = _ITEMS.where(AgendaItem.meeting_id == meeting.id)
    return scope.session.scalars(statement.order_by(AgendaItem.part, AgendaItem.position)).all()


def agendas_of(scope: Scope, meeting: Meeting) -> Sequence[Agenda]:
    """The publications of a meeting's agenda, the first one first."""
    statement = select(Agenda).where(Agenda.meeting_id == meeting.id)
    return scope.session.scalars(statement.order_by(Agenda.sequence)).all()


def coming(scope: Scope, limit: int) -> Sequence[Line]:
    """Meetings of today and later that are not cancelled, the next first, in one query."""
    statement = LINES.where(Sitting.on_day >= scope.today(), Meeting.state != "cancelled")
    ordered = statement.order_by(Sitting.on_day, Meeting.id).limit(limit)
    return [Line(**row._mapping) for row in scope.session.execute(ordered)]


def between(scope: Scope, first: date, last: date) -> Sequence[Line]:
    """Meetings of these days that are not cancelled, in their order, in one query."""
    statement = LINES.where(Sitting.on_day.between(first, last), Meeting.state != "cancelled")
    rows = scope.session.execute(statement.order_by(Sitting.on_day, Meeting.id))
    return [Line(**row._mapping) for row in rows]


def past(scope: Scope, page: int) -> Window:
    """A page of the meetings before today, the latest first, in one query."""
    statement = LINES.where(Sitting.on_day < scope.today())
    ordered = statement.order_by(Sitting.on_day.desc(), Meeting.id.desc())
    rows = scope.session.execute(ordered.limit(MOST + 1).offset((page - 1) * MOST)).all()
    return Window([Line(**row._mapping) for row in rows[:MOST]], page, len(rows) > MOST)


def offered(scope: Scope, view: AgendaView) -> Sequence[Matter]:
    """What was put before the sitting and stands under no item yet, in the order it came in."""
    taken = {each.item.matter_id for each in view.items}
    statement = select(Matter).where(
        Matter.sitting_id == view.sitting.id, Matter.state != "withdrawn"
    )
    found = scope.session.scalars(statement.order_by(Matter.id))
    return [matter for matter in found if matter.id not in taken]


def latest_of(scope: Scope, body_id: int) -> Meeting | None:
    """The meeting of a body that was arranged last: what its front sheet says is said again."""
    statement = select(Meeting).where(Meeting.body_id == body_id)
    return scope.session.scalars(statement.order_by(Meeting.id.desc()).limit(1)).first()


def loose_sittings(scope: Scope, body_ids: Collection[int]) -> Sequence[Sitting]:
    """Sittings to come of these bodies that were planned and not arranged as meetings yet."""
    arranged = select(Meeting.sitting_id).where(Meeting.sitting_id == Sitting.id)
    statement = select(Sitting).where(
        Sitting.body_id.in_(body_ids),
        Sitting.kind == "meeting",
        Sitting.state != "closed",
        Sitting.on_day >= scope.today(),
        ~arranged.exists(),
    )
    return scope.session.scalars(statement.order_by(Sitting.on_day)).all()


def standing_items(scope: Scope, body: Body) -> Sequence[StandingItem]:
    """The standing items with which the agendas of a body begin: its own, or the usual ones."""
    kept = template_of(scope, body.id)
    if kept is None:
        return usual_items(body.kind)
    return [StandingItem(**line) for line in kept.lines]


def template_of(scope: Scope, body_id: int) -> AgendaTemplate | None:
    """The template that a body's clerk keeps; None while it is the usual one."""
    statement = select(AgendaTemplate).where(AgendaTemplate.body_id == body_id)
    return scope.session.scalars(statement).first()


_ITEMS: Select[AgendaItem] = select(AgendaItem).where(AgendaItem.state != "removed")
LINES: Select[*tuple[Any, ...]] = (
    select(
        Meeting.id,
        Meeting.slug,
        Sitting.title,
        Body.name.label("body"),
        Meeting.body_id,
        Sitting.on_day,
        Sitting.starts_at,
        Sitting.venue,
        Meeting.state,
        Meeting.host_council_id,
    )
    .join(Sitting, Sitting.id == Meeting.sitting_id)
    .join(Body, Body.id == Meeting.body_id)
)


def _matters(scope: Scope, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Address and state of these matters, as far as the reader may read them."""
    if not ids:
        return {}
    statement = select(Matter.id, Matter.slug, Matter.state).where(Matter.id.in_(ids))
    return {row.id: (row.slug, row.state) for row in scope.session.execute(statement)}


def _view(
    item: AgendaItem, agendas: Sequence[Agenda], matters: Mapping[int, tuple[str, str]]
) -> ItemView:
    first = next((each for each in agendas if each.id == item.agenda_id), None)
    later = [a for a in agendas if first and a.sequence > first.sequence and item.number in a.adds]
    followed = later[0] if later and item.to_follow else None
    slug, state = matters.get(item.matter_id or 0, (None, ""))
    taken_back = state == "withdrawn" and item.state == "listed"
    return ItemView(item, first, followed, slug, taken_back)
