"""The blueprint of this room, and where its pages stand."""

from flask import Response

from portal.meetings.models import Meeting
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("reading", __name__)
UNDER = "meetings.index"
"""The entry of the navigation under which these pages stand."""


def meetings_path(scope: Scope) -> str:
    """The address below which all meetings are."""
    return f"/{scope.company.slug}/meetings/"


def read_path(scope: Scope, meeting: Meeting) -> str:
    """The address of a meeting's reader."""
    return f"{meetings_path(scope)}{meeting.slug}/read"


def hers_alone(response: Response) -> Response:
    """Leave a page that holds exempt papers in no cache."""
    response.headers["Cache-Control"] = "private, no-store"
    response.vary.add("Cookie")
    return response
