"""What the audit log keeps of minutes, and how signed ones are verified."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.audit import rows
from portal.audit.queries import verifies
from portal.audit.service import Json
from portal.minutes.models import Minutes, Passage, PassageRevision
from portal.minutes.sealing import digest_of
from tenants.base import NumberedRow
from tenants.roles import Hat
from tenants.scope import Scope

MINUTES = "minutes"
KINDS: dict[type[Any], str] = {
    Minutes: MINUTES,
    Passage: "passage of minutes",
    PassageRevision: "revision of a passage",
}


def note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: Mapping[str, Json] | None = None
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    rows.note(scope, hat, action, KINDS[type(row)], row, payload)


def register_digests() -> None:
    """Let ``portal audit verify`` read every row again, and signed minutes by their seal."""
    rows.register({model: kind for model, kind in KINDS.items() if kind != MINUTES})
    verifies(MINUTES, _digests)


def _digests(scope: Scope) -> dict[int, str]:
    """Every row's digest; empty where minutes say something else than they did when confirmed."""
    held: dict[int, list[Passage]] = {}
    for passage in scope.session.scalars(select(Passage).order_by(Passage.position, Passage.part)):
        held.setdefault(passage.minutes_id, []).append(passage)
    found = {}
    for row in scope.session.scalars(select(Minutes)):
        sealed = not row.digest or row.digest == digest_of(held.get(row.id, []))
        found[row.id] = rows.row_digest(row) if sealed else ""
    return found
