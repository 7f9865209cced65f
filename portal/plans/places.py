"""Where items stand, and what the log keeps of it: read before and after something is moved."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, select

from portal.kit import digests
from portal.plans.models import Item, Section
from tenants.scope import NotFoundError, Scope


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
