"""Verbs on the actions that meetings give somebody: one arises, is told of, opens with the minutes.

Whoever keeps a body's minutes writes them down; she, the directors and whoever leads one tell how
it stands, as of the plans' actions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.actions import arisen
from portal.actions.arisen import ArisenLine
from portal.actions.models import ArisenAction, ArisenEntry, ArisenStanding
from portal.actions.rules import STATUSES, ActionError, check_new_day
from portal.actions.service import NEEDED, keeps
from portal.audit import rows
from portal.audit.service import Json
from portal.kit.timescales import read_timescale
from tenants.audiences import PUBLIC, SUBMITTED
from tenants.base import SHARED, NumberedRow
from tenants.clock import civil_day
from tenants.roles import Hat, Permission
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    ArisenAction: "action of a meeting",
    ArisenEntry: "entry of an action of a meeting",
    ArisenStanding: "standing of an action of a meeting",
}
LONGEST = 2000
"""Characters of what is to be done."""


@dataclass(frozen=True)
class Source:
    """The item of a meeting at which an action arises; ``audience`` is that of its minutes now."""

    body_id: int
    meeting_id: int
    item_id: int
    item: str
    """The item's number as printed."""
    words: str
    path: str
    on_day: date
    audience: str


@dataclass(frozen=True)
class ActionDetails:
    """What is to be done, who leads it, and by when in the meeting's own words."""

    words: str
    lead: str
    by: str


def arise(scope: Scope, source: Source, details: ActionDetails) -> ArisenAction:
    """Write down an action that arose at an item. Raises ActionError for a part that is missing."""
    hat = scope.require(Permission.MINUTES_KEEP, body_id=source.body_id)
    _check(details)
    walls = _walls(scope, source.audience)
    row = ArisenAction(
        **walls,
        body_id=source.body_id,
        meeting_id=source.meeting_id,
        item_id=source.item_id,
        number=_next_number(scope, source),
        words=details.words.strip(),
        lead=details.lead.strip(),
        by=details.by.strip(),
        source=source.words,
        path=source.path,
        arose_on=source.on_day,
        made_at=scope.now(),
        made_by=scope.visitor.name,
        hat=hat.label,
    )
    scope.session.add(row)
    _note(scope, hat, "action:arisen", row, {"number": row.number, "lead": row.lead})
    standing = ArisenStanding(
        **walls,
        arisen_id=row.id,
        body_id=source.body_id,
        head=0,
        status="",
        due_on=read_timescale(row.by).first_due,
    )
    scope.session.add(standing)
    _note(scope, hat, "action:awaited", standing)
    return row


def withdraw(scope: Scope, line: ArisenLine) -> ArisenAction:
    """Strike an action out of minutes that are a draft still. Raises ActionError afterwards."""
    hat = scope.require(Permission.MINUTES_KEEP, body_id=line.body_id)
    if line.action.audience in (PUBLIC, SUBMITTED):
        raise ActionError("The minutes are published: the action stands. Say how it stands.")
    line.action.withdrawn = True
    _note(scope, hat, "action:withdrawn", line.action, {"number": line.action.number})
    return line.action


def tell(
    scope: Scope,
    line: ArisenLine,
    status: str,
    note: str,
    *,
    new_date: date | None = None,
    agreed_by: str = "",
    base: int,
) -> ArisenEntry:
    """Tell how an action stands; the last entry counts. ``base`` is how many were seen.

    Raises NotAllowedError for who may not, and ActionError for what cannot be or was told since.
    """
    hat = hat_for(scope, line) or scope.require(Permission.MINUTES_KEEP, body_id=line.body_id)
    log = arisen.log_of(scope, line.id)
    if len(log) != base:
        raise ActionError("Somebody told of this action since you opened it. Read that first.")
    _check_told(scope, line, status, note, new_date, agreed_by)
    standing = _locked_standing(scope, line)
    entry = ArisenEntry(
        **_walls(scope, standing.audience),
        arisen_id=line.id,
        number=len(log) + 1,
        status=status,
        note=note.strip(),
        agreed_for=new_date,
        agreed_by=agreed_by.strip() if new_date else "",
        made_at=scope.now(),
        made_by_id=scope.visitor.person_id,
        made_by=scope.visitor.name,
        hat=hat.label,
    )
    scope.session.add(entry)
    _note(scope, hat, "action:told-of-meeting", entry, {"status": status, "note": entry.note})
    _stand(standing, entry)
    _note(scope, hat, "action:stands", standing)
    return entry


def hat_for(scope: Scope, line: ArisenLine) -> Hat | None:
    """The hat under which this person may tell of it: who keeps the minutes, a director or editor
    of what the company shares, or an appointment whose post leads it."""
    found = scope.wearing(Permission.MINUTES_KEEP, body_id=line.body_id)
    found = found or scope.wearing(NEEDED, area_id=SHARED)
    lead = line.action.lead.casefold()
    led = (hat for hat in scope.hats if keeps(hat) and hat.label.casefold() == lead)
    return found or next(led, None)


def open_with_minutes(scope: Scope, hat: Hat, meeting_id: int, audience: str) -> None:
    """Open the actions of a meeting with its minutes: their words to ``audience``, how they stand
    to the members, the company and the owners' commissioners. Those of Part II stay apart."""
    for line in arisen.of_meeting(scope, meeting_id):
        if not line.action.audience.startswith("body-"):
            continue
        line.action.audience = audience
        _note(scope, hat, "action:opened", line.action)
        for row in (line.standing, *arisen.log_of(scope, line.id)):
            if row is not None:
                row.audience = SUBMITTED
                _note(scope, hat, "action:opened", row)


def register_digests() -> None:
    """Let ``portal audit verify`` read these rows again."""
    rows.register(KINDS)


def _check(details: ActionDetails) -> None:
    if not details.words.strip():
        raise ActionError("Enter what is to be done.", "words")
    if len(details.words) > LONGEST:
        raise ActionError(f"Say it in {LONGEST:,} characters or fewer.", "words")
    if not details.lead.strip():
        raise ActionError("Enter who leads it: a post, a person or an organisation.", "lead")
    if not details.by.strip():
        raise ActionError("Enter by when, such as 31 July 2019, or “next meeting”.", "by")


def _check_told(
    scope: Scope,
    line: ArisenLine,
    status: str,
    note: str,
    new_date: date | None,
    agreed_by: str,
) -> None:
    if status not in STATUSES:
        raise ActionError("Choose how the action stands.", "status")
    if new_date is None:
        if agreed_by.strip():
            raise ActionError("Enter the new date, or leave out who agreed it.", "new_date")
        return
    check_new_day(new_date, line.due_on, scope.today(), status)
    if not agreed_by.strip():
        raise ActionError("Enter who agreed the new date.", "agreed_by")
    if not note.strip():
        raise ActionError("Say in the note why the date moves.", "note")


def _locked_standing(scope: Scope, line: ArisenLine) -> ArisenStanding:
    statement = select(ArisenStanding).where(ArisenStanding.arisen_id == line.id)
    return scope.session.scalars(
        statement.with_for_update().execution_options(populate_existing=True)
    ).one()


def _stand(standing: ArisenStanding, entry: ArisenEntry) -> None:
    standing.head, standing.status = entry.number, entry.status
    standing.due_on = entry.agreed_for or standing.due_on
    standing.settled_on = civil_day(entry.made_at) if entry.status == "completed" else None


def _next_number(scope: Scope, source: Source) -> str:
    """The item's number and a count: "7.2". What was struck out keeps its number."""
    taken: Sequence[str] = scope.session.scalars(
        select(ArisenAction.number).where(
            ArisenAction.meeting_id == source.meeting_id, ArisenAction.item_id == source.item_id
        )
    ).all()
    return f"{source.item}.{len(taken) + 1}"


def _walls(scope: Scope, audience: str) -> dict[str, Any]:
    return {"company_id": scope.company_id, "area_id": SHARED, "audience": audience}


def _note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: dict[str, Json] | None = None
) -> None:
    rows.note(scope, hat, action, KINDS[type(row)], row, payload)
