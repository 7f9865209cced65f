"""Reads of an executive body's notices, and of how each item's clock stands. Walls decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Select, select

from portal.decisions.models import Matter, Sitting
from portal.executive import law, rules
from portal.executive.law import Claim, Counting, Given, Item
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.rules import Duty
from portal.executive.ways import Way, ways
from portal.meetings.models import AgendaItem, Meeting
from tenants.models import Body
from tenants.scope import Scope
from tenants.settings import body_settings

MOST = 20
"""Notices on a page."""
FURTHEST = 1000
"""Pages."""
OF_KEY = frozenset({law.KEY, law.GENERAL, law.SPECIAL})
"""A notice of one of these says by itself that its item is a key decision."""

_Row = TypeVar("_Row", ExecutiveNotice, Representation)


@dataclass(frozen=True)
class ItemClock:
    """What one item owes, and how it stands today, as far as its reader may know."""

    item: AgendaItem
    facts: Item
    how: Counting
    today: date
    notices: Sequence[ExecutiveNotice] = ()
    """All that were published for it, withdrawn ones too, the first one first."""
    representations: Sequence[Representation] = field(default=())

    @cached_property
    def duties(self) -> list[Duty]:
        """The notices that are owed, the earliest first."""
        return rules.duties(self.facts, self.how, *_taken(self.standing), self.today)

    @cached_property
    def ways(self) -> list[Way]:
        """The ways without a notice, and whether each is open."""
        return ways(self.facts, self.how, self.duties, self.today)

    @property
    def standing(self) -> list[ExecutiveNotice]:
        """The notices that were not withdrawn."""
        return [each for each in self.notices if each.withdrawn_at is None]

    @property
    def obstacle(self) -> str:
        """Why it cannot be published as what it is; empty where it can."""
        return rules.obstacle(self.duties)

    @property
    def unanswered(self) -> int:
        """Representations without a response."""
        return sum(1 for each in self.representations if each.answered_at is None)

    def standing_of(self, kind: str) -> ExecutiveNotice | None:
        """The one notice of a kind that stands."""
        return next((each for each in self.standing if each.kind == kind), None)


@dataclass(frozen=True)
class Line:
    """A notice as a list shows it."""

    id: int
    kind: str
    title: str
    decided_by: str
    first_day: date
    last_day: date
    published_on: date
    withdrawn: bool
    body_id: int


@dataclass(frozen=True)
class Window:
    """One page of a list of notices, and whether there is another after it."""

    lines: Sequence[Line]
    page: int
    more: bool


def counting_of(scope: Scope, body_id: int, day: date) -> Counting | None:
    """How a body counts on a day, in one query; None where it is no executive body then."""
    return law.counting(body_settings(scope, [body_id], law.NEEDED, day)[body_id])


def owing_items(scope: Scope, meeting: Meeting) -> Sequence[AgendaItem]:
    """The items of a meeting that can owe a notice, in their order."""
    statement = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.state == "listed",
        AgendaItem.kind != "standing",
    )
    return scope.session.scalars(statement.order_by(AgendaItem.part, AgendaItem.position)).all()


def clocks(
    scope: Scope, meeting: Meeting, items: Sequence[AgendaItem], how: Counting | None = None
) -> list[ItemClock]:
    """The clocks of these items of one meeting, in five queries; none for another body's.

    ``how`` is what ``counting_of`` answers, where it was asked already.
    """
    if not items:
        return []
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    how = how or counting_of(scope, meeting.body_id, sitting.on_day)
    if how is None:
        return []
    numbers = [item.id for item in items]
    given = _by_item(scope, ExecutiveNotice, numbers)
    said = _by_item(scope, Representation, numbers)
    keys = _key_matters(scope, items)
    return [
        ItemClock(
            item,
            Item(sitting.on_day, _is_key(item, keys, given[item.id]), item.part == 2),
            how,
            scope.today(),
            given[item.id],
            said[item.id],
        )
        for item in items
    ]


def clock_of(scope: Scope, item: AgendaItem) -> ItemClock | None:
    """The clock of one item; None where its body is no executive body."""
    meeting = scope.session.get_one(Meeting, item.meeting_id)
    return next(iter(clocks(scope, meeting, [item])), None)


def as_key(clock: ItemClock) -> ItemClock:
    """The clock as it would be if the item were a key decision."""
    facts = Item(clock.facts.meets_on, True, clock.facts.private)
    return ItemClock(
        clock.item, facts, clock.how, clock.today, clock.notices, clock.representations
    )


def find_notice(scope: Scope, value: str, **_: object) -> ExecutiveNotice | None:
    """The notice of this number, inside the reader's walls."""
    return scope.session.get(ExecutiveNotice, int(value)) if _is_number(value) else None


def find_representation(
    scope: Scope, value: str, *, meeting: Meeting, **_: object
) -> Representation | None:
    """A representation about an item of this meeting, inside the reader's walls."""
    found = scope.session.get(Representation, int(value)) if _is_number(value) else None
    return found if found is not None and found.meeting_id == meeting.id else None


def notices_page(scope: Scope, page: int = 1) -> Window:
    """What the company's executive bodies gave notice of, the newest first, in one query."""
    statement = _LINES.limit(MOST + 1).offset((page - 1) * MOST)
    rows = scope.session.execute(statement).all()
    return Window([_line(row) for row in rows[:MOST]], page, len(rows) > MOST)


def executive_bodies(scope: Scope) -> list[Body]:
    """The bodies that follow the rules of an executive today, in two queries."""
    bodies = scope.session.scalars(select(Body).order_by(Body.id)).all()
    values = body_settings(scope, [each.id for each in bodies], law.NEEDED, scope.today())
    return [each for each in bodies if law.counting(values[each.id]) is not None]


def of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, list[ExecutiveNotice]]:
    """The standing notices about matters of the register, by matter, in one query."""
    rows = scope.session.execute(
        select(AgendaItem.matter_id, ExecutiveNotice)
        .join(ExecutiveNotice, ExecutiveNotice.item_id == AgendaItem.id)
        .where(AgendaItem.matter_id.in_(matter_ids), ExecutiveNotice.withdrawn_at.is_(None))
        .order_by(ExecutiveNotice.published_on, ExecutiveNotice.id)
    )
    found: dict[int, list[ExecutiveNotice]] = defaultdict(list)
    for matter_id, notice in rows:
        if matter_id is not None:
            found[matter_id].append(notice)
    return found


_LINES: Select[*tuple[Any, ...]] = select(
    ExecutiveNotice.id,
    ExecutiveNotice.kind,
    ExecutiveNotice.title,
    ExecutiveNotice.decided_by,
    ExecutiveNotice.first_day,
    ExecutiveNotice.last_day,
    ExecutiveNotice.published_on,
    ExecutiveNotice.withdrawn_at,
    ExecutiveNotice.body_id,
).order_by(ExecutiveNotice.published_on.desc(), ExecutiveNotice.id.desc())


def _line(row: Any) -> Line:
    named = row._asdict()
    withdrawn = named.pop("withdrawn_at") is not None
    return Line(**named, withdrawn=withdrawn)


def _by_item(scope: Scope, rows: type[_Row], item_ids: Sequence[int]) -> Mapping[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in scope.session.scalars(
        select(rows).where(rows.item_id.in_(item_ids)).order_by(rows.id)
    ):
        found[row.item_id].append(row)
    return found


def _key_matters(scope: Scope, items: Sequence[AgendaItem]) -> frozenset[int]:
    """The matters among these items that are key decisions, as far as the reader sees them."""
    asked = [item.matter_id for item in items if item.matter_id is not None]
    if not asked:
        return frozenset()
    statement = select(Matter.id).where(Matter.id.in_(asked), Matter.key_decision.is_(True))
    return frozenset(scope.session.scalars(statement))


def _is_key(item: AgendaItem, keys: frozenset[int], notices: Sequence[ExecutiveNotice]) -> bool:
    said = any(each.kind in OF_KEY and each.withdrawn_at is None for each in notices)
    return said or item.matter_id in keys


def _taken(notices: Sequence[ExecutiveNotice]) -> tuple[list[Given], list[Claim]]:
    """What stands, as the rules want it: the notices that were owed, and the ways taken."""
    given = [
        Given(each.kind, each.published_on, each.first_day, each.last_day)
        for each in notices
        if each.kind in law.NOTICES
    ]
    claims = [
        Claim(each.kind, each.acted_on, each.published_on)
        for each in notices
        if each.acted_on is not None
    ]
    return given, claims


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def standing_notice(scope: Scope, item_id: int, kind: str) -> ExecutiveNotice | None:
    """The one notice of a kind that stands for an item."""
    statement = select(ExecutiveNotice).where(
        ExecutiveNotice.item_id == item_id,
        ExecutiveNotice.kind == kind,
        ExecutiveNotice.withdrawn_at.is_(None),
    )
    return scope.session.scalars(statement).first()
