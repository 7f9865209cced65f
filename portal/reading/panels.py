"""What reading shows on a meeting's page: the way to the reader; who opened the papers."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.meetings.models import Meeting
from portal.reading import queries
from portal.reading.room import read_path
from portal.web import slots
from portal.web.templating import drawn
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("meeting-panels", _of_meetings)


def _of_meetings(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    """A panel for each meeting whose agenda is published, to whoever is signed in."""
    if scope.visitor.person_id is None:
        return {}
    panels = {}
    for meeting_id in meeting_ids:
        # The page has read it already: it comes from the session's memory.
        meeting = scope.session.get_one(Meeting, meeting_id)
        if meeting.state == "planned":
            continue
        panels[meeting_id] = drawn(
            "reading/panels/meeting.html",
            read=read_path(scope, meeting),
            reads=True,
            openings=queries.openings(scope, meeting),
            councils={area.area_id: area.name for area in scope.areas},
        )
    return panels
