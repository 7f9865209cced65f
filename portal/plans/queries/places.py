"""Where items stand, and what the log keeps of it: read before and after something is moved."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, select

from portal.kit import digests
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.shapes import OpenSection
from tenants.scope import NotFoundError, Scope

Titles = Mapping[int, str]
"""What items are called, by item."""


def find_open_section(scope: Scope, letter: str, *, plan: Plan, **_: object) -> OpenSection | None:
    """The section of this letter, where its draft is inside the reader's walls."""
    part_of = and_(PlanPart.plan_id == Section.plan_id, PlanPart.area_id == Section.subject_area_id)
    found = scope.session.scalars(
        select(Section)
        .join(PlanPart, part_of)
        .where(Section.plan_id == plan.id, Section.letter == letter, Section.removed_at.is_(None))
    ).first()
    return None if found is None else OpenSection(found)


def removed_from(scope: Scope, section: Section) -> Sequence[Item]:
    """What was taken out of a section, newest first."""
    return scope.session.scalars(
        select(Item)
        .where(_stands_in(section), Item.removed_at.is_not(None))
        .order_by(Item.removed_at.desc(), Item.id)
    ).all()


def items_ever(scope: Scope, section: Section) -> Sequence[Item]:
    """Everything of the section's area in its plan: in other sections and taken out too."""
    of_part = and_(Item.plan_id == section.plan_id, Item.area_id == section.subject_area_id)
    return scope.session.scalars(select(Item).where(of_part)).all()


def titles(scope: Scope, section: Section) -> Titles:
    """What every item of a section is called in the draft, those taken out too, by item."""
    head = and_(Revision.item_id == Item.id, Revision.number == Item.head)
    rows = scope.session.execute(
        select(Item.id, Revision.title).join(Revision, head).where(_stands_in(section))
    )
    return {row[0]: row[1] for row in rows}


def others_like(scope: Scope, section: Section) -> Sequence[Section]:
    """The other sections of the draft that can hold the items of this one, in order."""
    return scope.session.scalars(
        select(Section)
        .where(
            Section.plan_id == section.plan_id,
            Section.kind == section.kind,
            Section.subject_area_id == section.subject_area_id,
            Section.removed_at.is_(None),
            Section.id != section.id,
        )
        .order_by(Section.position)
    ).all()


def items_in_order(scope: Scope, section: Section) -> Sequence[Item]:
    """What stands in a section of the draft, in order, as it is in the database now."""
    return scope.session.scalars(
        select(Item)
        .where(_stands_in(section), Item.removed_at.is_(None))
        .order_by(Item.position, Item.id)
        .execution_options(populate_existing=True)
    ).all()


def next_position(scope: Scope, section: Section) -> int:
    """The place after everything that stands in a section or stood there."""
    last = select(func.max(Item.position)).where(_stands_in(section))
    found = scope.session.scalar(last)
    return 0 if found is None else found + 1


def refs_ever(scope: Scope, plan_id: int, area_id: int) -> Sequence[str]:
    """Every reference that an area of a plan ever had: one taken out is not given again."""
    return scope.session.scalars(
        select(Item.ref).where(Item.plan_id == plan_id, Item.area_id == area_id)
    ).all()


def section_now(scope: Scope, section_id: int) -> Section:
    """A section as it is in the database now. Raises NotFoundError."""
    found = scope.session.scalars(
        select(Section).where(Section.id == section_id).execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFoundError("No such section")
    return found


def item_now(scope: Scope, item_id: int) -> Item:
    """An item as it is in the database now. Raises NotFoundError."""
    found = scope.session.scalars(
        select(Item).where(Item.id == item_id).execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFoundError("No such item")
    return found


def order_digest(scope: Scope, section: Section) -> str:
    """What the log keeps of a section's order: which items stand in it, and which stood."""
    found = scope.session.scalars(select(Item).where(_stands_in(section)))
    return _digest(section.id, found)


def order_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every section's order as its items stand now."""
    held: dict[int, list[Item]] = {}
    for item in scope.session.scalars(select(Item)):
        held.setdefault(item.section_id, []).append(item)
    sections = scope.session.scalars(select(Section.id))
    return {section: _digest(section, held.get(section, ())) for section in sections}


def _stands_in(section: Section) -> ColumnElement[bool]:
    """All three columns, since the index of items begins with plan and area."""
    of_part = and_(Item.plan_id == section.plan_id, Item.area_id == section.subject_area_id)
    return and_(of_part, Item.section_id == section.id)


def _digest(section_id: int, items: Iterable[Item]) -> str:
    ordered = sorted(items, key=lambda item: (item.position, item.id))
    said: dict[str, digests.JSON] = {
        "section": section_id,
        "items": [item.ref for item in ordered if item.removed_at is None],
        "removed": sorted(item.ref for item in ordered if item.removed_at is not None),
    }
    return digests.digest(said)
