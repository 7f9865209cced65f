"""Which ways without a notice are open for an item, until when, and why another is not.

Days in, days out: no I/O.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.executive.law import (
    FIRST,
    GENERAL,
    KEY,
    NAMES,
    SECOND,
    SOURCES,
    SPECIAL,
    URGENT,
    Counting,
    Item,
    last_day,
    why_by,
)
from portal.executive.rules import Duty
from portal.kit.words import weekday_date_words


@dataclass(frozen=True)
class Way:
    """One of the ways without a notice: whether it can be taken, and until when, or why not."""

    route: str
    open: bool
    sentence: str
    source: str

    @property
    def name(self) -> str:
        """``General exception``."""
        return NAMES[self.route]


def ways(item: Item, how: Counting, found: Sequence[Duty], today: date) -> list[Way]:
    """The ways that an item's notices leave, each with whether it is open today and why."""
    kinds = {each.kind: each for each in found}
    answers = []
    if KEY in kinds:
        answers += [_general_way(item, how, kinds[KEY], today)]
        answers += [_special_way(item, how, kinds[KEY], today)]
    if FIRST in kinds:
        answers += [_urgent_way(item, [kinds[FIRST], kinds[SECOND]], today)]
    return answers


def _general_way(item: Item, how: Counting, key: Duty, today: date) -> Way:
    due = last_day(GENERAL, item.meets_on, how)
    if not key.lost:
        return _way(GENERAL, False, _not_needed([key]))
    if today > due:
        passed = f"Its notice had to be published by {weekday_date_words(due)}."
        return _way(GENERAL, False, passed)
    return _way(GENERAL, True, why_by(GENERAL, item.meets_on, how))


def _special_way(item: Item, how: Counting, key: Duty, today: date) -> Way:
    due = last_day(GENERAL, item.meets_on, how)
    if not key.lost:
        return _way(SPECIAL, False, _not_needed([key]))
    if today <= due:
        words = f"General exception is still practicable until {weekday_date_words(due)}."
        return _way(SPECIAL, False, words)
    return _way(SPECIAL, today <= item.meets_on, _until(item.meets_on, today))


def _urgent_way(item: Item, private: Sequence[Duty], today: date) -> Way:
    if not any(each.lost for each in private):
        return _way(URGENT, False, _not_needed(private))
    return _way(URGENT, today <= item.meets_on, _until(item.meets_on, today))


def _way(route: str, is_open: bool, sentence: str) -> Way:
    return Way(route, is_open, sentence, SOURCES[route])


def _not_needed(found: Sequence[Duty]) -> str:
    """Why a way is not needed: every notice was given or excused, or can still be given."""
    waiting = next((each for each in found if each.state == "waiting"), None)
    if waiting is None:
        return "It is not needed."
    return f"{waiting.name} can still be published, by {weekday_date_words(waiting.due)}."


def _until(meets_on: date, today: date) -> str:
    day = weekday_date_words(meets_on)
    if today > meets_on:
        return f"The agreement had to be obtained before the meeting of {day}."
    return f"The agreement has to be obtained before the meeting of {day}."
