"""The blueprint of this room, and the addresses of its pages."""

from portal.papers.models import Report
from portal.web.frame import place
from portal.web.guard import Room
from tenants.scope import Scope

room = Room("papers", __name__)


def home(scope: Scope) -> str:
    """Path of the list of reports, ending in a slash."""
    return f"/{scope.company.slug}/reports/"


def path_of(scope: Scope, report: Report) -> str:
    """Path of a report, ending in a slash."""
    return f"{home(scope)}{report.item_id}/"


def stand_at(scope: Scope, report: Report, words: str = "") -> None:
    """Say where a page of a report stands; ``words`` name a page below the report's own."""
    below = [(words, None)] if words else []
    here = path_of(scope, report) if words else None
    at = place(("Reports", home(scope)), (report.title, here), *below)
    at.current = "meetings.index"
