"""How an action stands: what people declare, what follows from its date, and where these differ.

Plain functions, exact on the day itself. Amber and green are a person's judgement and are never
computed; an action is late from the day after the day it is due.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from portal.kit.timescales import Timescale, read_timescale
from portal.kit.words import date_words

Status = Literal["red", "amber", "green", "completed"]
Computed = Literal["red", "completed", "not_due"]

STATUSES: Mapping[Status, str] = {
    "red": "Overdue",
    "amber": "Not on target",
    "green": "On target",
    "completed": "Completed",
}
"""What a person can declare, in words: the published plans' red, amber, green and completed."""
COLOURS: Mapping[Status, str] = {"red": "Red", "amber": "Amber", "green": "Green"}
"""The colours that plans call them by; completed has none."""
LEVELS: Mapping[str, str] = {
    "red": "bad",
    "amber": "near",
    "green": "good",
    "completed": "done",
    "": "none",
}
"""The shape beside each word (``components/status.html``, ``mark``)."""
UNDECLARED = "Not declared"
TURN_DONE = "done"
"""Chosen for something recurring: this turn is done, and it goes on."""


class ActionError(ValueError):
    """What was to be told cannot be, said in words. ``field`` is the field it is about, if any."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class Told(Protocol):
    """An entry of the log, as far as the standing follows from it."""

    number: int
    status: str
    done_on: date | None
    agreed_for: date | None
    beside: str


@dataclass(frozen=True)
class Standing:
    """How an action stands after its last entry. ``due_on`` is the day agreed last, or the next
    turn after the last that was done; None where the text's own day stands."""

    head: int
    status: str
    due_on: date | None
    agreed: bool
    beside: str


def standing(entries: Sequence[Told]) -> Standing:
    """What follows from the log of an action, oldest entry first. Raises IndexError for none.

    An agreed day counts beside the very timescale that it was agreed for: when the text names
    another, that one stands. Whichever is told later counts, a day agreed or a turn done.
    """
    last = entries[-1]
    due, agreed = None, False
    for entry in entries:
        if entry.beside != last.beside:
            continue
        if entry.done_on is not None:
            turn = next_turn(read_timescale(entry.beside), entry.done_on)
            due, agreed = (turn, False) if turn else (due, agreed)
        if entry.agreed_for is not None:
            due, agreed = entry.agreed_for, True
    return Standing(last.number, last.status, due, agreed, last.beside)


def next_turn(read: Timescale, done_on: date) -> date | None:
    """The first day of its turns that comes after the day on which one was done.

    None for what does not recur. Without a first day it is counted from the day it was done. Turns
    are counted from the first one: of what falls on the 31st, in a short month on its last day.
    """
    if read.kind != "recurring" or not read.months:
        return None
    first = read.first or done_on
    passed = (done_on.year - first.year) * 12 + done_on.month - first.month
    turn = max(0, passed // read.months)
    while (day := _months_after(first, turn * read.months)) <= done_on:
        turn += 1
    return day


def computed(due: date | None, *, complete: bool, today: date) -> Computed | None:
    """What follows from the day an action is due. None where no day can be read of its timescale.

    It is red from the day after: on the day itself it is in time.
    """
    if complete:
        return "completed"
    if due is None:
        return None
    return "red" if due < today else "not_due"


def is_complete(declared: str, kind: str) -> bool:
    """Whether nothing more is to be done: so it is declared, or so the timescale says."""
    return declared == "completed" or kind == "complete"


def differs(declared: str, found: Computed | None) -> bool:
    """Whether what is declared and what follows from the date cannot both be so.

    Red is "date passed, not complete"; amber and green speak of a date that is still to come.
    Nothing differs where nothing is declared, or where nothing can be computed.
    """
    if not declared or found is None:
        return False
    agrees: Mapping[Computed, tuple[str, ...]] = {
        "red": ("red",),
        "completed": ("completed",),
        "not_due": ("amber", "green"),
    }
    return declared not in agrees[found]


def computed_words(found: Computed | None) -> str:
    """What is said beside a declared status that differs; empty for what says nothing."""
    says: Mapping[Computed, str] = {
        "red": "Its date says: overdue",
        "not_due": "Its date says: not due yet",
        "completed": "Its timescale says: complete",
    }
    return says[found] if found else ""


def unread_words(when: str) -> str:
    """Why nothing is computed of a timescale, in words; empty where a day was read."""
    read = read_timescale(when)
    if read.first_due is not None or read.kind == "complete":
        return ""
    if read.kind == "empty":
        return "No date"
    if read.kind == "unreadable":
        reason = read.doubts[0] if read.doubts else ""
        return f"Not readable: {'no such day' if 'no such day' in reason else 'names no day'}"
    return "Names no day that could pass"


def says_complete(words: str) -> bool:
    """Whether what a plan says of an action begins with the word: ``Complete.``, ``Completed …``.

    It declares nothing: a person is asked to look. "To be completed" does not begin so.
    """
    return re.match(r"[\s*_]*completed?\b", words, re.IGNORECASE) is not None


def check_new_day(day: date, now: date | None, today: date, status: str) -> None:
    """Raises ActionError for a day that cannot be agreed; ``now`` is the day it is due now."""
    if status == "completed":
        raise ActionError("A completed action needs no new date. Leave it empty.", "new_date")
    if day < today:
        raise ActionError(
            f"The new date, {date_words(day)}, has passed already. Today is {date_words(today)}.",
            "new_date",
        )
    if day == now:
        raise ActionError(f"It is due on {date_words(day)} already.", "new_date")


def _months_after(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    last = calendar.monthrange(first.year + year, month + 1)[1]
    return date(first.year + year, month + 1, min(first.day, last))
