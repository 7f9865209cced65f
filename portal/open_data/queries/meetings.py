"""Meetings and the items of published agendas, one query for each."""

from collections.abc import Iterator

from portal.kit.tables import Row
from portal.meetings.queries import public
from portal.meetings.rules import KINDS
from tenants.scope import Scope


def meetings(scope: Scope) -> Iterator[Row]:
    """Every meeting that everybody may know of, by day."""
    councils = {area.area_id: area.slug for area in scope.councils}
    for each in public.meetings(scope):
        yield {
            "meeting": each.slug,
            "title": each.title,
            "body": each.body,
            "meets_on": each.on_day,
            "starts_at": each.starts_at,
            "venue": each.venue,
            "council": councils.get(each.host_council_id or 0),
            "state": each.state,
            "cancelled_because": each.cancelled_because,
            "published_at": each.published_at,
            "publications": each.publications,
            "clerk": each.clerk_name,
            "clerk_telephone": each.clerk_telephone,
            "clerk_email": each.clerk_email,
            "speaking_deadline": each.speaking_deadline,
        }


def items(scope: Scope) -> Iterator[Row]:
    """Every item of every published agenda, by meeting and number."""
    for each in public.items(scope):
        yield {
            "meeting": each.meeting,
            "number": each.number,
            "part": each.part,
            "title": each.title,
            "kind": KINDS[each.kind],
            "state": each.state,
            "withdrawn_because": each.withdrawn_because,
            "presenter": each.presenter,
            "matter": each.matter,
            "published_at": each.published_at,
            "publication": each.sequence,
            "urgent_because": each.urgent_because,
            "report_to_follow": each.to_follow,
            "paragraphs": " ".join(str(number) for number in each.paragraphs),
        }
