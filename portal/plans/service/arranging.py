"""Verbs on where items stand: their references, their order, taking out and putting back.

With ``service`` and ``versioning`` a writer of plans; the same rules hold. Every verb locks the
area's part of the draft, so that two people who arrange it take turns.
"""

from collections.abc import Mapping, Sequence

from portal.audit.service import Json
from portal.plans import queries
from portal.plans.content import Content
from portal.plans.kinds import kind_of
from portal.plans.models import Item, Plan, PlanPart, Section
from portal.plans.queries import places
from portal.plans.rules import orders
from portal.plans.service import (
    PlanError,
    add_item,
    open_texts,
    record_order,
    widen,
)
from portal.plans.service.locking import refuse_locked
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class OrderClashError(Exception):
    """The order is not the one that this re-order began from. Both are here; none is lost.

    ``now`` and ``mine`` are ids of items, or of sections, in order.
    """

    def __init__(self, now: Sequence[int], mine: Sequence[int]) -> None:
        super().__init__("Somebody changed the order after this one was begun.")
        self.now = tuple(now)
        self.mine = tuple(mine)

    @property
    def together(self) -> list[int]:
        """My order of what is there now, with what I did not know in its place."""
        return orders.merged(self.mine, self.now)


class RefError(PlanError):
    """A reference that cannot be used, said in words."""


def next_ref(scope: Scope, plan: Plan, section: Section) -> str:
    """The reference that the next item of a section gets: KIN-11, or KIN-E03 for evidence.

    Numbers count on within the area, its kind and the plan; one taken out keeps its number.
    """
    area_id = section.subject_area_id
    start = f"{scope.area(area_id).prefix}-{kind_of(section.kind).code}"
    return f"{start}{orders.next_number(places.refs_ever(scope, plan.id, area_id), start):02}"


def new_item(scope: Scope, plan: Plan, section: Section, content: Content, ref: str = "") -> Item:
    """Put a new item at the end of a section, under the reference chosen or the next one.

    Raises RefError for a reference that cannot be used, PlanError for a section that was removed.
    """
    area_id = section.subject_area_id
    scope.require(Permission.PLAN_EDIT, area_id=area_id, plan_id=plan.id)
    queries.locked_part(scope, plan.id, area_id)
    chosen = ref or next_ref(scope, plan, section)
    _check_ref(scope, plan, area_id, chosen)
    return add_item(scope, plan, section, chosen, content)


def remove_item(scope: Scope, item: Item) -> bool:
    """Take an item out of the draft; versions keep it. Whether it was there."""
    hat, part = _begin(scope, item.plan_id, item.area_id)
    if places.item_now(scope, item.id).removed_at is not None:
        return False
    item.removed_at = scope.now()
    _note(scope, hat, part, "plan:item_removed", _section_of(scope, item), {"ref": item.ref})
    return True


def restore_item(scope: Scope, item: Item) -> bool:
    """Put an item back where it stood, open to whom the draft is open now. Whether it was out.

    Raises PlanError where its section was removed meanwhile.
    """
    hat, part = _begin(scope, item.plan_id, item.area_id)
    if places.item_now(scope, item.id).removed_at is None:
        return False
    section = _section_of(scope, item)
    if section.removed_at is not None:
        raise PlanError(f"Section {section.letter} was removed. Put the section back first.")
    others = list(places.items_in_order(scope, section))
    item.removed_at = None
    before = [other for other in others if other.position < item.position]
    _place([*before, item, *others[len(before) :]])
    _open_again(scope, item, part)
    _note(scope, hat, part, "plan:item_restored", section, {"ref": item.ref})
    return True


def reorder(scope: Scope, section: Section, ids: Sequence[int], seen: Sequence[int]) -> bool:
    """Give the items of a section this order, made from the order ``seen``. Whether it was another.

    Raises OrderClashError where the section holds others or in another order than was seen: nothing
    is written then; PlanError where ``ids`` are not the items that were seen.
    """
    hat, part = _begin(scope, section.plan_id, section.subject_area_id)
    items = {item.id: item for item in places.items_in_order(scope, section)}
    if list(ids) == list(items):
        return False
    if sorted(ids) != sorted(seen):
        raise PlanError("The order must hold every item of the section once.")
    if list(seen) != list(items):
        raise OrderClashError(list(items), ids)
    _place([items[item_id] for item_id in ids])
    refs: list[Json] = [items[item_id].ref for item_id in ids]
    _note(scope, hat, part, "plan:reordered", section, {"order": refs})
    return True


def move_item(scope: Scope, item: Item, step: int, seen: Sequence[int]) -> bool:
    """Move an item up (-1) or down (1) from the order ``seen``, as ``reorder`` does.

    The order that was seen makes a step sent twice the same step. Raises as ``reorder`` does, and
    PlanError for an item that was not seen there.
    """
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    if item.id not in seen:
        raise PlanError(f"{item.ref} does not stand in this section.")
    return reorder(scope, _section_of(scope, item), orders.stepped(list(seen), item.id, step), seen)


def move_to_section(scope: Scope, item: Item, target: Section, seen_in: int) -> bool:
    """Move an item to the end of another section of its kind and area. Whether it was elsewhere.

    ``seen_in`` is the section it was seen in. Raises PlanError for a section that cannot hold it,
    and where somebody moved it or took it out since.
    """
    hat, part = _begin(scope, item.plan_id, item.area_id)
    places.item_now(scope, item.id)
    source, target = _section_of(scope, item), places.section_now(scope, target.id)
    if source.id == target.id:
        return False
    if item.removed_at is not None:
        raise PlanError(f"{item.ref} was taken out of the draft. Put it back to move it.")
    if source.id != seen_in:
        raise PlanError(f"Somebody moved {item.ref} to section {source.letter} meanwhile.")
    if target.removed_at is not None or _holds(target) != _holds(source):
        raise PlanError(f"{item.ref} cannot stand in section {target.letter}.")
    item.position, item.section_id = places.next_position(scope, target), target.id
    for section in (source, target):
        payload: dict[str, Json] = {"ref": item.ref, "from": source.letter, "to": target.letter}
        _note(scope, hat, part, "plan:item_moved", section, payload)
    return True


def _begin(scope: Scope, plan_id: int, area_id: int) -> tuple[Hat, PlanPart]:
    hat = scope.require(Permission.PLAN_EDIT, area_id=area_id, plan_id=plan_id)
    part = queries.locked_part(scope, plan_id, area_id)
    refuse_locked(scope, plan_id)
    return hat, part


def _check_ref(scope: Scope, plan: Plan, area_id: int, ref: str) -> None:
    area = scope.area(area_id)
    prefix = "" if area_id == SHARED else area.prefix
    problem = orders.ref_problem(ref, prefix, [council.prefix for council in scope.councils])
    if problem:
        raise RefError(problem)
    if ref.casefold() in {given.casefold() for given in places.refs_ever(scope, plan.id, area_id)}:
        raise RefError(f"{ref} names another item of this plan, or one that was taken out of it.")


def _section_of(scope: Scope, item: Item) -> Section:
    return places.section_now(scope, item.section_id)


def _holds(section: Section) -> tuple[int, str, int]:
    return section.plan_id, section.kind, section.subject_area_id


def _place(items: Sequence[Item]) -> None:
    for position, item in enumerate(items):
        item.position = position


def _open_again(scope: Scope, item: Item, part: PlanPart) -> None:
    """The draft may have been released while the item was out of it."""
    head = queries.revision(scope, item.id, item.head)
    widen(scope, Item, [item.id], part.audience)
    open_texts(scope, [head.id], part.audience)


def _note(
    scope: Scope,
    hat: Hat,
    part: PlanPart,
    action: str,
    section: Section,
    payload: Mapping[str, Json],
) -> None:
    part.updated_at, part.updated_by = scope.now(), scope.visitor.name
    record_order(scope, hat, action, section, dict(payload))
