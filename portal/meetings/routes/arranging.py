"""The pages on which a clerk arranges a meeting, says its front sheet anew, or cancels it."""

from collections.abc import Sequence

from flask import Response, abort, request
from sqlalchemy import select

from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.kit.times import printed_time
from portal.meetings import pages, queries
from portal.meetings.forms import (
    ArrangeForm,
    BecauseForm,
    FrontSheetForm,
    filled_from,
    offer_bodies,
    offer_councils,
)
from portal.meetings.models import Meeting
from portal.meetings.routes.sharing import BOTH, below, refused
from portal.meetings.service import arranging as service
from portal.meetings.service.checks import MeetingError
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    room.page("/meetings/arrange", Permission.MEETING_ARRANGE, methods=BOTH)(arrange)
    front = "/meetings/<meeting>/front-sheet"
    room.page(front, Permission.MEETING_ARRANGE, methods=BOTH)(front_sheet)
    room.page("/meetings/<meeting>/cancel", Permission.MEETING_ARRANGE, methods=BOTH)(cancel)


def bodies_of(scope: Scope) -> Sequence[Body]:
    """The bodies whose meetings this person arranges; without a query for whoever arranges none."""
    if not scope.holds(Permission.MEETING_ARRANGE):
        return []
    found = scope.session.scalars(select(Body).order_by(Body.name))
    return [body for body in found if scope.may(Permission.MEETING_ARRANGE, body_id=body.id)]


def arrange(scope: Scope) -> Response:
    """Arrange a meeting of a body, or the one that a sitting planned before is."""
    bodies = bodies_of(scope)
    sitting = _asked_sitting(scope, bodies)
    form = _arrange_form(scope, bodies, sitting)
    if request.method == "GET":
        return _arrange_page(scope, form, sitting)
    if sitting is not None:
        # Day, hour and place were fixed when it was planned.
        form.title.data, form.on_day.data = sitting.title, sitting.on_day
    if not form.validate():
        return _arrange_page(scope, form, sitting, 422)
    body = next(each for each in bodies if each.slug == form.body.data)
    try:
        meeting = _arranged(scope, body, form, sitting)
    except MeetingError as error:
        return _arrange_page(scope, refused(form, error), sitting, 422)
    return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)


def _arranged(scope: Scope, body: Body, form: ArrangeForm, sitting: Sitting | None) -> Meeting:
    front = form.front_sheet(scope.councils)
    if sitting is not None:
        return service.arrange_sitting(scope, body, sitting, front)
    starts_at = printed_time(form.starts_at.data or "") or ""
    details = service.MeetingDetails(
        form.title.data or "", form.on_day.data, starts_at, form.venue.data or "", front
    )
    return service.arrange(scope, body, details)


def _asked_sitting(scope: Scope, bodies: Sequence[Body]) -> Sitting | None:
    """The sitting named in the address, where it is hers to arrange."""
    slug = request.args.get("sitting", "")
    if not slug:
        return None
    sitting = decisions.find_sitting(scope, slug)
    if sitting is None or sitting.body_id not in {body.id for body in bodies}:
        abort(404)
    return sitting


def _arrange_form(scope: Scope, bodies: Sequence[Body], sitting: Sitting | None) -> ArrangeForm:
    """The form, filled with what the body's last front sheet said."""
    asked = request.args.get("body", "")
    chosen = next((b for b in bodies if sitting and b.id == sitting.body_id), None)
    chosen = chosen or next((b for b in bodies if b.slug == asked), bodies[0] if bodies else None)
    last = queries.latest_of(scope, chosen.id) if chosen else None
    data = filled_from(last, scope.councils) if last else {}
    data |= {"speaking_day": None, "body": chosen.slug if chosen else ""}
    data |= {"title": chosen.name if chosen else ""}
    if sitting is not None:
        data |= {"title": sitting.title, "on_day": sitting.on_day, "venue": sitting.venue}
        data |= {"starts_at": sitting.starts_at}
    form = ArrangeForm(data=data)
    offer_bodies(form, [chosen] if sitting and chosen else bodies)
    offer_councils(form, scope.councils)
    return form


def _arrange_page(
    scope: Scope, form: ArrangeForm, sitting: Sitting | None, status: int = 200
) -> Response:
    place(("Meetings", pages.here(scope)), ("Arrange a meeting", None))
    return show("meetings/arrange.html", status=status, form=form, sitting=sitting)


def front_sheet(scope: Scope, meeting: Meeting) -> Response:
    """What the front sheet of a meeting says beside day, hour and place."""
    form = FrontSheetForm(data=filled_from(meeting, scope.councils))
    offer_councils(form, scope.councils)
    if request.method == "GET":
        return _front_page(scope, meeting, form)
    if not form.validate():
        return _front_page(scope, meeting, form, 422)
    try:
        service.describe(scope, meeting, form.front_sheet(scope.councils))
    except MeetingError as error:
        return _front_page(scope, meeting, refused(form, error), 409)
    return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)


def _front_page(
    scope: Scope, meeting: Meeting, form: FrontSheetForm, status: int = 200
) -> Response:
    around = below(scope, meeting, "Front sheet")
    return show("meetings/front_sheet.html", status=status, form=form, **around)


def cancel(scope: Scope, meeting: Meeting) -> Response:
    """Cancel a meeting, with the reason that everybody reads."""
    form = BecauseForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                service.cancel(scope, meeting, form.because.data or "")
                return go("meetings.meeting", company=scope.company.slug, meeting=meeting.slug)
            except MeetingError as error:
                form, status = refused(form, error), 409
    return show(
        "meetings/because.html",
        status=status,
        form=form,
        heading="Cancel the meeting",
        words="It stays where it was announced, as cancelled, with the reason.",
        button="Cancel the meeting",
        **below(scope, meeting, "Cancel"),
    )
