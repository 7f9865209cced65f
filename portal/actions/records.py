"""What the audit log keeps of this room's rows, and how they are verified."""

from collections.abc import Mapping

from sqlalchemy import select

from portal.actions.models import ActionEntry, ActionStanding
from portal.actions.rules import standing
from portal.audit import rows
from portal.audit.queries import verifies
from portal.audit.service import Json
from tenants.roles import Hat
from tenants.scope import Scope

ENTRY = "action entry"


def note(scope: Scope, hat: Hat, entry: ActionEntry, payload: Mapping[str, Json]) -> None:
    """Record that something was told of an action."""
    rows.note(scope, hat, "action:told", ENTRY, entry, payload)


def register_digests() -> None:
    """Let ``portal audit verify`` read every entry again, and how each action stands."""
    verifies(ENTRY, _digests)


def _digests(scope: Scope) -> dict[int, str]:
    """Every entry's digest; of the last one of an action empty where its standing is another."""
    logs: dict[int, list[ActionEntry]] = {}
    for entry in scope.session.scalars(select(ActionEntry).order_by(ActionEntry.number)):
        logs.setdefault(entry.item_id, []).append(entry)
    stands = {row.item_id: row for row in scope.session.scalars(select(ActionStanding))}
    found = {entry.id: rows.row_digest(entry) for log in logs.values() for entry in log}
    for item_id, log in logs.items():
        if not _agrees(stands.get(item_id), log):
            found[log[-1].id] = ""
    return found


def _agrees(row: ActionStanding | None, log: list[ActionEntry]) -> bool:
    follows = vars(standing(log))
    return row is not None and all(getattr(row, name) == value for name, value in follows.items())
