"""What the draft's margin says: what differs from the newest version, and what stayed as it was
when the plan was rolled forward. One query, or two for a successor plan."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, select

from portal.kit.placing import placements
from portal.plans.models import Item, Revision
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.shapes import Entry, PlanView, entry_columns
from tenants.scope import Scope

NEW, MOVED, CHANGED = "New", "Moved", "Changed"


@dataclass(frozen=True)
class Mark:
    """That an item is new, or stands in another place, and since when."""

    label: str
    words: str


@dataclass(frozen=True)
class Margins:
    """What is said beside the items of a draft; ``before`` is what the version says where the
    draft says something else; ``removed`` are (reference, title) of what it has no more, by
    section."""

    since: str = ""
    before: Mapping[int, Entry] = field(default_factory=dict)
    marks: Mapping[int, Mark] = field(default_factory=dict)
    removed: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    unchanged: frozenset[int] = frozenset()
    refreshed: str = ""
    """The version from which the plan was rolled forward: ``version 1``."""

    def key(self, section_id: int, entries: Sequence[Entry]) -> Hashable:
        """Equal only where the margins of a section say the same."""
        return (
            self.since,
            self.refreshed,
            tuple(
                (self.before[e.item_id].digest if e.item_id in self.before else "") for e in entries
            ),
            tuple(self.marks.get(entry.item_id) for entry in entries),
            tuple(entry.item_id in self.unchanged for entry in entries),
            tuple(self.removed.get(section_id, ())),
        )


NONE = Margins()


@dataclass(frozen=True)
class _Frozen:
    """An item of the version: what it said, where, and what became of it in the draft."""

    entry: Entry
    changed: bool
    removed: bool
    kept: bool
    """The draft still says what it said when the plan was rolled forward."""


def of(scope: Scope, view: PlanView) -> Margins:
    """The margins of a draft as one reader reads it; none for who reads no draft."""
    if not view.has_draft:
        return NONE
    found = _frozen(scope, view.version) if view.version is not None else []
    unchanged, refreshed = _unchanged(scope, view, found)
    if view.version is None:
        return Margins(unchanged=unchanged, refreshed=refreshed)
    return Margins(
        f"version {view.version.number}",
        {each.entry.item_id: each.entry for each in found if each.changed},
        _marks(view, found),
        _removed(found),
        unchanged,
        refreshed,
    )


def changed_since(scope: Scope, version: Version) -> dict[int, Entry]:
    """What the version says of each item whose draft now says something else, by item."""
    return {each.entry.item_id: each.entry for each in _frozen(scope, version) if each.changed}


def _marks(view: PlanView, found: Sequence[_Frozen]) -> dict[int, Mark]:
    since = f"since version {view.version.number}" if view.version else ""
    letters = {section.section_id: section.letter for section in view.sections}
    homes = {each.entry.item_id: each.entry.section_id for each in found}
    marks: dict[int, Mark] = {}
    for section in view.sections:
        if section.source != "draft":
            continue
        here = [str(entry.item_id) for entry in section.entries]
        was = [
            str(e.entry.item_id)
            for e in found
            if e.entry.section_id == section.section_id and str(e.entry.item_id) in here
        ]
        for placed in placements(was, here):
            item_id = int(placed.key)
            home = homes.get(item_id)
            if home is None:
                marks[item_id] = Mark(NEW, since)
            elif home == section.section_id:
                marks[item_id] = Mark(MOVED, f"to another place {since}")
            else:
                came = letters.get(home)
                words = f"from section {came} {since}" if came else since
                marks[item_id] = Mark(MOVED, words)
    return marks


def _removed(found: Sequence[_Frozen]) -> dict[int, list[tuple[str, str]]]:
    removed: dict[int, list[tuple[str, str]]] = {}
    for each in found:
        if each.removed:
            pair = (each.entry.ref, each.entry.title)
            removed.setdefault(each.entry.section_id, []).append(pair)
    return removed


def _unchanged(
    scope: Scope, view: PlanView, found: Sequence[_Frozen]
) -> tuple[frozenset[int], str]:
    """The items that say what they said at the roll forward, and from which version that was."""
    source = view.refreshed_from
    if source is None:
        return frozenset(), ""
    if source.plan_id == view.plan.id:
        kept = (each.entry.item_id for each in found if each.kept)
        return frozenset(kept), f"version {source.number}"
    rows = scope.session.scalars(
        select(Item.id).where(Item.plan_id == view.plan.id, Item.refreshed_head == Item.head)
    )
    return frozenset(rows), f"version {source.number} of {source.title}"


def _frozen(scope: Scope, version: Version) -> list[_Frozen]:
    asked = {"plan": version.plan_id, "version": version.id}
    rows: Iterable[Any] = scope.session.execute(_FROZEN, asked)
    return [_Frozen(Entry(*row[:-3]), *map(bool, row[-3:])) for row in rows]


_SAYS_ANOTHER: ColumnElement[bool] = Revision.number != Item.head
_LONG = {"wording", "outcome", "milestones", "details"}
_PLACES = {"position": VersionEntry.position, "ref": VersionEntry.ref}


def _column(column: Any) -> Any:
    """A column of an Entry as the version has it; long texts only where the draft says another."""
    name = getattr(column, "key", None) or column.clause.key
    if name in _LONG:
        return case((_SAYS_ANOTHER, column), else_="{}" if name == "details" else "")
    return _PLACES.get(name, column)


_FROZEN = (
    select(*map(_column, entry_columns(VersionEntry.section_id)))
    .add_columns(_SAYS_ANOTHER, Item.removed_at.is_not(None))
    .add_columns(Item.refreshed_head == Item.head)
    .select_from(VersionEntry)
    .join(Revision, Revision.id == VersionEntry.revision_id)
    .join(Item, Item.id == Revision.item_id)
    .where(Item.plan_id == bindparam("plan"), VersionEntry.version_id == bindparam("version"))
    .order_by(VersionEntry.section_id, VersionEntry.position)
)
