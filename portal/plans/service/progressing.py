"""Verbs on progress: record what became of a milestone. Adds rows, and changes none.

Nothing that is frozen or decided is touched: progress is no part of a text or of its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.audit.service import Json, record
from portal.plans import queries
from portal.plans.models import Item, Plan, Revision
from portal.plans.models.beside import Progress
from portal.plans.queries import progress_queries
from portal.plans.rules.progress import ProgressError, check_done_day
from portal.plans.service import happening, walls_of
from tenants.audiences import RELEASED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Recorded:
    """What is recorded of one milestone: done on a day, or (without a day) not done; and a note."""

    key: str
    done_on: date | None
    note: str = ""


SAID = ("key", "done", "done_on", "note", "made_at", "made_by_id", "made_by", "hat")
"""What a record says, whatever item it hangs on."""


class ProgressClashError(Exception):
    """Somebody recorded this milestone's progress since the form was opened: ``newest``."""

    def __init__(self, newest: Progress, count: int) -> None:
        super().__init__("Somebody recorded progress of this milestone after this form was opened.")
        self.newest = newest
        self.count = count


def record_progress(scope: Scope, item: Item, what: Recorded, *, base: int) -> Progress:
    """Record that a milestone is done, or that it is not; a correction is recorded the same way.

    ``base`` is how many records of this milestone the writer had seen. Raises ProgressClashError
    where there are others by now, and ProgressError for a milestone that never stood in the item, a
    day in the future or before the plan, or for what is recorded already.
    """
    hat = scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)
    # Whoever records takes turns with whoever else writes in this area.
    queries.locked_part(scope, item.plan_id, item.area_id)
    found = [row for row in progress_queries.history(scope, item.id) if row.key == what.key]
    if len(found) != base and found:
        raise ProgressClashError(found[0], len(found))
    _check(scope, item, what, found[0] if found else None)
    row = Progress(
        **walls_of(scope, item.area_id, RELEASED),
        plan_id=item.plan_id,
        item_id=item.id,
        key=what.key,
        done=what.done_on is not None,
        done_on=what.done_on,
        note=what.note,
        made_at=scope.now(),
        made_by_id=scope.visitor.person_id,
        made_by=scope.visitor.name,
        hat=hat.label,
    )
    row.digest = progress_queries.row_digest(row)
    scope.session.add(row)
    scope.session.flush()
    day = what.done_on.isoformat() if what.done_on else None
    payload = {"ref": item.ref, "milestone": what.key, "done_on": day, "note": what.note}
    record(
        scope,
        hat,
        happening("progress:recorded", "plan progress", row, row.digest, {**payload}),
    )
    return row


def carry_progress(scope: Scope, hat: Hat, item: Item, recorded: Sequence[Progress]) -> None:
    """Let an item of a successor plan have what was ``recorded`` of the item that it comes from.

    Each record stays in the words, on the day and in the name in which it was made.
    """
    for row in recorded:
        copy = Progress(
            **walls_of(scope, item.area_id, RELEASED),
            plan_id=item.plan_id,
            item_id=item.id,
            **{name: getattr(row, name) for name in SAID},
        )
        copy.digest = progress_queries.row_digest(copy)
        scope.session.add(copy)
        scope.session.flush()
        payload: dict[str, Json] = {"ref": item.ref, "milestone": row.key, "from": row.id}
        about = happening("progress:carried", "plan progress", copy, copy.digest, payload)
        record(scope, hat, about)


def _check(scope: Scope, item: Item, what: Recorded, newest: Progress | None) -> None:
    if not _ever_stood(scope, item, what.key):
        raise ProgressError(f"{item.ref} has no such milestone, and never had one.")
    if what.done_on is not None:
        first_year = scope.session.scalars(
            select(Plan.first_year).where(Plan.id == item.plan_id)
        ).one()
        check_done_day(what.done_on, first_year, scope.today())
    if newest is not None and (newest.done_on, newest.note) == (what.done_on, what.note):
        raise ProgressError("That is recorded already, in the same words.")
    if newest is None and what.done_on is None and not what.note:
        raise ProgressError("Write a note, or mark the milestone as done.")


def _ever_stood(scope: Scope, item: Item, key: str) -> bool:
    """Whether any text of the item had the milestone: one taken out can still be put right."""
    texts = scope.session.scalars(select(Revision.milestones).where(Revision.item_id == item.id))
    return any(step["key"] == key for steps in texts for step in steps)
