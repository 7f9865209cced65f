"""Verbs on clearances: somebody is asked by name, and answers for the content as it stands."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.papers.models import Report, ReportClearance
from portal.papers.records import note
from portal.papers.rules import CLEARANCES
from portal.papers.service import naming
from portal.papers.service.checks import PaperError, locked, writer
from tenants.models import Person
from tenants.roles import Hat, Permission
from tenants.scope import NotAllowedError, Scope

LONGEST = 4000
"""Characters of what she says with it."""


def ask(scope: Scope, report: Report, kind: str, address: str) -> ReportClearance:
    """Ask somebody by name to clear a report, and let her in to it. Raises PaperError."""
    hat = writer(scope, report)
    if kind not in CLEARANCES:
        raise PaperError("Choose for what the report is cleared.", "kind")
    reader = naming.name_by_address(scope, hat, report, address, kind, "address")
    person = scope.session.get_one(Person, reader.person_id)
    row = _asked(scope, report, kind, person.id)
    if row is not None:
        raise PaperError(f"{person.name} is asked already.", "address")
    row = ReportClearance(
        company_id=scope.company_id,
        area_id=report.area_id,
        audience=report.audience,
        report_id=report.id,
        kind=kind,
        person_id=person.id,
        name=person.name,
        asked_at=scope.now(),
        asked_by=scope.visitor.name,
        answer="",
        words="",
        answered_at=None,
        answered_hat="",
        of_digest=None,
    )
    scope.session.add(row)
    note(scope, hat, "report:clearance-asked", row, {"kind": kind})
    return row


def answer(
    scope: Scope, report: Report, clearance: ReportClearance, said: str, words: str, *, seen: str
) -> ReportClearance:
    """Clear a report as it stands, or say why not. ``seen`` is the content that she read.

    Raises PaperError where it was changed meanwhile, or where she refuses without a word.
    """
    hat = answerer(scope, report, clearance)
    report = locked(scope, report)
    if report.state != "draft":
        raise PaperError("This report is published: it is cleared before.")
    if said not in ("cleared", "refused"):
        raise PaperError("Choose whether you clear it.", "answer")
    if said == "refused" and not words.strip():
        raise PaperError("Say what has to change before you clear it.", "words")
    if len(words) > LONGEST:
        raise PaperError(f"Use {LONGEST:,} characters or fewer. You wrote {len(words):,}.", "words")
    if seen != report.content_digest:
        raise PaperError("The report was changed after you opened it. Read it again, then answer.")
    clearance.answer, clearance.words = said, words.strip()
    clearance.answered_at, clearance.answered_hat = scope.now(), hat.label
    clearance.of_digest = report.content_digest
    note(scope, hat, f"report:{said}", clearance, {"kind": clearance.kind})
    return clearance


def answerer(scope: Scope, report: Report, clearance: ReportClearance) -> Hat:
    """The hat under which the person who was asked answers. Raises NotAllowedError."""
    hat = scope.require(Permission.PAPER_WRITE, area_id=report.area_id, body_id=report.body_id)
    if clearance.person_id != scope.person_id or clearance.report_id != report.id:
        raise NotAllowedError(f"Only {clearance.name} answers for {CLEARANCES[clearance.kind]}.")
    return hat


def _asked(scope: Scope, report: Report, kind: str, person_id: int) -> ReportClearance | None:
    rows: Iterable[ReportClearance] = scope.session.scalars(
        select(ReportClearance).where(
            ReportClearance.report_id == report.id,
            ReportClearance.kind == kind,
            ReportClearance.person_id == person_id,
        )
    )
    return next(iter(rows), None)
