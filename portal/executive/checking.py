"""What this room has against publishing an item as private or as a key decision."""

from collections.abc import Mapping, Sequence

from portal.executive import queries
from portal.meetings.models import AgendaItem, Meeting
from tenants.scope import Scope


def refuse_unlawful(
    scope: Scope, meeting: Meeting, items: Sequence[AgendaItem]
) -> Mapping[int, str]:
    """Of each item whose notice was not given in time, and is not excused: why, in words."""
    listed = [item for item in items if item.state == "listed"]
    found = queries.clocks(scope, meeting, listed)
    return {clock.item.id: clock.obstacle for clock in found if clock.obstacle}
