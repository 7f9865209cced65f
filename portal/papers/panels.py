"""What this room shows on a meeting's page: the report of each item, and the clerk's work on it."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import select

from portal.meetings.models import AgendaItem, Meeting
from portal.papers import queries, recommended, tree
from portal.papers.models import Report
from portal.papers.queries import readiness
from portal.papers.recommended import Difference
from portal.web import slots
from portal.web.templating import drawn
from tenants import paper_readers
from tenants.models import PaperDoor
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("item-marks", _on_items)
    slots.fill("meeting-panels", _on_meetings)


def _on_items(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The way to each item's report, where the reader may read it."""
    rows = scope.session.execute(
        select(Report.item_id, Report.state, Report.part).where(Report.item_id.in_(item_ids))
    )
    base = f"/{scope.company.slug}/reports/"
    return {
        item_id: drawn("papers/panels/mark.html", href=f"{base}{item_id}/", state=state, part=part)
        for item_id, state, part in rows
    }


def _on_meetings(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    """For whoever keeps its papers, how each report stands; for everybody, where papers differ."""
    panels = {}
    for meeting_id in meeting_ids:
        # The page has read it already: it comes from the session's memory.
        meeting = scope.session.get_one(Meeting, meeting_id)
        panel = _panel(scope, meeting)
        if panel is not None:
            panels[meeting_id] = panel
    return panels


def _panel(scope: Scope, meeting: Meeting) -> Markup | None:
    keeps = paper_readers.keeps(scope, meeting.body_id) is not None
    items = _items(scope, meeting)
    if keeps:
        paper_readers.admit(scope, [item.id for item in items])
    reports = {each.item_id: each for each in queries.reports_of(scope, [meeting.id])}
    differing = _differing(scope, [reports[item.id] for item in items if item.id in reports])
    may_begin = keeps or scope.may(Permission.PAPER_WRITE, area_id=0, body_id=meeting.body_id)
    if not (keeps or differing or may_begin):
        return None
    return drawn(
        "papers/panels/meeting.html",
        rows=_rows(scope, items, reports) if may_begin else (),
        keeps=keeps,
        differing=differing,
        base=f"/{scope.company.slug}/",
        meeting=meeting,
    )


def _items(scope: Scope, meeting: Meeting) -> Sequence[AgendaItem]:
    statement = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.state == "listed",
        AgendaItem.kind != "standing",
    )
    return scope.session.scalars(statement.order_by(AgendaItem.part, AgendaItem.position)).all()


def _rows(
    scope: Scope, items: Sequence[AgendaItem], reports: Mapping[int, Report]
) -> list[tuple[AgendaItem, Report | None, bool, Sequence[str]]]:
    """Each item with its report, whether one is begun at all, and what speaks against it."""
    begun = set(
        scope.session.scalars(
            select(PaperDoor.item_id).where(PaperDoor.item_id.in_([item.id for item in items]))
        )
    )
    asked = queries.clearances_of(scope, [each.id for each in reports.values()])
    rows: list[tuple[AgendaItem, Report | None, bool, Sequence[str]]] = []
    for item in items:
        report = reports.get(item.id)
        against = readiness.known(report, asked.get(report.id, [])) if report else ()
        rows.append((item, report, item.id in begun, against))
    return rows


def _differing(
    scope: Scope, reports: Sequence[Report]
) -> list[tuple[Report, str, Sequence[Difference]]]:
    """The reports whose recommendations the agenda words otherwise, with what differs."""
    drafts = [report for report in reports if report.frozen is None]
    worded = queries.recommendations_of_all(scope, drafts) if drafts else {}
    found: list[tuple[Report, str, Sequence[Difference]]] = []
    for report in reports:
        held = tree.thaw(report.frozen) if report.frozen is not None else None
        written = (held.recommendations, held.agenda or {}) if held else worded[report.id]
        differs = recommended.differences(written[1], written[0])
        if differs:
            found.append((report, recommended.summary(differs), differs))
    return found
