"""What this room shows on a meeting's page: the ways to its screens, for who conducts it."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.meetings.models import Meeting
from portal.web import slots
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("meeting-panels", _panels)


def _panels(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    # The page has read the meetings already: they come from the session's memory.
    found = [scope.session.get_one(Meeting, meeting_id) for meeting_id in meeting_ids]
    return {
        meeting.id: drawn(
            "chamber/panel.html", base=f"/{scope.company.slug}/meetings/{meeting.slug}/"
        )
        for meeting in found
        if meeting.state != "cancelled"
        and scope.may(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    }
