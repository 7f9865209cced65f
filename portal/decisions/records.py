"""What the audit log keeps of this room's rows: their digests, and the events that carry them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.decisions.models import (
    Attendance,
    Citation,
    Matter,
    Recommendation,
    ReservedMatter,
    Sitting,
    Vote,
)
from portal.kit import digests
from tenants.base import NumberedRow, columns_of
from tenants.roles import Hat
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    ReservedMatter: "reserved matter",
    Sitting: "sitting",
    Attendance: "attendance",
    Matter: "matter",
    Citation: "citation",
    Recommendation: "recommendation",
    Vote: "vote",
}


def row_digest(row: NumberedRow) -> str:
    """Digest of every column of a row, its walls included: a hand in the database shows."""
    return digests.digest({name: _plain(value) for name, value in columns_of(row).items()})


def note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: Mapping[str, Json] | None = None
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    scope.session.flush()
    subject_id = row.id
    kind = KINDS[type(row)]
    happening = Happening(action, kind, subject_id, row.area_id, row_digest(row), payload or {})
    record(scope, hat, happening)


def register_digests() -> None:
    """Let ``portal audit verify`` read every row of this room again."""
    for model, kind in KINDS.items():
        verifies(kind, _digests_of(model))


def _digests_of(model: type[Any]) -> Callable[[Scope], dict[int, str]]:
    def current(scope: Scope) -> dict[int, str]:
        return {row.id: row_digest(row) for row in scope.session.scalars(select(model))}

    return current


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
