"""Reads of the actions that meetings gave somebody, as far as their reader may know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select

from portal.actions.models import ArisenAction, ArisenEntry, ArisenStanding
from portal.actions.rules import STATUSES, UNDECLARED, Computed, computed
from tenants.scope import Scope

Rows = Select[*tuple[Any, ...]]
MOST = 200
"""Actions in one list: what is open of all bodies."""


@dataclass(frozen=True)
class ArisenLine:
    """One action with how it stands; ``standing`` and ``note`` are not everybody's to know."""

    action: ArisenAction
    standing: ArisenStanding | None
    note: str

    @property
    def body_id(self) -> int:
        """Whose action it is: the guard and the services ask by it."""
        return self.action.body_id

    @property
    def id(self) -> int:
        return self.action.id

    @property
    def head(self) -> int:
        """How many entries there are."""
        return self.standing.head if self.standing else 0

    @property
    def status(self) -> str:
        """As declared; empty where nothing was told, or nothing that is the reader's to know."""
        return self.standing.status if self.standing else ""

    @property
    def words(self) -> str:
        """The status in words."""
        return status_words(self.status)

    @property
    def due_on(self) -> date | None:
        """The day it is due; None where its words name none."""
        return self.standing.due_on if self.standing else None

    def computed_on(self, today: date) -> Computed | None:
        """What follows from its date."""
        return computed(self.due_on, complete=self.status == "completed", today=today)


def of_meeting(scope: Scope, meeting_id: int) -> list[ArisenLine]:
    """The actions that arose at one meeting, by number: one query."""
    return _lines(scope, _LINES.where(ArisenAction.meeting_id == meeting_id))


def arising(scope: Scope, body_id: int, before: date, since: date | None) -> list[ArisenLine]:
    """What arises at a meeting of a body: the actions of earlier meetings that are not completed,
    and those completed from ``since`` on, the oldest first. One query."""
    settled = ArisenStanding.settled_on
    unsettled = settled.is_(None) if since is None else or_(settled.is_(None), settled >= since)
    wanted = _LINES.where(
        ArisenAction.body_id == body_id, ArisenAction.arose_on < before, unsettled
    )
    return _lines(scope, wanted)


def still_open(scope: Scope) -> list[ArisenLine]:
    """All that is not completed, as far as it is the reader's to know how it stands: one query."""
    known = and_(ArisenStanding.id.is_not(None), ArisenStanding.settled_on.is_(None))
    return _lines(scope, _LINES.where(known).limit(MOST))


def find(scope: Scope, number: str) -> ArisenLine | None:
    """The action of this number, where how it stands is the reader's to know."""
    if not (number.isascii() and number.isdecimal()):
        return None
    found = _lines(scope, _LINES.where(ArisenAction.id == int(number)))
    return next((line for line in found if line.standing is not None), None)


def log_of(scope: Scope, arisen_id: int) -> Sequence[ArisenEntry]:
    """All that was told of an action, the oldest first."""
    return scope.session.scalars(
        select(ArisenEntry).where(ArisenEntry.arisen_id == arisen_id).order_by(ArisenEntry.number)
    ).all()


def told_until(
    scope: Scope, lines: Sequence[ArisenLine], moment: datetime
) -> Mapping[int, ArisenEntry]:
    """The last entry of each of these actions up to a moment, by action: one query."""
    rows = scope.session.scalars(
        select(ArisenEntry)
        .where(
            ArisenEntry.arisen_id.in_([line.id for line in lines]), ArisenEntry.made_at <= moment
        )
        .order_by(ArisenEntry.number)
    )
    return {row.arisen_id: row for row in rows}


def status_words(status: str) -> str:
    """A status in words; of what nothing was told too."""
    return next((said for key, said in STATUSES.items() if key == status), UNDECLARED)


def _lines(scope: Scope, statement: Rows) -> list[ArisenLine]:
    return [
        ArisenLine(action, standing, note or "")
        for action, standing, note in scope.session.execute(statement)
    ]


_LINES = (
    select(ArisenAction, ArisenStanding, ArisenEntry.note)
    .outerjoin(ArisenStanding, ArisenStanding.arisen_id == ArisenAction.id)
    .outerjoin(
        ArisenEntry,
        and_(ArisenEntry.arisen_id == ArisenAction.id, ArisenEntry.number == ArisenStanding.head),
    )
    .where(ArisenAction.withdrawn.is_(False))
    .order_by(ArisenAction.arose_on, ArisenAction.meeting_id, ArisenAction.id)
)
