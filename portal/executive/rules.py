"""How the notices of an item stand: met, waiting, late, missed, or excused and by which way.

Days in, days out: no I/O. What is owed by when stands in ``law``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.executive.law import (
    FIRST,
    GENERAL,
    KEY,
    NAMES,
    SECOND,
    SOURCES,
    SPECIAL,
    URGENT,
    Claim,
    Counting,
    Given,
    Item,
    clear,
    last_day,
    why_by,
)
from portal.kit.notice import earliest_meeting
from portal.kit.words import date_words, join_names, weekday_date_words

State = Literal["met", "waiting", "late", "missed", "excused"]
LOST: frozenset[State] = frozenset({"late", "missed"})
"""An item of which a notice stands so cannot be taken as it was meant."""


@dataclass(frozen=True)
class Duty:
    """One notice that is owed: by when, why by then, and how it stands."""

    kind: str
    due: date
    why: str
    state: State
    sentence: str
    source: str
    route: str | None = None
    """The way that excuses it."""

    @property
    def name(self) -> str:
        """``Notice of a key decision``."""
        return NAMES[self.kind]

    @property
    def lost(self) -> bool:
        """Whether it was not given in time, and nothing excuses that."""
        return self.state in LOST


def duties(
    item: Item, how: Counting, given: Iterable[Given], claims: Iterable[Claim], today: date
) -> list[Duty]:
    """The notices that an item owes, the earliest first; none for one that owes none."""
    published, taken = list(given), list(claims)
    found = [_duty(kind, item, how, published, taken, today) for kind in _owed(item)]
    return sorted(found, key=lambda each: each.due)


def obstacle(found: Iterable[Duty]) -> str:
    """Why the item cannot be published as what it is, in words; nothing where it can."""
    lost = [each for each in found if each.lost]
    if not lost:
        return ""
    ways = {_way_words(each.kind) for each in lost}
    sentences = " ".join(each.sentence for each in lost)
    return f"{sentences} It can be taken only {join_names(sorted(ways))}."


def _owed(item: Item) -> Iterable[str]:
    if item.key:
        yield KEY
    if item.private:
        yield FIRST
        yield SECOND


def _duty(
    kind: str,
    item: Item,
    how: Counting,
    given: Sequence[Given],
    claims: Sequence[Claim],
    today: date,
) -> Duty:
    due = last_day(kind, item.meets_on, how)
    state, sentence = _standing(kind, item, how, given, today)
    claim = _excuse(kind, item, how, claims) if state != "met" else None
    if claim is not None:
        state, sentence = "excused", _excused(kind, claim)
    route = claim.route if claim else None
    why = why_by(kind, item.meets_on, how)
    return Duty(kind, due, why, state, sentence, SOURCES[kind], route)


def _standing(
    kind: str, item: Item, how: Counting, given: Sequence[Given], today: date
) -> tuple[State, str]:
    """How a notice stands before any way without it is looked at."""
    due = last_day(kind, item.meets_on, how)
    of_kind = sorted((each for each in given if each.kind == kind), key=lambda each: each.on)
    counts = next((each for each in of_kind if each.covers(item.meets_on)), None)
    if counts is not None and counts.on <= due:
        return "met", f"Published on {date_words(counts.on)}, in time: {_last(due)}."
    if counts is not None:
        return "late", _late(kind, counts.on, due, how)
    astray = f"{_other_days(of_kind[-1], item.meets_on)} " if of_kind else ""
    if today <= due:
        return "waiting", f"{astray}To be published by {weekday_date_words(due)}."
    return "missed", f"{astray}{NAMES[kind]} was not published by {weekday_date_words(due)}."


def _last(due: date) -> str:
    return f"the last lawful day was {weekday_date_words(due)}"


def _late(kind: str, on: date, due: date, how: Counting) -> str:
    enough = weekday_date_words(earliest_meeting(on, *clear(kind, how)))
    return (
        f"{NAMES[kind]} was published on {date_words(on)}, too late: {_last(due)}. "
        f"It is long enough for a meeting from {enough} on."
    )


def _other_days(notice: Given, meets_on: date) -> str:
    said = date_words(notice.first_day)
    if notice.last_day != notice.first_day:
        said += f" to {date_words(notice.last_day)}"
    return (
        f"The notice of {date_words(notice.on)} says {said}, and the meeting is on "
        f"{date_words(meets_on)}."
    )


def _excuse(kind: str, item: Item, how: Counting, claims: Sequence[Claim]) -> Claim | None:
    """The way that excuses a notice, if one was taken in time."""
    routes = (GENERAL, SPECIAL) if kind == KEY else (URGENT,)
    taken = (each for route in routes for each in claims if each.route == route)
    return next((each for each in taken if _in_time(each, item, how)), None)


def _in_time(claim: Claim, item: Item, how: Counting) -> bool:
    if claim.route != GENERAL:
        return claim.on <= item.meets_on
    return max(claim.on, claim.published_on) <= last_day(GENERAL, item.meets_on, how)


def _excused(kind: str, claim: Claim) -> str:
    """By which way, and what was done on which day."""
    day = date_words(claim.on)
    done = {
        GENERAL: f"the chair of scrutiny was informed on {day}, and the notice of it was published "
        f"on {date_words(claim.published_on)}",
        SPECIAL: f"it was agreed on {day} that the decision is urgent",
        URGENT: f"it was agreed on {day} that the meeting is urgent",
    }[claim.route]
    return f"Excused by {NAMES[claim.route].lower()} ({SOURCES[claim.route]}): {done}."


def _way_words(kind: str) -> str:
    if kind != KEY:
        return f"as {NAMES[URGENT].lower()} ({SOURCES[URGENT]})"
    return (
        f"by {NAMES[GENERAL].lower()} ({SOURCES[GENERAL]}) or {NAMES[SPECIAL].lower()} "
        f"({SOURCES[SPECIAL]})"
    )
