"""Reads of actions: the text that each reader reads of each, beside what was told of it.

The list pages and filters in the database; totals are one statement, whatever there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, cast, func, or_, select
from sqlalchemy import Text as SqlText

from portal.actions.models import ActionEntry, ActionStanding
from portal.actions.rules import Computed
from portal.actions.statements import (
    FIGURES,
    KIND,
    PLAN_ORDER,
    Asked,
    computed_status,
    declared,
    falls_due,
    named,
    narrowed,
    priority,
    readable,
)
from portal.actions.totals import Group
from portal.plans.kinds import LEADS, names_of
from portal.plans.models import Item, Plan, Revision, Section
from portal.plans.shapes import read_details
from tenants.audiences import RELEASED
from tenants.scope import Scope

PAGE = 50
"""Actions on a page of the list."""
FOUND: Mapping[str, Computed] = {"red": "red", "completed": "completed", "not_due": "not_due"}


@dataclass(frozen=True)
class ActionLine:
    """One action as one reader reads it, with how it stands; ``head`` is 0 where nothing is told,
    or nothing that is hers to know."""

    item_id: int
    area_id: int
    plan_id: int
    section_id: int
    plan_slug: str
    plan_title: str
    section: str
    ref: str
    title: str
    wording: str
    lead: str
    others: str
    """The details as they are stored."""
    due_kind: str
    due_on: date | None
    found: str
    """What is computed; empty for nothing."""
    head: int
    status: str
    agreed: bool
    note: str
    told_at: datetime | None
    told_by: str

    def text(self, name: str) -> str:
        """One of the details, by name."""
        return read_details(self.others).get(name, "")

    @property
    def when(self) -> str:
        """The timescale as written."""
        return self.text("when")

    @property
    def high(self) -> bool:
        """Whether it is of high priority."""
        return self.text("high_priority") == "yes"

    @property
    def leads(self) -> list[str]:
        """Who answers for it: posts, people and other organisations."""
        texts = [self.lead, *(self.text(field.name) for field in LEADS[1:])]
        return [name for text in texts for name in names_of(text)]

    @property
    def computed(self) -> Computed | None:
        """What follows from its date today."""
        return FOUND.get(self.found)


@dataclass(frozen=True)
class Heading:
    """A section of actions that the reader can read something of."""

    section_id: int
    plan_id: int
    plan_slug: str
    plan_title: str
    letter: str
    title: str


def headings(scope: Scope) -> list[Heading]:
    """The sections of actions of all plans that this reader sees, in order."""
    return [Heading(*row) for row in scope.session.execute(_HEADINGS)]


def groups(scope: Scope, asked: Asked) -> list[Group]:
    """How many actions are alike in section, status, computed status and priority: one query."""
    rows = scope.session.execute(groups_of(asked), {"today": scope.today()})
    return [
        Group(section, plan, area, status, found or None, high == "yes", number)
        for section, plan, area, status, found, high, number in rows
    ]


def listed(scope: Scope, asked: Asked, *, offset: int = 0, limit: int = PAGE) -> list[ActionLine]:
    """The actions asked for in the order of their plans: one page, one query."""
    return _lines(scope, page_of(asked).offset(offset).limit(limit))


def groups_of(asked: Asked) -> Select[Any]:
    """The statement of the totals."""
    # Counted outside: PostgreSQL takes an expression with parameters for another each time.
    alike = narrowed(_ALIKE, asked).subquery()
    return select(*alike.c, func.count()).group_by(*alike.c)


def page_of(asked: Asked) -> Select[Any]:
    """The statement of the list, in its order."""
    return narrowed(_LINES, asked).order_by(*PLAN_ORDER)


def known_areas(scope: Scope) -> tuple[int, ...]:
    """The areas of whose actions this reader may know how they stand."""
    return tuple(area.area_id for area in scope.areas if scope.reads(area.area_id, RELEASED))


def of_items(scope: Scope, item_ids: Sequence[int]) -> list[ActionLine]:
    """These actions, as far as they are hers to know: one query, or none."""
    areas = known_areas(scope) if item_ids else ()
    if not areas:
        return []
    return _lines(scope, _LINES.where(Item.id.in_(item_ids), Item.area_id.in_(areas)))


def find_action(scope: Scope, ref: str, *, plan: Plan, **_: object) -> ActionLine | None:
    """The action of this reference in a plan, where how it stands is the reader's to know."""
    statement = _LINES.where(Item.plan_id == plan.id, Item.ref == ref).order_by(*PLAN_ORDER)
    found = (line for line in _lines(scope, statement) if scope.reads(line.area_id, RELEASED))
    return next(found, None)


def log_of(scope: Scope, item_id: int) -> Sequence[ActionEntry]:
    """All that was told of an action and is open to this reader, oldest first."""
    return scope.session.scalars(_LOG, {"item": item_id}).all()


def printed_figures(scope: Scope, plan_id: int) -> list[tuple[str, str, str]]:
    """Title, figure and wording of a plan's figures, as this reader reads them."""
    statement = _FIGURES.where(Section.plan_id == plan_id).order_by(*PLAN_ORDER)
    rows = scope.session.execute(statement)
    return [(title, read_details(others).get("figure", ""), said) for title, others, said in rows]


@dataclass(frozen=True)
class Overdue:
    """What is overdue in one area of a plan: how many, and since when the oldest."""

    plan_id: int
    slug: str
    title: str
    area_id: int
    number: int
    oldest: date


def overdue(
    scope: Scope, areas: Sequence[int], plan_ids: Sequence[int], posts: Sequence[str]
) -> list[Overdue]:
    """What is overdue of these areas, of these plans, or led by these posts: one query."""
    hers = [Item.area_id.in_(areas), Section.plan_id.in_(plan_ids), *named(posts)]
    statement = _OVERDUE.where(computed_status == "red", or_(*hers))
    rows = scope.session.execute(statement, {"today": scope.today()})
    return [Overdue(*row) for row in rows]


def _lines(scope: Scope, statement: Select[Any]) -> list[ActionLine]:
    rows = scope.session.execute(statement, {"today": scope.today()})
    return [ActionLine(*row) for row in rows]


_LINES = readable(
    select(
        Item.id,
        Item.area_id,
        Item.plan_id,
        Section.id,
        Plan.slug,
        Plan.title,
        Section.title,
        Item.ref,
        Revision.title,
        Revision.wording,
        Revision.lead,
        cast(Revision.details, SqlText),
        Revision.due_kind,
        falls_due,
        computed_status,
        func.coalesce(ActionStanding.head, 0),
        declared,
        func.coalesce(ActionStanding.agreed, False),
        func.coalesce(ActionEntry.note, ""),
        ActionEntry.made_at,
        func.coalesce(ActionEntry.made_by, ""),
    ),
    KIND,
).outerjoin(
    ActionEntry,
    and_(ActionEntry.item_id == Item.id, ActionEntry.number == ActionStanding.head),
)
_ALIKE = readable(
    select(
        Section.id.label("section_id"),
        Section.plan_id,
        Item.area_id,
        declared.label("declared"),
        computed_status.label("computed"),
        priority.label("priority"),
    ),
    KIND,
)
_OVERDUE = (
    readable(
        select(Plan.id, Plan.slug, Plan.title, Item.area_id, func.count(), func.min(falls_due)),
        KIND,
    )
    .group_by(Plan.id, Plan.slug, Plan.title, Item.area_id)
    .order_by(Plan.id, Item.area_id)
)
_FIGURES = readable(
    select(Revision.title, cast(Revision.details, SqlText), Revision.wording), FIGURES
)
_HEADINGS = (
    select(Section.id, Section.plan_id, Plan.slug, Plan.title, Section.letter, Section.title)
    .join(Plan, Plan.id == Section.plan_id)
    .where(Section.kind == KIND)
    .order_by(Section.plan_id, Section.position, Section.id)
)
_LOG = (
    select(ActionEntry).where(ActionEntry.item_id == bindparam("item")).order_by(ActionEntry.number)
)
