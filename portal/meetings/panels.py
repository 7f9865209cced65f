"""What this room shows on other rooms' pages: which agenda of the forward plan is published."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import func, select

from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.web import slots
from portal.web.templating import drawn
from tenants.clock import civil_day
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("forward-agenda", _of_matters)


def _of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The agenda on which each matter was published first, and when, in one query."""
    rows = scope.session.execute(
        select(AgendaItem.matter_id, Meeting.slug, func.min(Agenda.published_at))
        .join(Agenda, Agenda.id == AgendaItem.agenda_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.matter_id.in_(matter_ids), AgendaItem.state == "listed")
        .group_by(AgendaItem.matter_id, Meeting.slug)
        .order_by(func.min(Agenda.published_at).desc())
    )
    base = f"/{scope.company.slug}/meetings/"
    return {
        matter_id: drawn(
            "meetings/panels/forward.html", href=base + slug, published_on=civil_day(published_at)
        )
        for matter_id, slug, published_at in rows
        if matter_id is not None
    }
