"""What the pages of minutes show beside what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.documents.tree import Document
from portal.kit.diffs import Segment, tracked
from portal.kit.words import date_words
from portal.meetings.models import Meeting
from portal.minutes import queries
from portal.minutes.document import DRAFT, Head, as_document
from portal.minutes.gathering import amendments_in_words
from portal.minutes.models import Passage
from portal.minutes.queries import Kept
from portal.web.frame import Frame, place
from tenants.clock import civil_day
from tenants.scope import Scope

UNPUBLISHED = "Draft minutes, not published yet"


@dataclass(frozen=True)
class Amended:
    """A passage that the confirming meeting had read otherwise, with its changes marked."""

    heading: str
    segments: Sequence[Segment]


def here(scope: Scope, meeting: Meeting, path: str = "") -> str:
    """The address of a page of a meeting's minutes."""
    return f"/{scope.company.slug}/meetings/{meeting.slug}/minutes{path}"


def put(scope: Scope, meeting: Meeting, title: str, *more: str) -> Frame:
    """Say where a page of these minutes stands."""
    base = f"/{scope.company.slug}/meetings/"
    minutes = ("Minutes", here(scope, meeting) if more else None)
    crumbs = [("Meetings", base), (title, f"{base}{meeting.slug}"), minutes]
    found = place(*crumbs, *((each, None) for each in more))
    found.current = "meetings.index"
    return found


def title_of(kept: Kept) -> str:
    """ "Joint committee, 24 June 2019"."""
    return f"{kept.sitting.title}, {date_words(kept.sitting.on_day)}"


def state_words(kept: Kept, confirmed_on: str = "") -> str:
    """How far the minutes have come."""
    minutes = kept.minutes
    if minutes.state == "draft":
        return UNPUBLISHED
    if minutes.state == "published":
        return DRAFT
    return f"Confirmed by the meeting of {confirmed_on}"


def signed_words(kept: Kept) -> str:
    """Who signed them, when; empty while nobody has."""
    minutes = kept.minutes
    if minutes.signed_at is None:
        return ""
    day = date_words(civil_day(minutes.signed_at))
    return f"{minutes.signed_by}, {minutes.signed_hat}, {day}. Digest {minutes.digest}"


def document_of(scope: Scope, kept: Kept, passages: Sequence[Passage], part: int = 1) -> Document:
    """The minutes of one part as a document, with what was amended in them."""
    confirmed_on = ""
    amendments: list[str] = []
    if kept.minutes.confirmed_meeting_id is not None:
        _, sitting = queries.meeting_called(scope, kept.minutes.confirmed_meeting_id)
        confirmed_on = date_words(sitting.on_day)
        amendments = amendments_in_words(scope, kept) if part == 1 else []
    head = Head(
        scope.company.name,
        kept.body.name,
        kept.sitting.on_day,
        kept.sitting.starts_at,
        kept.sitting.venue or "Remotely",
        state_words(kept, confirmed_on),
        scope.company.accent,
        signed_words(kept),
    )
    return as_document(replace(head, amendments=tuple(amendments)), passages, part)


def amended(passages: Sequence[Passage], before: Mapping[int, str]) -> list[Amended]:
    """The passages that say something else than when they were published, changes marked."""
    return [
        Amended(each.heading, tracked(before[each.id], each.text))
        for each in passages
        if each.id in before and before[each.id] != each.text
    ]
