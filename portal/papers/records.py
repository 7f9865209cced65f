"""What the audit log keeps of this room's rows, and what it calls them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.audit import rows
from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.kit import digests
from portal.papers.models import (
    ExemptionReview,
    Report,
    ReportAnnex,
    ReportClearance,
    ReportFile,
    ReportTemplate,
)
from tenants.base import NumberedRow
from tenants.models import PaperDoor, PaperReader
from tenants.roles import Hat
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    Report: "report",
    ReportAnnex: "report annex",
    ReportClearance: "report clearance",
    ReportTemplate: "report template",
    ExemptionReview: "exemption review",
    PaperDoor: "paper door",
    PaperReader: "paper reader",
}
FILE = "report file"


def note(
    scope: Scope, hat: Hat, action: str, row: NumberedRow, payload: Mapping[str, Json] | None = None
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    rows.note(scope, hat, action, KINDS[type(row)], row, payload)


def note_file(scope: Scope, hat: Hat, action: str, file: ReportFile) -> None:
    """The same for a file, whose digest is that of its very bytes."""
    scope.session.flush()
    said: dict[str, Json] = {"sha256": file.sha256, "size": file.size}
    happening = Happening(action, FILE, file.id, file.area_id, file_digest(file), said)
    record(scope, hat, happening)


def file_digest(file: ReportFile) -> str:
    """What the log keeps of a file: its bytes, name, type and walls, and whether it counts."""
    return digests.digest(
        {
            "sha256": digests.of_bytes(file.content),
            "name": file.name,
            "media_type": file.media_type,
            "audience": file.audience,
            "report_id": file.report_id,
            "taken_off": file.taken_off,
        }
    )


def register_digests() -> None:
    """Let ``portal audit verify`` read every row of this room again."""
    rows.register(KINDS)
    verifies(FILE, _file_digests)


def _file_digests(scope: Scope) -> dict[int, str]:
    ids = scope.session.scalars(select(ReportFile.id)).all()
    return {number: _digest_of(scope, number) for number in ids}


def _digest_of(scope: Scope, number: int) -> str:
    file = scope.session.get_one(ReportFile, number)
    found = file_digest(file)
    scope.session.expire(file, ["content"])
    return found
