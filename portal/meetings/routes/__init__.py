"""Pages of meetings: the list, the calendar, a meeting with its agenda, what its clerk does."""

from flask import Response, abort, request

from portal.audit import service as audit
from portal.meetings import pages, panels, queries
from portal.meetings.models import Meeting
from portal.meetings.pages import meeting as meeting_page
from portal.meetings.records import register_digests
from portal.meetings.routes import agendas, arranging, calendar, publishing
from portal.meetings.service import following
from portal.web import slots
from portal.web.fragments import show
from portal.web.frame import navigate, place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("meetings", __name__)
NEXT = 50
"""Coming meetings on the page."""

resolves("meeting", queries.meeting_by_slug)
resolves("item", queries.item_by_number)
navigate(35, "Meetings", "meetings.index")
panels.fill_slots()
register_digests()
audit.on("sitting:closed", following.close)
audit.on("sitting:resumed", following.resume)
arranging.declare(room)
calendar.declare(room)
agendas.declare(room)
publishing.declare(room)


@room.page("/meetings/", Permission.MEETING_READ)
def index(scope: Scope) -> Response:
    """What is to come, and what was, the latest first."""
    place(("Meetings", None))
    page = request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= queries.FURTHEST):
        abort(404)
    arranges = arranging.bodies_of(scope)
    return show(
        "meetings/index.html",
        coming=queries.coming(scope, NEXT) if page == "1" else [],
        past=queries.past(scope, int(page)),
        loose=queries.loose_sittings(scope, [body.id for body in arranges]) if arranges else [],
        arranges=bool(arranges),
    )


@room.page("/meetings/<meeting>", Permission.MEETING_READ)
def meeting(scope: Scope, meeting: Meeting) -> Response:
    """One meeting: when and where, its agenda item by item, and what other rooms know of it."""
    view = queries.agenda_of(scope, meeting)
    place(("Meetings", pages.here(scope)), (pages.title_of(view), None))
    return show(
        "meetings/meeting.html",
        view=view,
        found=meeting_page.gather(scope, view),
        pages=pages,
        base=pages.here(scope, meeting.slug),
        panels=slots.collect(scope, "meeting-panels", [meeting.id]).of(meeting.id),
        marks=slots.collect(scope, "item-marks", [each.item.id for each in view.items]),
    )
