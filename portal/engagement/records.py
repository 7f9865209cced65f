"""What the audit log keeps of this room's rows, and what it calls them. No words, no names."""

from collections.abc import Mapping
from typing import Any

from portal.audit import rows
from portal.audit.service import Json
from portal.engagement.models import (
    Answer,
    Comment,
    Exhibit,
    Group,
    Quote,
    Remark,
    Response,
    Round,
    Summary,
)
from tenants.base import NumberedRow
from tenants.models import Invitation
from tenants.roles import Hat
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    Comment: "comment",
    Invitation: "invitation",
    Round: "consultation",
    Group: "consulted group",
    Exhibit: "consulted text",
    Response: "response",
    Remark: "remark",
    Quote: "published remark",
    Summary: "summary of young people",
    Answer: "answer to a consultation",
}


def note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: Mapping[str, Json] | None = None
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    rows.note(scope, hat, action, KINDS[type(row)], row, payload)


def register_digests() -> None:
    """Let ``portal audit verify`` read every row of this room again."""
    rows.register(KINDS)
