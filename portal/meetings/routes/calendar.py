"""The calendar of all bodies: month by month, with clashes and bank holidays."""

from datetime import date

from flask import Response, abort, request

from portal.meetings import pages, queries
from portal.meetings.pages import calendar as months
from portal.meetings.queries import members
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Declare this page on the room's blueprint."""
    room.page("/meetings/calendar", Permission.MEETING_READ)(calendar)


def calendar(scope: Scope) -> Response:
    """The meetings of a month (``?month=2019-06``), day by day, with what gets in their way."""
    first = _asked(scope.today())
    place(("Meetings", pages.here(scope)), ("Calendar", None))
    first_shown, last_shown = months.span(first)
    lines = queries.between(scope, first_shown, last_shown)
    needed = members.needed_by(scope, {line.body_id for line in lines}, first_shown)
    return show(
        "meetings/calendar.html",
        block="month",
        month=months.month(first, scope.today(), lines, needed, scope.councils),
        base=pages.here(scope),
    )


def _asked(today: date) -> date:
    asked = request.args.get("month", f"{today:%Y-%m}")
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        abort(404)
    if not months.FIRST <= first <= months.LAST:
        abort(404)
    return first
