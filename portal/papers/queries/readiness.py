"""Whether reports are ready to be published, and what speaks against it."""

from collections.abc import Sequence

from portal.papers import queries, rules, tree
from portal.papers.models import Report, ReportClearance
from portal.papers.rules import Cleared
from portal.papers.template import from_kept, missing_words
from portal.papers.tree import ClearedBy
from tenants.clock import civil_day
from tenants.scope import Scope


def cleared(row: ReportClearance) -> Cleared:
    """A clearance as the rules read it."""
    return Cleared(row.kind, row.name, row.answer, row.of_digest)


def cleared_by(scope: Scope, report: Report) -> tuple[ClearedBy, ...]:
    """Who has cleared this very content, in the order in which they were asked: one query."""
    rows = queries.clearances_of(scope, [report.id]).get(report.id, [])
    return tuple(
        ClearedBy(rules.TITLES[row.kind], row.name, civil_day(row.answered_at).isoformat())
        for row in rows
        if row.answered_at is not None and cleared(row).holds(report.content_digest)
    )


def against(scope: Scope, report: Report, asked: Sequence[ReportClearance]) -> list[str]:
    """Why this draft cannot be published as it stands, in sentences; none where it can.

    What would be published is made out anew: a recommendation changed in the matter, too, asks
    those again who cleared the report.
    """
    if report.state != "draft":
        return []
    return known(report, asked, tree.digest(tree.freeze(queries.written(scope, report))))


def known(
    report: Report, asked: Sequence[ReportClearance], content: str | None = None
) -> list[str]:
    """The same by the content as it was last settled: no query, for a list of many."""
    if report.state != "draft":
        return []
    missing = missing_words(from_kept(report.template), report.texts)
    held = content if content is not None else report.content_digest
    return rules.reasons_against(missing, [cleared(row) for row in asked], held)
