"""Reads of progress. Each is one query for a whole plan or item, or none for who may read none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from portal.kit import digests
from portal.plans.models.beside import Progress
from portal.plans.rules.progress import Counts, Mark, Marks, counted
from portal.plans.shapes import Entry
from tenants.audiences import RELEASED
from tenants.scope import Scope

NOTHING: Marks = {}


@dataclass(frozen=True)
class Standing:
    """What one reader may know of a plan's progress today."""

    today: date
    areas: frozenset[int]
    """The areas whose progress is open to her."""
    marks: Mapping[int, Marks]
    """By item, what counts of its milestones; nothing for an item of which nothing is recorded."""
    records: Sequence[tuple[int, bool, datetime, str]] = ()
    """What was recorded, the newest first: of which item, whether it is done, when and by whom."""

    def of(self, entry: Entry) -> Marks | None:
        """The marks of one item; None where its progress is not hers to read."""
        if entry.area_id not in self.areas:
            return None
        return self.marks.get(entry.item_id, NOTHING)

    def done(self, entry: Entry) -> frozenset[str]:
        """The keys of the milestones of one item that are done, as far as she may know."""
        found = self.marks.get(entry.item_id)
        return frozenset(key for key, mark in found.items() if mark.done) if found else NONE_DONE

    def counts(self, entry: Entry) -> Counts | None:
        """How one item's milestones stand; None where that is not hers to know."""
        if entry.area_id not in self.areas:
            return None
        return counted(entry.steps, self.done(entry), self.today)


NONE_DONE: frozenset[str] = frozenset()


def standing(scope: Scope, plan_id: int) -> Standing:
    """The progress of a plan's milestones, in one query; none for who may read no progress."""
    areas = frozenset(area.area_id for area in scope.areas if scope.reads(area.area_id, RELEASED))
    marks: dict[int, dict[str, Mark]] = {}
    records = []
    if areas:
        for item_id, key, done, on, *told in scope.session.execute(_OF_PLAN, {"plan": plan_id}):
            marks.setdefault(item_id, {})[key] = Mark(done, on)
            records.append((item_id, done, *told))
    return Standing(scope.today(), areas, marks, records[::-1])


def history(scope: Scope, item_id: int) -> Sequence[Progress]:
    """All that was recorded of an item's milestones and is open to this reader, newest first."""
    return scope.session.scalars(
        select(Progress).where(Progress.item_id == item_id).order_by(Progress.id.desc())
    ).all()


def of_items(scope: Scope, plan_id: int) -> Mapping[int, Sequence[Progress]]:
    """All that was recorded of a plan's items, as it was recorded, by item: one query."""
    found: dict[int, list[Progress]] = {}
    statement = select(Progress).where(Progress.plan_id == plan_id).order_by(Progress.id)
    for row in scope.session.scalars(statement):
        found.setdefault(row.item_id, []).append(row)
    return found


def row_digest(row: Progress) -> str:
    """What the log keeps of a record: all that it says, of what, by whom and when."""
    return digests.digest(
        {
            "item": row.item_id,
            "milestone": row.key,
            "done": row.done,
            "on": row.done_on.isoformat() if row.done_on else None,
            "note": row.note,
            "by": row.made_by,
            "hat": row.hat,
            "at": row.made_at.isoformat(),
            "audience": row.audience,
        }
    )


def progress_digests(scope: Scope) -> Mapping[int, str]:
    """Every record's digest, computed afresh: what ``verify`` compares.

    Empty where the row's own digest says another.
    """
    computed = {row.id: (row_digest(row), row.digest) for row in scope.session.scalars(_ALL)}
    return {row_id: now if now == kept else "" for row_id, (now, kept) in computed.items()}


_ALL = select(Progress)
# In the order in which they were recorded: of each milestone the newest stays.
_OF_PLAN = (
    select(Progress.item_id, Progress.key, Progress.done, Progress.done_on)
    .add_columns(Progress.made_at, Progress.made_by)
    .where(Progress.plan_id == bindparam("plan"))
    .order_by(Progress.id)
)


def done_keys(scope: Scope, plan_id: int) -> Mapping[int, frozenset[str]]:
    """The keys of the milestones that are done, by item: what a refresh keeps as history."""
    return {item_id: _done(rows) for item_id, rows in of_items(scope, plan_id).items()}


def _done(rows: Sequence[Progress]) -> frozenset[str]:
    newest = {row.key: row.done for row in rows}
    return frozenset(key for key, done in newest.items() if done)
