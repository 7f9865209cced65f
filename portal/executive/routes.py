"""Pages of an executive body's notices: all of a company's, one of them, those of a meeting."""

from flask import Response, abort, request

from portal.executive import answer_routes, clerk_routes, doors, pages, panels, queries
from portal.executive.checking import refuse_unlawful
from portal.executive.models import ExecutiveNotice
from portal.executive.records import register_digests
from portal.executive.room import LIST, MEETING, list_path, meeting_path
from portal.executive.room import room as room
from portal.executive.service.representing import closed_because
from portal.kit.words import date_words
from portal.meetings import checks
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import resolves
from tenants.roles import Permission
from tenants.scope import Scope

READ = Permission.MEETING_READ

resolves("executive_notice", doors.find_notice)
resolves("representation", queries.find_representation)
resolves("notice_kind", doors.find_kind)
register_digests()
panels.fill_slots()
checks.before_publishing(refuse_unlawful)
answer_routes.declare(room)
clerk_routes.declare(room)


@room.page(LIST, READ)
def index(scope: Scope) -> Response:
    """All notices of the company's executive bodies, the newest first."""
    here = place(("Meetings", f"/{scope.company.slug}/meetings/"), ("Executive notices", None))
    here.current = "meetings.index"
    page = request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= queries.FURTHEST):
        abort(404)
    return show(
        "executive/index.html",
        found=queries.notices_page(scope, int(page)),
        bodies=queries.executive_bodies(scope),
        base=list_path(scope),
        pages=pages,
        today=scope.today(),
    )


@room.page(f"{LIST}<executive_notice>", READ)
def notice(scope: Scope, executive_notice: ExecutiveNotice) -> Response:
    """One notice, as it was published."""
    meetings_path = f"/{scope.company.slug}/meetings/"
    name = pages.kind_words(executive_notice)
    here = place(("Meetings", meetings_path), ("Executive notices", list_path(scope)), (name, None))
    here.current = "meetings.index"
    meeting = scope.session.get(Meeting, executive_notice.meeting_id)
    item = scope.session.get(AgendaItem, executive_notice.item_id)
    keeps = scope.may(Permission.RECORD_KEEP, body_id=executive_notice.body_id)
    return show(
        "executive/notice.html",
        notice=executive_notice,
        pages=pages,
        base=f"{list_path(scope)}{executive_notice.id}",
        meeting=meeting_path(scope, meeting) if meeting else "",
        overtaken=pages.overtaken(meeting, item),
        closed=closed_because(scope, executive_notice),
        keeps=keeps,
    )


@room.page(MEETING, READ)
def of_meeting(scope: Scope, meeting: Meeting) -> Response:
    """The notices that each item of a meeting owes, and how they stand: the clerk's page, and
    everybody's as far as they may read it."""
    view = meetings.agenda_of(scope, meeting)
    items = [each.item for each in view.items]
    clocks = queries.clocks(scope, meeting, [each for each in items if each.kind != "standing"])
    base = meeting_path(scope, meeting)
    title = f"{view.sitting.title}, {date_words(view.sitting.on_day)}"
    here = place(("Meetings", f"/{scope.company.slug}/meetings/"), (title, base), ("Notices", None))
    here.current = "meetings.index"
    owing = [clock for clock in clocks if clock.duties]
    return show(
        "executive/meeting.html",
        view=view,
        clocks=owing,
        others=_others(clocks),
        standing=pages.standing(owing),
        keeps=scope.may(Permission.RECORD_KEEP, body_id=meeting.body_id),
        reads=scope.reads(meeting.area_id, f"body-{meeting.body_id}"),
        executive=queries.counting_of(scope, meeting.body_id, view.sitting.on_day) is not None,
        record=pages.record(owing, list_path(scope)),
        base=base,
        notices=list_path(scope),
        pages=pages,
    )


def _others(clocks: list[queries.ItemClock]) -> list[AgendaItem]:
    """The items that owe nothing: each can still turn out to be a key decision."""
    return [each.item for each in clocks if not each.duties and each.item.state == "listed"]
