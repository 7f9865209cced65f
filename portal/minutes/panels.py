"""What this room shows on a meeting's page: its minutes, and what arises from earlier ones."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import select

from portal.decisions.models import Sitting
from portal.meetings.models import Meeting
from portal.minutes import queries
from portal.minutes.gathering import arising_at
from portal.web import slots
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panel of this room, once."""
    slots.fill("meeting-panels", _panels)


def _panels(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    rows = scope.session.execute(
        select(Meeting, Sitting)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(Meeting.id.in_(meeting_ids))
    )
    found = {meeting.id: _panel(scope, meeting, sitting) for meeting, sitting in rows}
    return {meeting_id: panel for meeting_id, panel in found.items() if panel is not None}


def _panel(scope: Scope, meeting: Meeting, sitting: Sitting) -> Markup | None:
    minutes = queries.minutes_of(scope, meeting.id)
    keeps = scope.may(Permission.MINUTES_KEEP, body_id=meeting.body_id)
    known = scope.visitor.person_id is not None and meeting.state != "held"
    arising = arising_at(scope, sitting, meeting.body_id, scope.now()) if known else []
    begins = keeps and minutes is None and sitting.state != "planned"
    if minutes is None and not begins and not arising:
        return None
    return drawn(
        "minutes/panel.html",
        minutes=minutes,
        begins=begins,
        arising=arising,
        waiting=queries.to_confirm(scope, meeting.body_id, sitting) if keeps else [],
        base=f"/{scope.company.slug}/meetings/",
        slug=meeting.slug,
    )
