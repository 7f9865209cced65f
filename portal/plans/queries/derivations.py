"""Reads of derivations. What a source says is always what *this reader* reads of it: its draft
where that is open to her, else the newest text that was opened to her, else nothing at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from portal.kit import digests
from portal.plans.models import Item, Plan, PlanPart, Revision, Section
from portal.plans.models.beside import Derivation
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.queries import PUT_BEFORE_SOMEBODY, REJECTED_LAST, part_of
from portal.plans.rules.derivation_rules import Words, has_changed
from portal.plans.shapes import Entry, PlanView
from tenants.scope import Scope


@dataclass(frozen=True)
class Known:
    """An item of any plan with the words this reader reads of it, and where its page is."""

    item_id: int
    plan_id: int
    plan_slug: str
    ref: str
    words: Words
    draft: bool
    removed: bool


@dataclass(frozen=True)
class Link:
    """One derivation with the words it was last decided on, where the reader may read them."""

    item_id: int
    source_id: int
    based_on: int
    own: bool
    base: Words | None
    decided_by: str
    decided_at: datetime

    def changed(self, now: Words | None) -> bool:
        """Whether it follows a source that says something new to this reader."""
        return not self.own and has_changed(self.based_on, self.base, now)


def find(scope: Scope, item_id: int) -> Derivation | None:
    """Where an item's wording comes from, fresh from the database; None where nowhere."""
    statement = select(Derivation).where(Derivation.item_id == item_id)
    return scope.session.scalars(statement.execution_options(populate_existing=True)).first()


def of_plan(scope: Scope, plan_id: int) -> Sequence[Derivation]:
    """The derivations of a plan's items, in the order in which they were made."""
    statement = select(Derivation).where(Derivation.plan_id == plan_id).order_by(Derivation.id)
    return scope.session.scalars(statement).all()


def sources(scope: Scope) -> Mapping[int, int]:
    """What each item that follows another derives from, as far as this reader can see."""
    rows = scope.session.execute(
        select(Derivation.item_id, Derivation.source_id).where(Derivation.own.is_(False))
    )
    return {row.item_id: row.source_id for row in rows}


def links_of_plan(scope: Scope, plan_id: int) -> list[Link]:
    """The derivations of one plan's items: one query."""
    return _links(scope.session.execute(_OF_PLAN, {"plan": plan_id}))


def link_of(scope: Scope, item_id: int) -> Link | None:
    """The derivation of one item."""
    return next(iter(_links(scope.session.execute(_OF_ITEM, {"item": item_id}))), None)


def is_behind(scope: Scope, item_id: int) -> bool:
    """Whether an item follows a source that says something new to this reader."""
    link = link_of(scope, item_id)
    source = known(scope, [link.source_id]).get(link.source_id) if link else None
    return bool(link and source and not source.removed and link.changed(source.words))


def links_behind(scope: Scope) -> list[Link]:
    """The derivations of the company whose source has been saved since: one query.

    Whether the newer text is open to the reader has still to be asked (``Link.changed``).
    """
    return _links(scope.session.execute(_BEHIND))


def derived_from(scope: Scope, item_id: int) -> Sequence[int]:
    """The items that follow this one, as far as this reader can see."""
    statement = select(Derivation.item_id).where(Derivation.source_id == item_id)
    return scope.session.scalars(statement.where(Derivation.own.is_(False))).all()


def areas_with_priorities(scope: Scope, plan_id: int) -> set[int]:
    """The areas that a plan has a section of priorities for."""
    return {
        section.subject_area_id
        for section in sections_of(scope, plan_id)
        if section.kind == "priorities"
    }


def sections_of(scope: Scope, plan_id: int, area_id: int | None = None) -> Sequence[Section]:
    """The sections of a plan in order; of one area where it is given."""
    statement = select(Section).where(Section.plan_id == plan_id, Section.removed_at.is_(None))
    if area_id is not None:
        statement = statement.where(Section.subject_area_id == area_id)
    return scope.session.scalars(statement.order_by(Section.position)).all()


def part_of_area(scope: Scope, plan_id: int, area_id: int) -> PlanPart | None:
    """An area's part of a draft, unlocked; None for who may not read it."""
    return scope.session.scalars(select(PlanPart).where(part_of(area_id, plan_id))).first()


def known(scope: Scope, item_ids: Iterable[int]) -> dict[int, Known]:
    """What this reader reads of these items, without those of which she reads nothing.

    One query for the drafts open to her; a second for the others, where there are any.
    """
    asked = sorted(set(item_ids))
    if not asked:
        return {}
    rows = scope.session.execute(_KNOWN, {"items": asked}).all()
    shut = [row.id for row in rows if row.part is None]
    opened = _opened(scope, shut) if shut else {}
    found = (_known(row, opened) for row in rows)
    return {each.item_id: each for each in found if each is not None}


def words_of_view(view: PlanView) -> dict[int, Words]:
    """The words of a plan's items as they stand on a page of it."""
    return {
        entry.item_id: words_of(entry) for section in view.sections for entry in section.entries
    }


def changed_items(scope: Scope, view: PlanView, found: Sequence[Link]) -> frozenset[int]:
    """The items that the reader reads in draft whose source says something new to her.

    ``found`` are the derivations of the plan.
    """
    drafted = {
        entry.item_id
        for section in view.sections
        if section.source == "draft"
        for entry in section.entries
    }
    here = words_of_view(view)
    elsewhere = known(scope, [link.source_id for link in found if link.source_id not in here])
    now = here | {each.item_id: each.words for each in elsewhere.values() if not each.removed}
    followed = (link for link in found if link.item_id in drafted)
    return frozenset(link.item_id for link in followed if link.changed(now.get(link.source_id)))


def words_of(text: Entry | Revision) -> Words:
    """The followed texts of what is read."""
    audience = text.audience if isinstance(text, Revision) else ""
    return Words(text.number, text.title, text.wording, text.outcome, text.area_id, audience)


def ids_of_area(scope: Scope, plan_id: int, area_id: int) -> Sequence[int]:
    """The derivations in one area's part of a plan."""
    return scope.session.scalars(
        select(Derivation.id).where(Derivation.plan_id == plan_id, Derivation.area_id == area_id)
    ).all()


def ids_of_version(scope: Scope, version: Version) -> Sequence[int]:
    """The derivations that stood so when a version was frozen, of the items in it."""
    return scope.session.scalars(
        select(Derivation.id)
        .join(Revision, Revision.item_id == Derivation.item_id)
        .join(VersionEntry, VersionEntry.revision_id == Revision.id)
        .where(VersionEntry.version_id == version.id, Derivation.changed_at <= version.frozen_at)
    ).all()


def row_digest(derivation: Derivation) -> str:
    """What the log keeps of a derivation: from what, as of which text, who decided it when."""
    return digests.digest(
        {
            "item": derivation.item_id,
            "source": derivation.source_id,
            "based_on": derivation.based_on,
            "own": derivation.own,
            "at": derivation.changed_at.isoformat(),
            "by": derivation.changed_by_id,
            "name": derivation.changed_by,
        }
    )


def row_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every derivation as its row stands now."""
    return {row.id: row_digest(row) for row in scope.session.scalars(select(Derivation))}


def _links(rows: Iterable[Any]) -> list[Link]:
    return [
        Link(item, source, based_on, own, None if base[0] is None else Words(*base), name, at)
        for item, source, based_on, own, name, at, *base in rows
    ]


def _known(row: Any, opened: Mapping[int, Words]) -> Known | None:
    if row.part is None:
        words = opened.get(row.id)
    else:
        words = Words(*row[len(_WHERE) :]) if row.number is not None else None
    if words is None:
        return None
    removed = row.part is not None and row.removed_at is not None
    draft = row.part is not None
    return Known(row.id, row.plan_id, row.slug, row.ref, words, draft, removed)


def _opened(scope: Scope, item_ids: Sequence[int]) -> dict[int, Words]:
    """The newest opened text of each item, as ``queries.find_reading`` finds it."""
    found: dict[int, Words] = {}
    for item_id, *words in scope.session.execute(_OPENED, {"items": item_ids}):
        found.setdefault(item_id, Words(*words))
    return found


def _words(text: Any) -> tuple[Any, ...]:
    names = (text.number, text.title, text.wording, text.outcome)
    return (*names, text.area_id, text.audience)


_BASE = aliased(Revision)
_SOURCE = aliased(Item)
_IS_BASE = and_(_BASE.item_id == Derivation.source_id, _BASE.number == Derivation.based_on)
_LINKS: Select[Any] = select(
    Derivation.item_id,
    Derivation.source_id,
    Derivation.based_on,
    Derivation.own,
    Derivation.changed_by,
    Derivation.changed_at,
    *_words(_BASE),
).outerjoin(_BASE, _IS_BASE)
_OF_PLAN = _LINKS.where(Derivation.plan_id == bindparam("plan"))
_OF_ITEM = _LINKS.where(Derivation.item_id == bindparam("item"))
_BEHIND = (
    _LINKS.join(_SOURCE, _SOURCE.id == Derivation.source_id)
    .where(Derivation.own.is_(False), _SOURCE.head > Derivation.based_on)
    .order_by(Derivation.plan_id, Derivation.area_id, Derivation.item_id)
)
_WHERE = (Item.id, Item.plan_id, Plan.slug, Item.ref, Item.removed_at, PlanPart.id.label("part"))
_ASKED = Item.id.in_(bindparam("items", expanding=True))
_IS_HEAD = and_(Revision.item_id == Item.id, Revision.number == Item.head, PlanPart.id.is_not(None))
_KNOWN = (
    select(*_WHERE, *_words(Revision))
    .join(Plan, Plan.id == Item.plan_id)
    .outerjoin(PlanPart, part_of(Item.area_id, Item.plan_id))
    .outerjoin(Revision, _IS_HEAD)
    .where(_ASKED)
    .order_by(Item.plan_id, Item.area_id, Item.position)
)
_OPENED = (
    select(Revision.item_id, *_words(Revision))
    .join(VersionEntry, VersionEntry.revision_id == Revision.id)
    .join(Version, Version.id == VersionEntry.version_id)
    .where(Revision.item_id.in_(bindparam("items", expanding=True)), PUT_BEFORE_SOMEBODY)
    .order_by(REJECTED_LAST, Version.number.desc())
)
