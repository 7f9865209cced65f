"""What this room shows on other rooms' pages: clocks of a meeting, marks of its items, what the
forward plan's matters were given notice of."""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

from markupsafe import Markup

from portal.decisions.models import Sitting
from portal.executive import pages, queries
from portal.executive.queries import ItemClock
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
        clocks = _clocks(scope, meeting)
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
    items = [scope.session.get_one(AgendaItem, number) for number in item_ids]
    panels = {}
    for meeting_id in {item.meeting_id for item in items}:
        for clock in _clocks(scope, scope.session.get_one(Meeting, meeting_id)):
            marks = pages.marks(clock)
            if marks and clock.item.id in item_ids:
                panels[clock.item.id] = drawn("executive/panels/marks.html", marks=marks)
    return panels


def _clocks(scope: Scope, meeting: Meeting) -> Sequence[ItemClock]:
    """The clocks of a meeting, read once for all that one page shows of them: one query where its
    body is no executive body."""
    kept = _read.setdefault(scope, {})
    if meeting.id not in kept:
        sitting = scope.session.get_one(Sitting, meeting.sitting_id)
        how = queries.counting_of(scope, meeting.body_id, sitting.on_day)
        items = [] if how is None else queries.owing_items(scope, meeting)
        kept[meeting.id] = queries.clocks(scope, meeting, items, how)
    return kept[meeting.id]


_read: WeakKeyDictionary[Scope, dict[int, Sequence[ItemClock]]] = WeakKeyDictionary()
"""What was read for a page; it is let go with the Scope, at the end of the request."""


def _of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, Markup]:
    """What was given notice of, on the forward plan."""
    found = queries.of_matters(scope, matter_ids)
    base = list_path(scope)
    return {
        matter_id: drawn("executive/panels/forward.html", notices=notices, pages=pages, base=base)
        for matter_id, notices in found.items()
    }
