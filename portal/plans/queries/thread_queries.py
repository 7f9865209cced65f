"""Reads of the golden thread: a plan with the plans above, below and beside it, in few queries.

However many items and plans there are, it is two or three queries, and one more for who left.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Executable, and_, bindparam, case, cast, func, or_, select
from sqlalchemy import Text as SqlText

from portal.plans.kinds import kind_of, lines_of, refs_of
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from portal.plans.rules.loose_ends import Text
from portal.plans.rules.thread import PlanThing, Thing, Thread, other_plans, plain, weave
from portal.plans.shapes import read_details
from tenants.models import Appointment, Person
from tenants.scope import Scope


@dataclass(frozen=True)
class Strand:
    """One item in the thread: the words that may be missing, its milestones, and whether it is
    read from a draft."""

    text: Text
    steps: str
    """The milestones as they are stored."""
    draft: bool

    @property
    def thing(self) -> Thing:
        """The item."""
        return self.text.thing


@dataclass(frozen=True)
class Woven:
    """The thread with its items, in the order of their plans."""

    thread: Thread
    strands: Sequence[Strand]
    slugs: dict[int, str] = field(default_factory=dict)
    """The address of each plan."""

    def of_plan(self, plan_id: int) -> list[Strand]:
        """The items of one plan, in its order."""
        return [strand for strand in self.strands if strand.thing.plan_id == plan_id]


def of_plan(scope: Scope, plan: Plan) -> Woven:
    """The thread of a plan, as far as this reader may read what stands in it.

    With it come the plan above, those below, and from all others the items that name one of this
    plan's or that are named in it.
    """
    plans = all_plans(scope)
    family = {plan.id, *_kin(plan, plans)}
    strands = _strands(scope, _OF_FAMILY, family, mention=f"{plan.slug}#")
    named = other_plans(strand.thing for strand in strands)
    beside = {each.plan_id for each in plans if each.slug in named} - family
    if beside:
        # Those that name this plan's items came along already: now with their neighbours.
        kept = [strand for strand in strands if strand.thing.plan_id not in beside]
        strands = [*kept, *_strands(scope, _OF_PLANS, beside)]
    return _woven(plans, strands)


def of_plans(scope: Scope, plan_ids: Collection[int], plans: Iterable[PlanThing]) -> Woven:
    """The thread of several plans at once; ``plans`` are all that the reader can see."""
    return _woven(list(plans), _strands(scope, _OF_PLANS, plan_ids))


def plan_thing(plan: Plan) -> PlanThing:
    """A plan as the thread knows it."""
    return PlanThing(plan.id, plan.area_id, plan.slug, plan.title, plan.parent_id)


def all_plans(scope: Scope) -> list[PlanThing]:
    """Every plan that this reader can see."""
    return [PlanThing(*row) for row in scope.session.execute(_PLANS)]


def left(scope: Scope) -> dict[str, date]:
    """Who held appointments in the company, as far as this reader may know of them, and holds none
    today or later: the plain name, and the last day of the last one."""
    today = scope.today()
    held = select(
        Person.name,
        func.max(Appointment.ends_on),
        func.sum(
            case((or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today), 1), else_=0)
        ),
    ).join(Appointment, Appointment.person_id == Person.id)
    ends: dict[str, date] = {}
    staying = set()
    for name, last, open_ones in scope.session.execute(held.group_by(Person.id, Person.name)):
        if open_ones:
            staying.add(plain(name))
        else:
            ends[plain(name)] = max(last, ends.get(plain(name), last))
    # Two people may have one name: it is gone only when both are.
    return {name: day for name, day in ends.items() if name not in staying}


def _kin(plan: Plan, plans: Iterable[PlanThing]) -> set[int]:
    near = {each.plan_id for each in plans if each.parent_id == plan.id}
    return near | ({plan.parent_id} if plan.parent_id is not None else set())


def _woven(plans: Sequence[PlanThing], strands: Sequence[Strand]) -> Woven:
    thread = weave([strand.thing for strand in strands], plans)
    return Woven(thread, strands, {plan.plan_id: plan.slug for plan in plans})


def _strands(
    scope: Scope, statement: Executable, plan_ids: Collection[int], **asked: str
) -> list[Strand]:
    rows = scope.session.execute(statement, {"plans": sorted(plan_ids), **asked})
    return [_strand(*row) for row in rows]


def _strand(
    item_id: int, plan_id: int, area_id: int, ref: str, kind: str, title: str, *words: Any
) -> Strand:
    success_measure, lead, steps, others, part_id = words
    details = read_details(others)
    thing = Thing(item_id, plan_id, area_id, ref, kind, title, _refs(kind, others))
    text = Text(
        thing,
        success_measure,
        lead,
        details.get("people", ""),
        details.get("organisations", ""),
        details.get("supporting", ""),
    )
    return Strand(text, steps, part_id is not None)


@lru_cache(maxsize=8192)
def _refs(kind: str, others: str) -> tuple[tuple[str, str], ...]:
    """The references in an item's details, by field."""
    details, found = read_details(others), []
    for each in kind_of(kind).fields:
        value = details.get(each.name, "")
        if each.reads == "refs":
            found += [(each.name, reference) for reference in refs_of(value)]
        elif each.name == "supporting":
            found += [(each.name, line) for line in lines_of(value)]
    return tuple(found)


_PLANS = select(Plan.id, Plan.area_id, Plan.slug, Plan.title, Plan.parent_id).order_by(
    Plan.first_year.desc(), Plan.title, Plan.id
)
# Of every plan the newest version that this reader may read: a later one has a greater id.
_NEWEST = (
    select(func.max(Version.id))
    .where(PUT_BEFORE_SOMEBODY, Version.state != "rejected")
    .group_by(Version.plan_id)
)
_IN_PLANS = Item.plan_id.in_(bindparam("plans", expanding=True))
_MENTIONS = cast(Revision.details, SqlText).contains(bindparam("mention"), autoescape=False)
_READABLE = (
    select(
        Item.id,
        Item.plan_id,
        Item.area_id,
        Item.ref,
        Section.kind,
        Revision.title,
        Revision.success_measure,
        Revision.lead,
        cast(Revision.milestones, SqlText),
        cast(Revision.details, SqlText),
        PlanPart.id,
    )
    .join(Section, Section.id == Item.section_id)
    .join(Revision, and_(Revision.item_id == Item.id, Revision.area_id == Item.area_id))
    .outerjoin(PlanPart, and_(PlanPart.area_id == Item.area_id, PlanPart.plan_id == Item.plan_id))
    .outerjoin(
        VersionEntry,
        and_(
            VersionEntry.revision_id == Revision.id,
            VersionEntry.version_id.in_(_NEWEST),
        ),
    )
    .where(
        or_(
            and_(
                PlanPart.id.is_not(None),
                Revision.number == Item.head,
                Item.removed_at.is_(None),
                Section.removed_at.is_(None),
            ),
            and_(PlanPart.id.is_(None), VersionEntry.id.is_not(None)),
        ),
    )
    .order_by(Item.plan_id, Section.position, Item.position, Item.id)
)
_OF_PLANS = _READABLE.where(_IN_PLANS)
_OF_FAMILY = _READABLE.where(or_(_IN_PLANS, _MENTIONS))
