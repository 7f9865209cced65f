"""Reads of what a version holds, or a draft, for comparing: a bounded number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from portal.plans.content import FIELDS, Content, Heading, Milestone
from portal.plans.models import Item as ItemRow
from portal.plans.models import Plan, PlanPart, Revision
from portal.plans.models import Section as SectionRow
from portal.plans.models.frozen import Version, VersionEntry, VersionSection
from portal.plans.queries import headings
from portal.plans.queries.manifests import cover_of
from portal.plans.rules.difference import Item, Section, State
from tenants.scope import Scope


@dataclass(frozen=True)
class Saved:
    """Who saved a text, and when; of a minor amendment, why and under which delegation."""

    number: int
    by: str
    at: datetime
    because: str
    under: str


@dataclass(frozen=True)
class Held:
    """A state of a plan with who saved its texts, by item; ``hidden`` are keys of the sections
    that are not shared whole with the reader: no text of theirs is in ``state``."""

    state: State
    saved: Mapping[int, Saved]
    hidden: Mapping[int, Heading] = field(default_factory=dict)


@dataclass(frozen=True)
class _Row:
    """One text where it stands."""

    section_id: int
    item: Item
    digest: str
    saved: Saved


def of_version(scope: Scope, version: Version) -> Held:
    """What a version holds, as far as this reader may read it whole; two queries."""
    areas = {area.area_id: area.slug for area in scope.areas}
    rows = scope.session.execute(_VERSION_SECTIONS.where(VersionSection.version_id == version.id))
    texts = _by_section(scope.session.execute(_TEXTS.where(VersionEntry.version_id == version.id)))
    sections, hidden = [], {}
    for key, letter, title, kind, area_id, under, root in rows:
        heading = Heading(letter, title, kind, areas[area_id], under)
        leaves = [(row.item.ref, row.digest) for row in texts.get(key, [])]
        if heading.leaf(leaves, version.scheme) == root:
            sections.append(_section(key, heading, texts.get(key, [])))
        else:
            hidden[key] = heading
    return _held(State(cover_of(version), tuple(sections)), texts, hidden)


def of_draft(scope: Scope, plan: Plan) -> Held:
    """What the draft says now, as far as this reader may read it; two queries."""
    areas = {area.area_id: area.slug for area in scope.areas}
    texts = _by_section(scope.session.execute(_HEADS.where(ItemRow.plan_id == plan.id)))
    sections, hidden = [], {}
    for view in headings(scope, plan):
        heading = Heading(view.letter, view.title, view.kind, areas[view.area_id], view.under)
        if view.source == "draft":
            sections.append(_section(view.section_id, heading, texts.get(view.section_id, [])))
        else:
            hidden[view.section_id] = heading
    return _held(State(cover_of(plan), tuple(sections)), texts, hidden)


def without(held: Held, keys: Iterable[int]) -> State:
    """The state without these sections: what is hidden in one state is compared with nothing."""
    kept = tuple(section for section in held.state.sections if section.key not in set(keys))
    return State(held.state.cover, kept)


def minor_amendments(scope: Scope, plan_id: int) -> dict[int, list[Saved]]:
    """The minor amendments of a plan's items that this reader may read, by item, oldest first."""
    rows: Iterable[Any] = scope.session.execute(
        select(Revision.item_id, *_SAVED)
        .where(Revision.plan_id == plan_id, Revision.minor_under != "")
        .order_by(Revision.item_id, Revision.number)
    )
    found: dict[int, list[Saved]] = {}
    for item_id, *saved in rows:
        found.setdefault(item_id, []).append(Saved(*saved))
    return found


_SAVED = (
    Revision.number,
    Revision.made_by,
    Revision.made_at,
    Revision.minor_because,
    Revision.minor_under,
)
_SAID = (
    *(getattr(Revision, name) for name in FIELDS),
    Revision.milestones,
    Revision.details,
    Revision.digest,
)
_VERSION_SECTIONS = (
    select(SectionRow.id, VersionSection.letter, VersionSection.title, VersionSection.kind)
    .add_columns(SectionRow.subject_area_id, VersionSection.under, VersionSection.root)
    .join(SectionRow, SectionRow.id == VersionSection.section_id)
    .order_by(VersionSection.position)
)
_TEXTS = (
    select(VersionEntry.section_id, Revision.item_id, VersionEntry.ref, *_SAVED, *_SAID)
    .join(Revision, Revision.id == VersionEntry.revision_id)
    .order_by(VersionEntry.section_id, VersionEntry.position)
)
_HEADS = (
    select(ItemRow.section_id, ItemRow.id, ItemRow.ref, *_SAVED, *_SAID)
    .join(Revision, and_(Revision.item_id == ItemRow.id, Revision.number == ItemRow.head))
    .join(PlanPart, and_(PlanPart.plan_id == ItemRow.plan_id, PlanPart.area_id == ItemRow.area_id))
    .where(ItemRow.removed_at.is_(None))
    .order_by(ItemRow.section_id, ItemRow.position)
)


def _by_section(rows: Iterable[Any]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for section_id, item_id, ref, *rest in rows:
        saved, said = rest[: len(_SAVED)], rest[len(_SAVED) :]
        *texts, milestones, details, digest = said
        content = Content.of(
            {**dict(zip(FIELDS, texts, strict=True)), **details},
            [Milestone.from_json(value) for value in milestones],
        )
        row = _Row(section_id, Item(item_id, ref, content), digest, Saved(*saved))
        found.setdefault(section_id, []).append(row)
    return found


def _section(key: int, heading: Heading, rows: Sequence[_Row]) -> Section:
    return Section(key, heading, tuple(row.item for row in rows))


def _held(state: State, texts: Mapping[int, Sequence[_Row]], hidden: Mapping[int, Heading]) -> Held:
    saved = {row.item.key: row.saved for rows in texts.values() for row in rows}
    return Held(state, saved, hidden)
