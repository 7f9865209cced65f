"""The room's blueprint, and the addresses of its pages."""

from portal.executive.models import ExecutiveNotice
from portal.meetings.models import Meeting
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("executive", __name__)
MEETING = "/meetings/<meeting>/notices"
LIST = "/executive-notices/"


def list_path(scope: Scope) -> str:
    """The address of the list of all notices."""
    return f"/{scope.company.slug}{LIST}"


def notice_path(scope: Scope, notice: ExecutiveNotice) -> str:
    """The address of one notice."""
    return f"{list_path(scope)}{notice.id}"


def meeting_path(scope: Scope, meeting: Meeting) -> str:
    """The address of a meeting."""
    return f"/{scope.company.slug}/meetings/{meeting.slug}"
