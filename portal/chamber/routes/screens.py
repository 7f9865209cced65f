"""Screens that follow a meeting by themselves: the chair's, and the one for the room."""

from flask import Response, make_response, request

from portal.chamber import pages, queries
from portal.chamber.queries import Course
from portal.meetings.models import Meeting
from portal.web.fragments import show, wants_fragment
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

CONDUCT = Permission.SITTING_CONDUCT


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    room.page("/meetings/<meeting>/chair", CONDUCT)(chair)
    room.page("/meetings/<meeting>/room", CONDUCT)(in_the_room)


def chair(scope: Scope, meeting: Meeting) -> Response:
    """The item now, who is here, the quorum, the count, and what will be minuted."""
    course = queries.course(scope, meeting)
    pages.put(scope, course, "Chair’s screen")
    return _screen(scope, course, "chamber/chair.html")


def in_the_room(scope: Scope, meeting: Meeting) -> Response:
    """What everybody in the room may read, large; for a screen that nobody touches."""
    course = queries.course(scope, meeting)
    return _screen(scope, course, "chamber/room.html")


def _screen(scope: Scope, course: Course, template: str) -> Response:
    state = pages.fingerprint(course)
    if wants_fragment() and request.args.get("seen") == state:
        return make_response("", 204)
    return show(
        template,
        block="now",
        course=course,
        pages=pages,
        state=state,
        base=pages.here(scope, course.meeting, ""),
        decisions=f"/{scope.company.slug}/decisions/",
    )
