"""What becomes of reports as an agenda is published: frozen whole, and opened to their readers."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from portal.audit.service import Happening
from portal.kit.words import join_names
from portal.meetings.models import Agenda, AgendaItem
from portal.meetings.rules import audience_of_agenda
from portal.meetings.service.checks import MeetingError
from portal.papers import queries, tree
from portal.papers.models import Report
from portal.papers.queries import readiness
from portal.papers.records import note, note_file
from portal.papers.service.checks import locked, settle
from portal.search.service import Findable, index
from tenants import audiences, paper_readers
from tenants.models import Body
from tenants.roles import Hat, Permission
from tenants.scope import Scope

SEARCH_SOURCE = "report"


def follow(scope: Scope, happening: Happening) -> None:
    """Publish the reports that an agenda brings. Raises MeetingError for one that is not ready:
    its item has to be marked as one whose report is to follow."""
    agenda = scope.session.get_one(Agenda, happening.subject_id)
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=agenda.body_id)
    items = [item for item in _items(scope, agenda) if _brings(agenda, item)]
    paper_readers.admit(scope, [item.id for item in items])
    found = {each.item_id: each for each in queries.reports_of(scope, [agenda.meeting_id])}
    reports = [found[item.id] for item in items if item.id in found]
    _refuse_unready(scope, items, reports)
    audience = audience_of_agenda(scope.session.get_one(Body, agenda.body_id).kind)
    for report in reports:
        publish(scope, hat, report, audience)


def follow_item(scope: Scope, happening: Happening) -> None:
    """Keep door and draft in step with an item that was said anew: its matter decides whom an
    interest shuts out, its part whether the report is ever public."""
    item = scope.session.get_one(AgendaItem, happening.subject_id)
    door = queries.door_of(scope, item.id)
    if door is None:
        return
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=item.body_id)
    if door.matter_id != item.matter_id:
        door.matter_id = item.matter_id
        note(scope, hat, "paper:matter-followed", door, {"item": item.id})
    paper_readers.admit(scope, [item.id])
    report = queries.find_report(scope, item.id)
    if report is not None and report.state == "draft":
        report.part = item.part
        settle(scope, hat, report, "report:item-followed")


def _items(scope: Scope, agenda: Agenda) -> Sequence[AgendaItem]:
    statement = select(AgendaItem).where(
        AgendaItem.meeting_id == agenda.meeting_id,
        AgendaItem.state == "listed",
        AgendaItem.number.in_(agenda.adds),
    )
    return scope.session.scalars(statement.order_by(AgendaItem.number)).all()


def _brings(agenda: Agenda, item: AgendaItem) -> bool:
    """Whether this publication brings the item's report: not where it first announces an item
    whose report is to follow."""
    announced = item.agenda_id is not None and item.agenda_id != agenda.id
    return announced or not item.to_follow


def _refuse_unready(scope: Scope, items: Sequence[AgendaItem], reports: Sequence[Report]) -> None:
    numbers = {item.id: item.number for item in items}
    asked = queries.clearances_of(scope, [report.id for report in reports])
    for report in reports:
        against = readiness.against(scope, report, asked.get(report.id, []))
        if report.state == "draft" and against:
            raise MeetingError(
                f"The report of item {numbers[report.item_id]} is not ready. {' '.join(against)} "
                "Have it finished, or mark the item as one whose report is to follow."
            )


def publish(scope: Scope, hat: Hat, report: Report, audience: str) -> None:
    """Freeze one report with its annexes and files, under the hat that publishes its agenda.

    In Part I it opens to ``audience``; in Part II its own readers become the body's members.
    """
    report = locked(scope, report)
    if report.state != "draft":
        return
    report.part = scope.session.get_one(AgendaItem, report.item_id).part
    content = queries.written(scope, report)
    report.content_digest = tree.digest(tree.freeze(content))
    frozen = tree.freeze(replace(content, cleared=readiness.cleared_by(scope, report)))
    report.frozen, report.digest = frozen, tree.digest(frozen)
    report.state, report.published_at = "published", scope.now()
    if report.part == 1:
        report.audience = audience
    note(scope, hat, "report:published", report, {"digest": report.digest})
    _open_door(scope, hat, report)
    _open_belongings(scope, hat, report)
    if report.part == 1:
        let_find(scope, report)


def lift(scope: Scope, hat: Hat, report: Report, audience: str) -> None:
    """Open a published report of Part II, whose exemption holds no more, to everybody."""
    report.audience = audience
    note(scope, hat, "report:opened", report, {})
    _open_belongings(scope, hat, report)
    let_find(scope, report)


def _open_door(scope: Scope, hat: Hat, report: Report) -> None:
    door = queries.door_of(scope, report.item_id)
    if door is not None and door.opened_at is None:
        door.opened_at = scope.now()
        day = queries.place_of(scope, report).on_day
        door.on_day = day or door.on_day
        note(scope, hat, "paper:opened", door, {"item": report.item_id})


def _open_belongings(scope: Scope, hat: Hat, report: Report) -> None:
    """Give annexes and files the report's own audience. What was said in clearing it stays among
    those who worked on it."""
    if report.audience == audiences.item(report.item_id):
        return
    for row in queries.annexes_of(scope, report):
        row.audience = report.audience
        note(scope, hat, "report:annex-opened", row)
    for file in queries.files_of(scope, report):
        file.audience = report.audience
        note_file(scope, hat, "report:file-opened", file)


def let_find(scope: Scope, report: Report) -> None:
    """Let a report that is open be found by its words: one of Part II never is."""
    held = queries.shown(scope, report)
    texts = [*held.texts.values(), *(each.text for each in held.recommendations)]
    names = join_names([*(each.name for each in held.annexes), *(f.name for f in held.files)])
    index(
        scope,
        Findable(
            source=SEARCH_SOURCE,
            source_id=report.id,
            thing=f"report/{report.item_id}",
            path=f"reports/{report.item_id}/",
            title=report.title,
            text="\n".join([*texts, names]),
            area_id=report.area_id,
            audience=report.audience,
        ),
    )
