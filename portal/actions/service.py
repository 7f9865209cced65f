"""Verbs on actions: tell how one stands. The only writer of this room's tables; never commits.

Nothing that is frozen or decided is touched: what is told is no part of a text or of its digest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.actions import queries, records
from portal.actions.models import ActionEntry, ActionStanding
from portal.actions.queries import ActionLine
from portal.actions.rules import (
    STATUSES,
    TURN_DONE,
    ActionError,
    check_new_day,
    next_turn,
    standing,
)
from portal.audit.service import Json
from portal.kit.timescales import read_timescale
from portal.plans import queries as plans
from portal.plans.service import walls_of
from tenants.audiences import RELEASED
from tenants.clock import civil_day
from tenants.roles import PERMISSIONS, Hat, Permission
from tenants.scope import Scope

NEEDED = Permission.PROGRESS_RECORD
"""What a hat has to allow."""


@dataclass(frozen=True)
class Telling:
    """What is told of an action: a key of ``STATUSES``, or ``TURN_DONE`` of what recurs; a note,
    what shows the impact; a day agreed instead of the one before, and by whom."""

    status: str
    note: str = ""
    impact: str = ""
    new_date: date | None = None
    agreed_by: str = ""


class ActionClashError(Exception):
    """Somebody told of this action since the form was opened: ``newest``. Nothing is written."""

    def __init__(self, newest: ActionEntry) -> None:
        super().__init__("Somebody updated this action after this form was opened.")
        self.newest = newest


def hat_for(scope: Scope, area_id: int, plan_id: int, leads: Sequence[str]) -> Hat | None:
    """The hat under which this person may tell of an action, if any: that of whoever keeps its
    text, else an appointment by whose post it is led."""
    found = scope.wearing(NEEDED, area_id=area_id, plan_id=plan_id)
    if found is not None:
        return found
    named = {lead.casefold() for lead in leads}
    return next((hat for hat in scope.hats if keeps(hat) and hat.label.casefold() in named), None)


def keeps(hat: Hat) -> bool:
    """Whether a hat is one that works on plans: commissioners and the board read of actions."""
    return NEEDED in PERMISSIONS[hat.role]


def tell(scope: Scope, action: ActionLine, what: Telling, *, base: int) -> ActionEntry:
    """Add an entry to an action's log; a correction is told the same way, and the last one counts.

    ``base`` is how many entries the writer had seen. Raises NotAllowedError for who may not,
    ActionClashError where there are others by now, and ActionError for what cannot be.
    """
    hat = hat_for(scope, action.area_id, action.plan_id, action.leads)
    if hat is None:
        hat = scope.require(NEEDED, area_id=action.area_id, plan_id=action.plan_id)
    # Whoever tells takes turns with whoever else writes in this area.
    plans.locked_part(scope, action.plan_id, action.area_id)
    log = queries.log_of(scope, action.item_id)
    if len(log) != base and log:
        raise ActionClashError(log[-1])
    _check(scope, action, what, log)
    entry = _entry(scope, action, what, hat, len(log) + 1)
    scope.session.add(entry)
    scope.session.flush()
    _stand(scope, action, [*log, entry])
    records.note(scope, hat, entry, _payload(action, what))
    return entry


def _entry(scope: Scope, action: ActionLine, what: Telling, hat: Hat, number: int) -> ActionEntry:
    done = what.status == TURN_DONE
    return ActionEntry(
        **walls_of(scope, action.area_id, RELEASED),
        plan_id=action.plan_id,
        item_id=action.item_id,
        number=number,
        status="green" if done else what.status,
        note=what.note,
        impact=what.impact,
        done_on=scope.today() if done else None,
        agreed_for=what.new_date,
        agreed_by=what.agreed_by if what.new_date else "",
        beside=action.when,
        made_at=scope.now(),
        made_by_id=scope.visitor.person_id,
        made_by=scope.visitor.name,
        hat=hat.label,
    )


def _stand(scope: Scope, action: ActionLine, log: Sequence[ActionEntry]) -> None:
    """Keep how the action stands now, so that lists can ask for it."""
    now: dict[str, Any] = vars(standing(log))
    row = scope.session.scalars(
        select(ActionStanding)
        .where(ActionStanding.item_id == action.item_id)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        of_item = {"plan_id": action.plan_id, "item_id": action.item_id}
        scope.session.add(
            ActionStanding(**walls_of(scope, action.area_id, RELEASED), **of_item, **now)
        )
        return
    for name, value in now.items():
        setattr(row, name, value)


def _check(scope: Scope, action: ActionLine, what: Telling, log: Sequence[ActionEntry]) -> None:
    if what.status not in STATUSES and what.status != TURN_DONE:
        raise ActionError("Choose how the action stands.", "status")
    if what.status == TURN_DONE:
        _check_turn(action, scope.today())
    if what.new_date is not None:
        _check_new_date(action, what, what.new_date, scope.today())
    elif what.agreed_by:
        raise ActionError("Enter the new date, or leave out who agreed it.", "new_date")
    if log and _said_today(scope, log[-1], what):
        raise ActionError("That is recorded already today, in the same words.", "status")


def _check_turn(action: ActionLine, today: date) -> None:
    if next_turn(read_timescale(action.when), today) is None:
        raise ActionError("Only what recurs can be done this time and go on.", "status")


def _check_new_date(action: ActionLine, what: Telling, day: date, today: date) -> None:
    check_new_day(day, action.due_on, today, what.status)
    if not what.agreed_by:
        raise ActionError(
            "Enter who agreed the new date, such as the improvement board.", "agreed_by"
        )
    if not what.note:
        raise ActionError("Say in the note why the date moves.", "note")


def _said_today(scope: Scope, last: ActionEntry, what: Telling) -> bool:
    """Whether this very thing was told today: a form sent twice is recorded once."""
    done = what.status == TURN_DONE
    told = (last.status, last.note, last.impact, last.agreed_for, last.done_on)
    now = (
        "green" if done else what.status,
        what.note,
        what.impact,
        what.new_date,
        scope.today() if done else None,
    )
    return told == now and civil_day(last.made_at) == scope.today()


def _payload(action: ActionLine, what: Telling) -> dict[str, Json]:
    day = what.new_date.isoformat() if what.new_date else None
    return {
        "ref": action.ref,
        "status": what.status,
        "note": what.note,
        "impact": what.impact,
        "new_date": day,
        "agreed_by": what.agreed_by if day else "",
    }
