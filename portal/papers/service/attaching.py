"""Verbs on a report's attachments: attached, and taken off. Their bytes never change."""

from sqlalchemy import select

from portal.documents.files import CheckedFile
from portal.kit import digests
from portal.papers import queries
from portal.papers.models import Report, ReportFile
from portal.papers.records import note_file
from portal.papers.service.checks import PaperError, locked, settle, writer
from tenants.scope import Scope

MOST_FILES = 30
MOST_BYTES = 100 * 1024 * 1024
"""Of all attachments of one report."""


def attach(scope: Scope, report: Report, file: CheckedFile) -> ReportFile:
    """Attach a file to a draft. Raises PaperError; what is attached already stays as it is."""
    hat = writer(scope, report)
    report = locked(scope, report)
    held = queries.files_of(scope, report)
    if len(held) >= MOST_FILES or sum(each.size for each in held) + len(file.content) > MOST_BYTES:
        raise PaperError("There is room for no more. Take one off before you attach another.")
    sha256 = digests.of_bytes(file.content)
    if same := next((each for each in held if each.sha256 == sha256), None):
        raise PaperError(f"This very file is attached already, as “{same.name}”.")
    row = _taken_off(scope, report, sha256) or _new(scope, report, file, sha256)
    row.taken_off, row.name = False, file.name
    note_file(scope, hat, "report:file-attached", row)
    settle(scope, hat, report, "report:changed")
    return row


def take_off(scope: Scope, report: Report, file: ReportFile) -> None:
    """Let a file be no part of a draft any more. Raises PaperError."""
    hat = writer(scope, report)
    report = locked(scope, report)
    if file.report_id != report.id or file.taken_off:
        raise PaperError("This file was taken off already.")
    file.taken_off = True
    note_file(scope, hat, "report:file-taken-off", file)
    settle(scope, hat, report, "report:changed")


def _new(scope: Scope, report: Report, file: CheckedFile, sha256: str) -> ReportFile:
    row = ReportFile(
        company_id=scope.company_id,
        area_id=report.area_id,
        audience=report.audience,
        report_id=report.id,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=sha256,
        content=file.content,
        attached_at=scope.now(),
        attached_by=scope.visitor.name,
        taken_off=False,
    )
    scope.session.add(row)
    return row


def _taken_off(scope: Scope, report: Report, sha256: str) -> ReportFile | None:
    statement = select(ReportFile).where(
        ReportFile.report_id == report.id, ReportFile.sha256 == sha256
    )
    return scope.session.scalars(statement).first()
