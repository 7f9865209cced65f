"""The clerk's page of a meeting in its course, and all that is recorded from it."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, request

from portal.chamber import forms, pages, queries
from portal.chamber.queries import Course
from portal.chamber.service import conducting
from portal.chamber.service.conducting import ChamberError
from portal.chamber.service.following import sitting_of
from portal.decisions import forms as decision_forms
from portal.decisions.forms import seating as seating_forms
from portal.decisions.models import Sitting
from portal.decisions.queries import seating
from portal.decisions.service import sittings, substitutes
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import SeatView
from portal.meetings.models import AgendaItem, Meeting
from portal.web.fragments import go, show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

CONDUCT = Permission.SITTING_CONDUCT
POST = ("POST",)


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<meeting>/chamber"
    room.page(at, CONDUCT)(chamber)
    room.page(f"{at}/open", CONDUCT, methods=POST)(open_meeting)
    room.page(f"{at}/close", CONDUCT, methods=POST)(close_meeting)
    room.page(f"{at}/adjourn", CONDUCT, methods=POST)(adjourn)
    room.page(f"{at}/attendance", CONDUCT, methods=POST)(call_roll)
    room.page(f"{at}/movement", CONDUCT, methods=POST)(move_about)
    room.page(f"{at}/preside", CONDUCT, methods=POST)(preside)
    room.page(f"{at}/items/<item>/take", CONDUCT, methods=POST)(take)
    room.page(f"{at}/substitute", CONDUCT, methods=("GET", "POST"))(substitute)
    room.page(f"{at}/own-seat", CONDUCT, methods=POST)(own_seat)


def chamber(scope: Scope, meeting: Meeting) -> Response:
    """Everything that the clerk records at the meeting, on one page."""
    return chamber_page(scope, meeting)


def open_meeting(scope: Scope, meeting: Meeting) -> Response:
    """Open the meeting, or resume it."""
    return done(scope, meeting, lambda sitting: sittings.open_sitting(scope, sitting))


def close_meeting(scope: Scope, meeting: Meeting) -> Response:
    """Close the meeting."""
    return done(scope, meeting, lambda sitting: sittings.close_sitting(scope, sitting))


def adjourn(scope: Scope, meeting: Meeting) -> Response:
    """Adjourn the meeting, with the reason."""
    form = forms.AdjournForm()
    if not form.validate():
        return chamber_page(scope, meeting, status=422, adjourn=form)
    try:
        sittings.adjourn_sitting(scope, sitting_of(scope, meeting), form.because.data or "")
    except DecisionError as error:
        form.because.errors = [str(error)]
        return chamber_page(scope, meeting, status=409, adjourn=form)
    return to_chamber(scope, meeting)


def call_roll(scope: Scope, meeting: Meeting) -> Response:
    """Mark who is there, all seats at once."""
    numbers = [
        decision_forms.seat_numbers(request.form.getlist(name)) for name in ("present", "remote")
    ]
    seen = decision_forms.seat_numbers(request.form.get("seen", "").split())
    present, remote = numbers
    if present is None or remote is None or seen is None:
        return chamber_page(scope, meeting, "Mark only members of this body.", status=422)
    return done(
        scope,
        meeting,
        lambda sitting: sittings.mark_attendance(scope, sitting, present, seen, remote),
    )


def move_about(scope: Scope, meeting: Meeting) -> Response:
    """Record that somebody came or left."""
    form = forms.MovementForm()
    form.seat.choices = forms.seat_choices(seating.seats(scope, sitting_of(scope, meeting)))
    fine = form.validate()
    if form.way.data not in forms.WAYS:
        form.way.errors, fine = ["Choose whether she arrived or left."], False
    if not fine:
        return chamber_page(scope, meeting, status=422, movement=form)
    came = form.way.data == "came"
    try:
        conducting.come_or_leave(
            scope, meeting, forms.number_of(form.seat), present=came, at=form.at.told
        )
    except DecisionError as error:
        field = error.field if isinstance(error, ChamberError) and error.field else "seat"
        form[field].errors = [str(error)]
        return chamber_page(scope, meeting, status=409, movement=form)
    return to_chamber(scope, meeting)


def preside(scope: Scope, meeting: Meeting) -> Response:
    """Record who takes the chair."""
    form = forms.PresideForm()
    form.seat.choices = forms.seat_choices(seating.seats(scope, sitting_of(scope, meeting)))
    if not form.validate():
        return chamber_page(scope, meeting, status=422, presiding=form)
    try:
        conducting.preside(scope, meeting, forms.number_of(form.seat))
    except ChamberError as error:
        form.seat.errors = [str(error)]
        return chamber_page(scope, meeting, status=409, presiding=form)
    return to_chamber(scope, meeting)


def take(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Take an item."""
    return done(scope, meeting, lambda _: conducting.begin_item(scope, meeting, item))


def substitute(scope: Scope, meeting: Meeting) -> Response:
    """Choose who sits in a seat for this meeting instead of its member."""
    sitting = sitting_of(scope, meeting)
    seat = _asked_seat(scope, sitting)
    if seat is None:
        return chamber_page(scope, meeting)
    able = seating.candidates(scope, sitting, seat.area.area_id)
    form = seating_forms.substitute_form(able, fresh=request.method == "GET")
    if request.method == "GET":
        return _substitute_page(scope, meeting, seat, form)
    if not form.validate():
        return _substitute_page(scope, meeting, seat, form, 422)
    try:
        _seat_her(scope, sitting, seat, form)
    except substitutes.SeatError as error:
        field = form.person if error.field == "seat" else form[error.field]
        field.errors = [str(error)]
        return _substitute_page(scope, meeting, seat, form, 422)
    return to_chamber(scope, meeting)


def own_seat(scope: Scope, meeting: Meeting) -> Response:
    """The member sits in her own seat again."""
    numbers = decision_forms.seat_numbers([request.form.get("seat", "")]) or {0}
    return done(
        scope, meeting, lambda sitting: substitutes.take_back(scope, sitting, numbers.pop())
    )


def done(scope: Scope, meeting: Meeting, act: Callable[[Sitting], object]) -> Response:
    """Do one thing and go back to the page; a refusal stands on it in words."""
    try:
        act(sitting_of(scope, meeting))
    except DecisionError as error:
        return chamber_page(scope, meeting, str(error), status=409)
    return to_chamber(scope, meeting)


def to_chamber(scope: Scope, meeting: Meeting) -> Response:
    """Back to the clerk's page, after a change."""
    return go("chamber.chamber", company=scope.company.slug, meeting=meeting.slug)


def chamber_page(
    scope: Scope, meeting: Meeting, refused: str = "", status: int = 200, **given: Any
) -> Response:
    """The clerk's page; after a refusal with the form that was sent, under its name."""
    course = queries.course(scope, meeting)
    pages.put(scope, course, "At the meeting")
    shown = {**_fresh_forms(course), **given}
    for name, form in shown.items():
        for field in form:
            # Several forms stand on the page: no two controls have one id.
            field.id = f"{name}-{field.name}"
    return show(
        "chamber/chamber.html",
        status=status,
        course=course,
        pages=pages,
        refused=refused,
        base=pages.here(scope, meeting, ""),
        decisions=f"/{scope.company.slug}/decisions/",
        **shown,
    )


def _fresh_forms(course: Course) -> dict[str, Any]:
    movement = forms.MovementForm(formdata=None)
    presiding = forms.PresideForm(formdata=None)
    motion = forms.MotionForm(formdata=None)
    movement.seat.choices = forms.seat_choices(course.seats)
    presiding.seat.choices = forms.seat_choices(course.present)
    offer_motion(course, motion)
    return {
        "movement": movement,
        "presiding": presiding,
        "motion": motion,
        "adjourn": forms.AdjournForm(formdata=None),
    }


def offer_motion(course: Course, form: forms.MotionForm) -> None:
    """What can be moved on the item now, and by whom."""
    standing = course.standing
    letters = standing.recommendations if standing else ()
    refs = [each["ref"] for each in standing.matter.amendments or ()] if standing else []
    form.offer(course.present, letters, refs)


def _asked_seat(scope: Scope, sitting: Sitting) -> SeatView | None:
    asked = request.values.get("seat", "")
    found = [each for each in seating.seats(scope, sitting) if str(each.appointment_id) == asked]
    if asked and not found:
        abort(404)
    return found[0] if found else None


def _seat_her(
    scope: Scope, sitting: Sitting, seat: SeatView, form: seating_forms.SubstituteForm
) -> None:
    if form.person.data == seating_forms.INVITED:
        email, name = form.email.data or "", form.name.data or ""
        substitutes.seat_invited(scope, sitting, seat.appointment_id, email, name)
        return
    substitutes.seat_member(scope, sitting, seat.appointment_id, forms.number_of(form.person))


def _substitute_page(
    scope: Scope,
    meeting: Meeting,
    seat: SeatView,
    form: seating_forms.SubstituteForm,
    status: int = 200,
) -> Response:
    course = queries.course(scope, meeting)
    pages.put(scope, course, "At the meeting", "Substitute")
    return show(
        "chamber/substitute.html",
        status=status,
        course=course,
        seat=seat,
        form=form,
        base=pages.here(scope, meeting),
    )
