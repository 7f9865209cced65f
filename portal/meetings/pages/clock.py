"""The notice clock as days that can be counted: today, publish by, the clear days, the meeting."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.kit import notice
from portal.meetings.notice import Clock

BEFORE = 7
"""Days shown before the last one to publish, at most; today stands by itself where it is earlier.
"""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class ShownDay:
    """One day of the strip. ``kind`` is past, today, open, last, clear, shut or meeting."""

    day: date
    kind: str
    words: str
    """What the day is, besides its date; empty for a day that is only counted."""

    @property
    def weekday(self) -> str:
        return _WEEKDAYS[self.day.weekday()]

    @property
    def month(self) -> str:
        return _MONTHS[self.day.month - 1]


def strip(clock: Clock) -> list[list[ShownDay]]:
    """The days from today to the meeting, a list for each stretch without a gap.

    Weekends are gaps where working days are counted. Of many days the first are left out.
    """
    first = max(clock.latest_on - timedelta(days=BEFORE), min(clock.today, clock.latest_on))
    days = [first + timedelta(days=n) for n in range((clock.meets_on - first).days + 1)]
    if clock.today < first:
        days.insert(0, clock.today)
    stretches: list[list[ShownDay]] = []
    previous: date | None = None
    for day in days:
        if _is_gap(clock, day):
            continue
        if previous is None or day - previous > timedelta(days=1):
            stretches.append([])
        stretches[-1].append(_shown(clock, day))
        previous = day
    return stretches


def _is_gap(clock: Clock, day: date) -> bool:
    marked = day in (clock.today, clock.latest_on, clock.meets_on)
    return clock.days == "working" and day.weekday() > 4 and not marked


def _shown(clock: Clock, day: date) -> ShownDay:
    kind = _kind(clock, day)
    words = {"meeting": "Meeting", "last": "Publish by"}.get(kind, "")
    if day == clock.today:
        words = {"meeting": "Meeting today", "last": "Last day, today"}.get(kind, "Today")
        kind = kind if kind in ("meeting", "last") else "today"
    if kind == "shut":
        words = "Bank holiday"
    return ShownDay(day, kind, words)


def _kind(clock: Clock, day: date) -> str:
    if day == clock.meets_on:
        return "meeting"
    if day == clock.latest_on:
        return "last"
    if clock.days == "working" and not notice.is_working_day(day):
        return "shut"
    if day > clock.latest_on:
        return "clear"
    return "past" if day < clock.today else "open"
