"""What the audit log keeps of this room's rows, and what it calls them. No words of a sensitive
interest: an event says that it was entered, and its digest holds the row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal.audit import rows
from portal.audit.service import Json, trial
from portal.interests.models import Declaration, Dispensation, Interest, MemberRegister
from tenants.base import NumberedRow
from tenants.roles import Hat
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    MemberRegister: "register of interests",
    Interest: "interest",
    Dispensation: "dispensation",
    Declaration: "declaration of interest",
}


def note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: Mapping[str, Json] | None = None
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    rows.note(scope, hat, action, KINDS[type(row)], row, payload)


def add_alone(scope: Scope, row: NumberedRow) -> bool:
    """Add a row of which there is one alone; False where somebody added it at the same moment."""
    try:
        with trial(scope):
            scope.session.add(row)
            scope.session.flush()
    except IntegrityError:
        return False
    return True


def register_digests() -> None:
    """Let ``portal audit verify`` read every row of this room again."""
    rows.register(KINDS)
