"""What somebody has typed and not saved: kept for her alone, outside every digest and the log.

A scratch is written while she types and goes when she saves or discards. Only she reads it: its
audience is her, and both locks hold it. It is no record, so that it leaves none: no event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.plans.models import Item, Plan
from portal.plans.models.beside import Scratch
from tenants import audiences
from tenants.roles import Permission
from tenants.scope import Scope


class ElsewhereError(Exception):
    """She goes on writing these words in another window, which alone may write over them."""


@dataclass(frozen=True)
class Typed:
    """What stands in an editor: by the name of the box, with what it held when it was opened."""

    texts: Mapping[str, str]
    begun: Mapping[str, str]
    base: int
    """Number of the revision that the edit began from; 0 where that is not known."""
    desk: str
    """Names the open editor."""

    @property
    def changed(self) -> dict[str, str]:
        """The texts that are not what they were."""
        return {name: text for name, text in self.texts.items() if text != self.begun.get(name)}


@dataclass(frozen=True)
class Unsaved:
    """One item in which the reader has words that are not saved."""

    plan: str
    slug: str
    ref: str
    kept_at: datetime


def find(scope: Scope, item: Item) -> Scratch | None:
    """The reader's own unsaved words of an item."""
    return scope.session.scalars(
        select(Scratch).where(
            Scratch.item_id == item.id, Scratch.person_id == scope.visitor.person_id
        )
    ).first()


def unsaved(scope: Scope) -> Sequence[Unsaved]:
    """Every item whose text the reader may still edit and has unsaved words of, newest first."""
    rows = scope.session.execute(
        select(Plan.title, Plan.slug, Item.ref, Scratch.kept_at, Item.area_id, Item.plan_id)
        .join(Item, Item.id == Scratch.item_id)
        .join(Plan, Plan.id == Item.plan_id)
        .where(Scratch.person_id == scope.visitor.person_id)
        .order_by(Scratch.kept_at.desc())
    )
    return [
        Unsaved(*row[:4])
        for row in rows
        if scope.may(Permission.PLAN_EDIT, area_id=row.area_id, plan_id=row.plan_id)
    ]


def keep(scope: Scope, item: Item, typed: Typed) -> Scratch | None:
    """Keep what differs from the text the edit began from; None where nothing does.

    Boxes that this editor does not have keep what was typed into them before. Raises
    ElsewhereError where another editor holds the words.
    """
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    _take_turns(scope, item)
    held = find(scope, item)
    if held is not None and held.desk != typed.desk:
        raise ElsewhereError("These words are open in another window.")
    if held is None:
        return _begin(scope, item, typed) if typed.changed else None
    others = {name: text for name, text in held.texts.items() if name not in typed.texts}
    held.texts = {**others, **typed.changed}
    held.base = min(held.base, typed.base) if others else typed.base
    held.kept_at = scope.now()
    return _unless_empty(scope, held)


def take_up(scope: Scope, item: Item, desk: str) -> Scratch | None:
    """Go on with the unsaved words in this editor; any other that is open may no longer write."""
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    held = find(scope, item)
    if held is not None:
        held.desk = desk
        scope.session.flush()
    return held


def discard(scope: Scope, item: Item) -> None:
    """Throw the unsaved words away."""
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    held = find(scope, item)
    if held is not None:
        scope.session.delete(held)
        scope.session.flush()


def settle(scope: Scope, item: Item, typed: Typed) -> None:
    """After a save: let go of what was saved from this editor, and of the very same words.

    Words that were typed into other boxes, or differently in another window, stay.
    """
    scope.require(Permission.PLAN_EDIT, area_id=item.area_id, plan_id=item.plan_id)
    held = find(scope, item)
    if held is None:
        return
    held.texts = {
        name: text
        for name, text in held.texts.items()
        if name not in typed.texts
        or (held.desk != typed.desk and text.strip() != typed.texts[name].strip())
    }
    _unless_empty(scope, held)


def _begin(scope: Scope, item: Item, typed: Typed) -> Scratch:
    person_id = scope.person_id
    begun = Scratch(
        company_id=scope.company_id,
        area_id=item.area_id,
        audience=audiences.person(person_id),
        item_id=item.id,
        person_id=person_id,
        base=typed.base,
        desk=typed.desk,
        texts=typed.changed,
        kept_at=scope.now(),
    )
    scope.session.add(begun)
    scope.session.flush()
    return begun


def _unless_empty(scope: Scope, held: Scratch) -> Scratch | None:
    if not held.texts:
        scope.session.delete(held)
    scope.session.flush()
    return held if held.texts else None


def _take_turns(scope: Scope, item: Item) -> None:
    """Two windows of one person that begin at the same moment write one after the other."""
    scope.session.execute(select(Item.id).where(Item.id == item.id).with_for_update())
