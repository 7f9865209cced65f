"""Verbs on a report's live annexes: added, drawn afresh, taken off. Published, they stay."""

from collections.abc import Mapping

from portal.documents import kept
from portal.papers import annexes, queries
from portal.papers.annexes import TITLES, Drawn
from portal.papers.models import Report, ReportAnnex
from portal.papers.records import note
from portal.papers.service.checks import PaperError, locked, settle, writer
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from tenants.roles import Hat, Permission
from tenants.scope import Scope

MOST = 12
"""Annexes of one report."""


def annex(
    scope: Scope, report: Report, kind: str, plan: Plan, version: Version | None, title: str = ""
) -> ReportAnnex:
    """Add a live annex to a draft: the priorities of a frozen version, or of a plan's draft; or
    what a plan's measures came to.

    It holds what its drawer reads, and no more. Raises PaperError.
    """
    hat = writer(scope, report)
    report = locked(scope, report)
    _check(scope, report, kind, version)
    drawn = _drawn(scope, kind, plan, version)
    row = ReportAnnex(
        company_id=scope.company_id,
        area_id=report.area_id,
        audience=report.audience,
        report_id=report.id,
        kind=kind,
        title=title.strip() or TITLES[kind],
        plan_id=plan.id,
        version_id=version.id if version is not None else None,
        taken_off=False,
        **_values(scope, drawn),
    )
    scope.session.add(row)
    _note(scope, hat, "report:annexed", report, row)
    return row


def redraw(scope: Scope, report: Report, row: ReportAnnex) -> ReportAnnex:
    """Draw an annex afresh from what its source says by now. Raises PaperError."""
    hat = writer(scope, report)
    report = locked(scope, report)
    if row.report_id != report.id or row.taken_off:
        raise PaperError("This annex was taken off already.")
    plan = scope.session.get(Plan, row.plan_id)
    version = scope.session.get(Version, row.version_id) if row.version_id else None
    if plan is None or (row.version_id and version is None):
        raise PaperError("What this annex is drawn from is not shared with you.")
    for name, value in _values(scope, _drawn(scope, row.kind, plan, version)).items():
        setattr(row, name, value)
    _note(scope, hat, "report:annex-drawn", report, row)
    return row


def take_off(scope: Scope, report: Report, row: ReportAnnex) -> None:
    """Let an annex be no part of a draft any more. Raises PaperError."""
    hat = writer(scope, report)
    report = locked(scope, report)
    if row.report_id != report.id or row.taken_off:
        raise PaperError("This annex was taken off already.")
    row.taken_off = True
    _note(scope, hat, "report:annex-taken-off", report, row)


def _check(scope: Scope, report: Report, kind: str, version: Version | None) -> None:
    if kind not in annexes.KINDS:
        raise PaperError("Choose what the annex shows.", "kind")
    if kind == "priorities" and version is None:
        # What is annexed is published with the agenda: a draft is a director's to put there.
        scope.require(Permission.PLAN_FREEZE)
    if len(queries.annexes_of(scope, report)) >= MOST:
        raise PaperError(f"A report has {MOST} annexes at most.")


def _drawn(scope: Scope, kind: str, plan: Plan, version: Version | None) -> Drawn:
    if kind == "priorities":
        return annexes.priorities(scope, plan, version)
    return annexes.performance(scope, plan)


def _values(scope: Scope, drawn: Drawn) -> Mapping[str, object]:
    return {
        "source": drawn.source,
        "blocks": kept.to_json(drawn.blocks),
        "drawn_at": scope.now(),
        "drawn_by": scope.visitor.name,
    }


def _note(scope: Scope, hat: Hat, action: str, report: Report, row: ReportAnnex) -> None:
    note(scope, hat, action, row, {"kind": row.kind})
    settle(scope, hat, report, "report:changed")
