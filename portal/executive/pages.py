"""What the pages of this room say of notices and clocks. No I/O, no Flask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.decisions.pages import Entry, entry
from portal.executive.law import (
    FIRST,
    GENERAL,
    KEY,
    NAMES,
    SECOND,
    SOURCES,
    SPECIAL,
    URGENT,
    WHO,
)
from portal.executive.models import ExecutiveNotice
from portal.executive.queries import ItemClock, Line
from portal.executive.rules import Duty
from portal.kit.words import counted, date_words
from portal.kit.words import sentence_case as sentence_case
from portal.kit.words import weekday_date_words as weekday_date_words
from portal.meetings.models import AgendaItem, Meeting

LEVELS = {
    "met": ("good", "In time"),
    "excused": ("near", "Excused"),
    "waiting": ("none", "To be published"),
    "late": ("bad", "Too late"),
    "missed": ("bad", "Missed"),
}
"""By state: a shape and its word."""
BUTTONS = {
    KEY: "Publish the notice",
    FIRST: "Publish the notice",
    SECOND: "Publish the second notice",
    GENERAL: "Record the general exception",
    SPECIAL: "Record the special urgency",
    URGENT: "Record the agreement",
}


@dataclass(frozen=True)
class Standing:
    """What the clocks of one meeting come to: the sentence on top, and what follows it."""

    sentence: str
    more: str = ""


def standing(clocks: Sequence[ItemClock]) -> Standing:
    """How the notices of a meeting stand, in a sentence."""
    duties = [duty for clock in clocks for duty in clock.duties]
    lost = [clock for clock in clocks if clock.obstacle]
    if lost:
        items = counted(len(lost), "item")
        verb = "lacks" if len(lost) == 1 else "lack"
        return Standing(f"{sentence_case(items)} {verb} a lawful notice.", _next_words(duties))
    if not duties:
        return Standing("No item of this meeting is a key decision or is taken in private.")
    if any(each.state == "waiting" for each in duties):
        return Standing(_next_words(duties))
    if any(each.state == "excused" for each in duties):
        return Standing("Every notice was given in time, or is excused.")
    return Standing("Every notice was given in time.")


def _next_words(duties: Sequence[Duty]) -> str:
    waiting = sorted((d for d in duties if d.state == "waiting"), key=lambda each: each.due)
    if not waiting:
        return ""
    return f"Next: {_lower(waiting[0].name)}, by {weekday_date_words(waiting[0].due)}."


def what(notice: ExecutiveNotice) -> str:
    """What a notice announces, in a sentence."""
    who, days = notice.decided_by, days_words(notice.first_day, notice.last_day)
    return {
        KEY: f"A key decision is to be made on behalf of the council: {who}, {days}.",
        FIRST: f"This is to be discussed in private: {who}, {days}.",
        SECOND: f"This is to be discussed in private: {who}, {days}.",
        GENERAL: f"A key decision is to be made by the general exception: {who}, {days}.",
        SPECIAL: f"A key decision is urgent and cannot reasonably be deferred: {who}, {days}.",
        URGENT: f"A private meeting is urgent and cannot reasonably be deferred: {who}, {days}.",
    }[notice.kind]


def overtaken(meeting: Meeting | None, item: AgendaItem | None) -> str:
    """What became of what was announced, in words: a cancelled meeting, an item that was withdrawn;
    nothing where it stands, as far as the reader may know."""
    if meeting is not None and meeting.state == "cancelled":
        return f"The meeting is cancelled: {meeting.cancelled_because}"
    if item is not None and item.state == "withdrawn":
        return f"The item was withdrawn: {item.withdrawn_because}"
    return ""


def reason_heading(kind: str) -> str:
    """The heading above a notice's reasons."""
    return {
        FIRST: "Why in private",
        SECOND: "Why in private",
        GENERAL: "Why the notice of 28 days was impracticable",
        SPECIAL: "Why it is urgent",
        URGENT: "Why it is urgent",
    }.get(kind, "Reasons")


def agreement(notice: ExecutiveNotice) -> str:
    """Who was informed or agreed, and when; empty for a notice that was owed."""
    if notice.acted_on is None:
        return ""
    done = "was informed in writing" if notice.kind == GENERAL else "agreed"
    who = f"{notice.agreed_by}, {_lower(WHO[notice.agreed_as])},"
    return f"{who} {done} on {date_words(notice.acted_on)}."


def days_words(first: date, last: date) -> str:
    """``on Thursday 27 June 2019``, or ``between 1 July 2019 and 30 September 2019``."""
    if first == last:
        return f"on {weekday_date_words(first)}"
    return f"between {date_words(first)} and {date_words(last)}"


def iso_words(day: str) -> str:
    """``3 June 2019`` of ``2019-06-03``, as a notice keeps it."""
    return date_words(date.fromisoformat(day))


def kind_words(line: Line | ExecutiveNotice) -> str:
    """``Notice of a key decision``."""
    return NAMES[line.kind]


def source(notice: ExecutiveNotice) -> str:
    """``SI 2012/2089, regulation 9``."""
    return SOURCES[notice.kind]


def slug(kind: str) -> str:
    """A kind as part of an address: ``key-decision``."""
    return kind.replace("_", "-")


def kind_of(value: str) -> str | None:
    """The kind of that address; None for none."""
    kind = value.replace("-", "_")
    return kind if kind in NAMES and value == slug(kind) else None


def open_kind(clock: ItemClock, duty: Duty) -> str | None:
    """What its clerk can publish for a duty today: the notice while that is in time, else the way
    that is open; None where nothing is to be done."""
    if not duty.lost and duty.state != "waiting":
        return None
    if clock.standing_of(duty.kind) is None and duty.state == "waiting":
        return duty.kind
    routes = (GENERAL, SPECIAL) if duty.kind == KEY else (URGENT,)
    return next((way.route for way in clock.ways if way.open and way.route in routes), None)


def marks(clock: ItemClock) -> list[tuple[str, str]]:
    """An item's marks on an agenda: the state of a tag, and its words."""
    found = [("submitted", "Key decision")] if clock.facts.key else []
    if clock.obstacle:
        return [*found, ("late", "No lawful notice")]
    routes = {duty.route for duty in clock.duties if duty.route is not None}
    return [*found, *(("check", NAMES[route]) for route in sorted(routes))]


def record(clocks: Sequence[ItemClock], base: str) -> list[Entry]:
    """Who published and withdrew what, the newest first. ``base`` is the address of the notices."""
    notices = [notice for clock in clocks for notice in clock.notices]
    entries = [_published(each, base) for each in notices]
    entries += [_withdrawn(each, base) for each in notices if each.withdrawn_at is not None]
    return sorted(entries, key=lambda entry: entry.datetime, reverse=True)


def _published(notice: ExecutiveNotice, base: str) -> Entry:
    said = f"{NAMES[notice.kind]} published: {notice.title}"
    made = entry(notice.published_at, notice.published_by, notice.published_hat, said)
    return replace(made, href=f"{base}{notice.id}")


def _withdrawn(notice: ExecutiveNotice, base: str) -> Entry:
    said = f"{NAMES[notice.kind]} withdrawn: {notice.withdrawn_because}"
    at = notice.withdrawn_at or notice.published_at
    made = entry(at, notice.withdrawn_by, notice.withdrawn_hat, said)
    return replace(made, href=f"{base}{notice.id}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
