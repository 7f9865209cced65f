"""Meetings as an iCalendar (RFC 5545), by the library ``icalendar``. Plain functions.

Hours are those of Europe/London, whose rules stand in the file. A meeting whose hour cannot be read
takes the whole day, with the hour as printed in its description: no hour and no end is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vRecur,
)

from portal.kit.hours import read_time
from portal.meetings.queries.public import PublicMeeting
from tenants.clock import CIVIL

ZONE = "Europe/London"
STATUSES = {
    "planned": "CONFIRMED",
    "published": "CONFIRMED",
    "held": "CONFIRMED",
    "cancelled": "CANCELLED",
}
FROM_1996 = (
    (TimezoneDaylight, "BST", date(1996, 3, 31), 1, 3, timedelta(), timedelta(hours=1)),
    (TimezoneStandard, "GMT", date(1996, 10, 27), 2, 10, timedelta(hours=1), timedelta()),
)
"""The rules of summer time since 1996 (Summer Time Order 2002 and the one before it)."""


@dataclass(frozen=True)
class CalendarHead:
    """Whose calendar it is. ``root`` is the portal's address without a slash at the end."""

    root: str
    host: str
    company: str
    title: str
    began: datetime
    """When a meeting that nothing was published of was last changed, as far as is known."""


def document(head: CalendarHead, meetings: Iterable[PublicMeeting]) -> bytes:
    """The calendar in UTF-8, each line folded at 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", "-//Goldthread//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("name", head.title)
    calendar.add("x-wr-calname", head.title)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for meeting in meetings:
        calendar.add_component(_event(head, meeting))
    written: bytes = calendar.to_ical()
    return written


def uid(head: CalendarHead, meeting: PublicMeeting) -> str:
    """What names the meeting in every calendar for good: its address, which never changes."""
    return f"{meeting.slug}@{head.company}.{head.host}"


def sequence(meeting: PublicMeeting) -> int:
    """How often it was changed: by each publication, and by being cancelled. It never goes back."""
    return meeting.publications + meeting.cancelled


def _event(head: CalendarHead, meeting: PublicMeeting) -> Event:
    event = Event()
    page = f"{head.root}/{head.company}/meetings/{meeting.slug}"
    event.add("uid", uid(head, meeting))
    event.add("sequence", sequence(meeting))
    event.add("dtstamp", (meeting.changed_at or head.began).astimezone(UTC))
    event.add("status", STATUSES[meeting.state])
    event.add("summary", f"{'Cancelled: ' if meeting.cancelled else ''}{meeting.title}")
    hour = read_time(meeting.starts_at)
    if hour is None:
        event.add("dtstart", meeting.on_day)
    else:
        event.add("dtstart", datetime.combine(meeting.on_day, hour, CIVIL))
    if meeting.venue:
        event.add("location", meeting.venue)
    event.add("categories", [meeting.body_name])
    event.add("url", page)
    event.add("description", _description(meeting, page))
    return event


def _description(meeting: PublicMeeting, page: str) -> str:
    said = [meeting.body_name]
    if meeting.cancelled:
        said.append(f"Cancelled: {meeting.cancelled_because}")
    if read_time(meeting.starts_at) is None and meeting.starts_at:
        said.append(f"Begins: {meeting.starts_at}")
    if meeting.remote_address:
        said.append(f"From elsewhere: {meeting.remote_address}")
    asked = ", ".join(each for each in (meeting.clerk_name, meeting.clerk_telephone) if each)
    if asked:
        said.append(f"Clerk: {asked}")
    papers = "Agenda and papers" if meeting.published_at else "The agenda will be here"
    return "\n".join([*said, f"{papers}: {page}"])


@lru_cache(maxsize=1)
def _zone() -> Timezone:
    zone = Timezone()
    zone.add("tzid", ZONE)
    for kind, name, first, hour, month, before, after in FROM_1996:
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", datetime.combine(first, time(hour)))
        part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1SU"}))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
