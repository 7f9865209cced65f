"""What this room shows on other rooms' pages: clocks of a meeting, marks of its items, what the
forward plan's matters were given notice of."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from sqlalchemy import select

from portal.executive import pages, queries
from portal.executive.room import list_path, meeting_path
from portal.meetings.models import AgendaItem, Meeting
from portal.web import slots
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("meeting-panels", _of_meetings)
    slots.fill("item-marks", _of_items)
    slots.fill("forward-plan", _of_matters)


def _of_meetings(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The clocks of a meeting; for its clerk also where nothing is owed yet."""
    panels = {}
    for meeting_id in meeting_ids:
        # The page has read it already: it comes from the session's memory.
        meeting = scope.session.get_one(Meeting, meeting_id)
        clocks = queries.clocks(scope, meeting, _items(scope, meeting_id))
        owing = [clock for clock in clocks if clock.duties]
        keeps = scope.may(Permission.RECORD_KEEP, body_id=meeting.body_id)
        if owing or (clocks and keeps):
            panels[meeting_id] = drawn(
                "executive/panels/meeting.html",
                clocks=owing,
                standing=pages.standing(owing),
                pages=pages,
                base=f"{meeting_path(scope, meeting)}/notices",
                keeps=keeps,
            )
    return panels


def _of_items(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """Which items are key decisions, lack a lawful notice, or are taken by which way."""
    items = scope.session.scalars(select(AgendaItem).where(AgendaItem.id.in_(item_ids))).all()
    panels = {}
    for meeting_id in {item.meeting_id for item in items}:
        meeting = scope.session.get_one(Meeting, meeting_id)
        own = [item for item in items if item.meeting_id == meeting_id]
        for clock in queries.clocks(scope, meeting, own):
            marks = pages.marks(clock)
            if marks:
                panels[clock.item.id] = drawn("executive/panels/marks.html", marks=marks)
    return panels


def _of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, Markup]:
    """What was given notice of, on the forward plan."""
    found = queries.of_matters(scope, matter_ids)
    base = list_path(scope)
    return {
        matter_id: drawn("executive/panels/forward.html", notices=notices, pages=pages, base=base)
        for matter_id, notices in found.items()
    }


def _items(scope: Scope, meeting_id: int) -> Sequence[AgendaItem]:
    statement = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting_id,
        AgendaItem.state == "listed",
        AgendaItem.kind != "standing",
    )
    return scope.session.scalars(statement.order_by(AgendaItem.part, AgendaItem.position)).all()
