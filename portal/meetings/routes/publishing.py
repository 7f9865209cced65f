"""The page on which a clerk publishes an agenda: in time, or by the urgent route, and says so."""

from flask import Response, request

from portal.meetings import queries
from portal.meetings.forms import PublishForm
from portal.meetings.models import Meeting
from portal.meetings.queries import AgendaView
from portal.meetings.routes.sharing import BOTH, below, refused
from portal.meetings.service import publishing as service
from portal.meetings.service.checks import MeetingError, clock_of
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare this page on the room's blueprint."""
    room.page("/meetings/<meeting>/publish", Permission.MEETING_ARRANGE, methods=BOTH)(publish)


def publish(scope: Scope, meeting: Meeting) -> Response:
    """Publish what is not published yet, with the reports that were to follow."""
    view = queries.agenda_of(scope, meeting)
    form = _form(view)
    if request.method == "GET":
        return _page(scope, meeting, view, form)
    if not form.validate():
        return _page(scope, meeting, view, form, 422)
    reports = [int(each) for each in form.reports.data or ()]
    what = service.Publication(form.late_because.data or "", reports)
    try:
        service.publish(scope, meeting, what)
    except MeetingError as error:
        status = 422 if error.field else 409
        return _page(scope, meeting, view, refused(form, error), status)
    return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)


def _form(view: AgendaView) -> PublishForm:
    form = PublishForm()
    awaited = view.awaited if view.main is not None else []
    form.reports.choices = [
        choice(each.number, f"Item {each.number}: {each.item.title}") for each in awaited
    ]
    return form


def _page(
    scope: Scope, meeting: Meeting, view: AgendaView, form: PublishForm, status: int = 200
) -> Response:
    clock = clock_of(scope, view.body, view.sitting)
    around = below(scope, meeting, "Publish")
    return show("meetings/publish.html", status=status, form=form, clock=clock, **around)
