"""Matters put before a meeting after its agenda was begun: the clerk says where each stands."""

from portal.decisions.models import Matter
from portal.meetings import queries
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.records import note
from portal.meetings.service.checks import MeetingError, locked, refuse_over
from portal.meetings.service.listing import ItemDetails, list_new
from portal.meetings.service.publishing import open_papers_of
from tenants.roles import Permission
from tenants.scope import Scope


def take_up(
    scope: Scope, meeting: Meeting, matter: Matter, item: AgendaItem | None = None
) -> AgendaItem:
    """Put a matter under an item that waits for one, or list it as an item of its own.

    Under an item of Part I that is published already, with its report, the matter's papers open at
    once. Raises MeetingError for another meeting's matter or item, and for what is taken up
    already.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    view = queries.agenda_of(scope, meeting)
    if matter.id not in {each.id for each in queries.offered(scope, view)}:
        raise MeetingError("This matter stands on the agenda already, or is not before it.", "item")
    if item is None:
        return list_new(
            scope, hat, meeting, ItemDetails(matter.title, "matter", matter_id=matter.id)
        )
    found = view.of(item.number)
    if found is None or found.item.id != item.id or not found.waits_for_a_matter:
        raise MeetingError("Choose an item that has no matter yet.", "item")
    item.matter_id, item.kind = matter.id, "matter"
    note(scope, hat, "item:matter-put", item, {"number": item.number, "matter": matter.slug})
    if found.agenda is not None and not found.awaited:
        open_papers_of(scope, hat, view.body, [item])
    return item
