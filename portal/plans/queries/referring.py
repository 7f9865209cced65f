"""References to other items of a plan, as this reader reads them; what she may not read leads
nowhere, just as what there is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, or_, select

from portal.plans.kinds import Kind, refs_of
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from tenants.scope import Scope

OTHER_PLAN = "#"
"""Between a plan's address and the reference of an item of it: ``improvement-plan#A-12``."""

SHOWS_WHY = ("evidence", "figures", "challenges", "engagement", "judgements")
STANDS_ABOVE = ("outcomes", "objectives", "business-areas", "priorities", "intentions", "focus")
OFFERED: Mapping[str, tuple[str, ...]] = {
    "evidence_refs": SHOWS_WHY,
    "measures": ("measures",),
    "leads_to": ("priorities", "intentions", "actions"),
    "serves": (*STANDS_ABOVE, "recommendations", "framework"),
}
"""The kinds of section whose items a field of references offers."""


@dataclass(frozen=True)
class Place:
    """An item that a reference leads to: its plan, by address and title, and what it is called."""

    slug: str
    ref: str
    title: str
    kind: str
    section: str
    plan: str


@dataclass(frozen=True)
class Reference:
    """A reference as written, and where it leads; nowhere is None."""

    written: str
    place: Place | None


def led_to(scope: Scope, plan: Plan, written: Iterable[str]) -> dict[str, Place]:
    """Where each of these references leads this reader, by how it is written: one query.

    A reference that leads nowhere, or to what she may not read, is not among them.
    """
    wanted = {ref: _target(plan, ref) for ref in written}
    if not wanted:
        return {}
    slugs, refs = (sorted(set(names)) for names in zip(*wanted.values(), strict=True))
    statement = _READ.where(Plan.slug.in_(slugs), Item.ref.in_(refs))
    found = {(place.slug, place.ref): place for place in _places(scope, statement)}
    return {ref: found[target] for ref, target in wanted.items() if target in found}


def offered(scope: Scope, plan: Plan, ref: str) -> list[Place]:
    """The items of a plan that another one may refer to, in the plan's order: one query."""
    statement = _READ.where(Item.plan_id == plan.id, Item.ref != ref)
    return _places(scope, statement)


def offered_for(field: str, kind: Kind, places: Sequence[Place]) -> list[Place]:
    """Those that a field of this kind of item may name; nothing serves what is of its own kind."""
    own = kind.name if field == "serves" else ""
    return [p for p in places if p.kind in OFFERED.get(field, ()) and p.kind != own]


def unknown(
    scope: Scope, plan: Plan, kind: Kind, typed: Mapping[str, str], base: Mapping[str, str]
) -> dict[str, list[str]]:
    """References typed anew that lead this writer nowhere, by the field they stand in."""
    new = {
        field.name: [
            ref
            for ref in refs_of(typed[field.name])
            if ref not in refs_of(base.get(field.name, ""))
        ]
        for field in kind.fields
        if field.reads == "refs" and field.name in typed
    }
    known = led_to(scope, plan, [ref for refs in new.values() for ref in refs])
    lost = {name: [ref for ref in refs if ref not in known] for name, refs in new.items()}
    return {name: refs for name, refs in lost.items() if refs}


def _target(plan: Plan, written: str) -> tuple[str, str]:
    """The address of the plan and the item's reference in it."""
    slug, other, ref = written.partition(OTHER_PLAN)
    return (slug.strip(), ref.strip()) if other else (plan.slug, written)


def _places(scope: Scope, statement: Any) -> list[Place]:
    """Each item once: in the draft, else in the newest version that was opened to the reader."""
    found: dict[tuple[str, int, str], Place] = {}
    for row in scope.session.execute(statement):
        found.setdefault((row.slug, row.area_id, row.ref), Place(*row[:6]))
    return list(found.values())


_READ = (
    select(Plan.slug, Item.ref, Revision.title, Section.kind, Section.title.label("section"))
    .add_columns(Plan.title.label("plan"), Item.area_id)
    .join(Plan, Plan.id == Item.plan_id)
    .join(Section, Section.id == Item.section_id)
    .join(Revision, Revision.item_id == Item.id)
    .outerjoin(PlanPart, and_(PlanPart.plan_id == Item.plan_id, PlanPart.area_id == Item.area_id))
    .outerjoin(VersionEntry, VersionEntry.revision_id == Revision.id)
    .outerjoin(Version, and_(Version.id == VersionEntry.version_id, PUT_BEFORE_SOMEBODY))
    .where(
        or_(
            and_(PlanPart.id.is_not(None), Revision.number == Item.head, Item.removed_at.is_(None)),
            and_(PlanPart.id.is_(None), Version.id.is_not(None)),
        )
    )
    .order_by(
        Plan.slug,
        Section.position,
        Item.position,
        Item.id,
        case((Version.state == "rejected", 1), else_=0),
        Version.number.desc(),
    )
)
