"""Timescales as people write them: what can be read is read, what cannot is said, nothing guessed.

The words stay as they were written beside what was read from them. A day written with digits is
read as day, month, year, since the councils write so; a plan year runs from April to March.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Kind = Literal[
    "empty", "day", "month", "year", "plan_year", "recurring", "ongoing", "complete", "unreadable"
]

FAR = 3
"""Years before a plan begins or after it ends from which a date looks like a slip of the pen."""


@dataclass(frozen=True)
class Timescale:
    """What was read from the words ``written``.

    ``first`` and ``last`` are the days between which the thing falls due: equal for a day, the
    month's or the year's for those. What recurs has ``first`` only, with the ``months`` between
    two turns (0 where it says only that it goes on). ``doubts`` say in words what a person should
    look at: what cannot be read, could be read in two ways, or lies far outside the plan.
    """

    written: str
    kind: Kind
    first: date | None = None
    last: date | None = None
    months: int = 0
    doubts: tuple[str, ...] = ()

    @property
    def due(self) -> date | None:
        """The day after which it is late; None where no day can be told."""
        return self.last

    @property
    def first_due(self) -> date | None:
        """As ``due``; of what recurs the day of its first turn."""
        return self.first if self.kind == "recurring" and self.months else self.last


def read_timescale(written: str, plan: tuple[date, date] | None = None) -> Timescale:
    """What these words say of a time; ``plan`` are the plan's first and last day, if it has them.

    Never raises: what cannot be read is ``unreadable`` with its reason among the doubts.
    """
    words = " ".join(written.replace("\u00a0", " ").split()).strip(" .;,")
    found = next((read for form in _FORMS if (read := form(words)) is not None), None)
    read = found or Timescale(
        "", "unreadable", doubts=(f"“{words}” names no time that can be read",)
    )
    return _near_the_plan(replace(read, written=written), plan)


def printed(timescale: Timescale) -> str:
    """What was read, in the portal's own words, which read again say the same.

    What could not be read is printed as it was written.
    """
    first = timescale.first
    match timescale.kind:
        case "day" if first:
            return _day_words(first)
        case "month" if first:
            return f"{calendar.month_name[first.month]} {first.year}"
        case "year" if first:
            return str(first.year)
        case "plan_year" if first:
            return f"{first.year}/{(first.year + 1) % 100:02}"
        case "recurring":
            return _recurring_words(timescale)
        case "ongoing":
            return f"Ongoing from {_day_words(first)}" if first else "Ongoing"
        case "complete":
            return "Complete"
    return timescale.written


EVERY = {
    1: "Monthly",
    2: "Every two months",
    3: "Quarterly",
    6: "Every six months",
    12: "Yearly",
}
"""How often something recurs, by the months between two turns."""

_OFTEN: Sequence[tuple[str, int, str]] = (
    (r"bi-?\s?monthly", 2, "“bi-monthly” is read as every two months"),
    (r"every two months", 2, ""),
    (r"every six months|six-?monthly|half-?yearly", 6, ""),
    (r"(?:ongoing )?on an? (?:monthly) basis|monthly|every month", 1, ""),
    (r"(?:ongoing )?on an? (?:quarterly) basis|quarterly|every quarter|termly", 3, ""),
    (r"(?:ongoing )?on an? (?:annual|yearly) basis|annually|annual|yearly|every year", 12, ""),
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_IN_MONTH = re.compile(
    rf"(?:(end|start|beginning|early|mid|middle|late)(?:[\s-]+of)?[\s-]+)?({_MONTH})\.?,?\s+([1-9]\d{{3}})",
    re.I,
)
_DIGITS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+({_MONTH})\.?,?\s+(\d{{4}})", re.I)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PLAN_YEAR = re.compile(r"(?:in |during )?([1-8]\d{3})\s?[/–-]\s?(\d{2}|\d{4})", re.I)
_BY = re.compile(r"(?:by|due|before the end of)\s+", re.I)


def _day_words(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _recurring_words(timescale: Timescale) -> str:
    often = EVERY[timescale.months]
    return f"{often} from {_day_words(timescale.first)}" if timescale.first else often


def _empty(words: str) -> Timescale | None:
    return Timescale("", "empty") if words in ("", "-", "–", "n/a", "N/A", "TBC", "tbc") else None


def _complete(words: str) -> Timescale | None:
    done = re.fullmatch(r"completed?(?: and ongoing)?|done", words, re.I)
    return Timescale("", "complete") if done else None


def _day(words: str) -> Timescale | None:
    """A single day, in digits or words, with or without "by"."""
    words = _BY.sub("", words, count=1) if _BY.match(words) else words
    for pattern, read in ((_DIGITS, _from_digits), (_WORDS, _from_words), (_ISO, _from_iso)):
        if found := pattern.fullmatch(words):
            return _a_day(words, *read(found))
    return None


def _from_digits(found: re.Match[str]) -> tuple[int, int, int]:
    day, month, year = (int(part) for part in found.groups())
    return (year + 2000 if len(found[3]) == 2 else year), month, day


def _from_words(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[3]), _MONTHS[found[2].lower()], int(found[1])


def _from_iso(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[1]), int(found[2]), int(found[3])


def _a_day(words: str, year: int, month: int, day: int) -> Timescale:
    try:
        there = date(year, month, day)
    except ValueError:
        return Timescale("", "unreadable", doubts=(f"“{words}”: there is no such day",))
    return Timescale("", "day", there, there)


def _month(words: str) -> Timescale | None:
    """A month, perhaps with the part of it: late only once the month is over."""
    words = _BY.sub("", words, count=1) if _BY.match(words) else words
    found = _IN_MONTH.fullmatch(words)
    if found is None:
        return None
    year, month = int(found[3]), _MONTHS[found[2].lower()]
    first, last = _ends_of_month(year, month)
    part = (found[1] or "").lower()
    if part == "end":
        return Timescale("", "day", last, last)
    doubt = f"“{words}” names no day: counted as the whole month"
    return Timescale("", "month", first, last, doubts=(doubt,) if part else ())


def _ends_of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(words: str) -> Timescale | None:
    words = _BY.sub("", words, count=1) if _BY.match(words) else words
    if not re.fullmatch(r"(?:19|20|21)\d{2}", words):
        return None
    year = int(words)
    doubt = f"“{words}” could be the calendar year or the plan year: read as the calendar year"
    return Timescale("", "year", date(year, 1, 1), date(year, 12, 31), doubts=(doubt,))


def _plan_year(words: str) -> Timescale | None:
    ongoing = re.match(r"ongoing (?:in|during|throughout) ", words, re.I)
    found = _PLAN_YEAR.fullmatch(words[ongoing.end() :] if ongoing else words)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if second not in (first + 1, (first + 1) % 100):
        return Timescale("", "unreadable", doubts=(f"“{words}” is not one plan year",))
    return Timescale("", "plan_year", date(first, 4, 1), date(first + 1, 3, 31))


def _recurring(words: str) -> Timescale | None:
    """Something that comes again, perhaps from a day on."""
    for pattern, months, doubt in _OFTEN:
        found = re.fullmatch(rf"(?:{pattern})(?:,? (?:from|since|starting) (.+))?", words, re.I)
        if found:
            doubts = (doubt,) if doubt else ()
            return _from(Timescale("", "recurring", months=months, doubts=doubts), found[1])
    return None


def _ongoing(words: str) -> Timescale | None:
    found = re.fullmatch(r"(?:ongoing|on-going|continuous)(?:,? (?:from|since) (.+))?", words, re.I)
    return _from(Timescale("", "ongoing"), found[1]) if found else None


def _from(read: Timescale, since: str | None) -> Timescale:
    """The same, from a day on; where that day cannot be read, a doubt says so."""
    start = since and next((r for form in (_day, _month) if (r := form(since))), None)
    if not since:
        return read
    if not start or start.first is None:
        doubt = (
            f"“{since}”: there is no such day" if start else f"“{since}” cannot be read as a day"
        )
        return replace(read, doubts=(*read.doubts, doubt))
    return replace(read, first=start.first, doubts=(*read.doubts, *start.doubts))


_FORMS: Sequence[Callable[[str], Timescale | None]] = (
    _empty,
    _complete,
    _day,
    _month,
    _year,
    _plan_year,
    _recurring,
    _ongoing,
)


def _near_the_plan(read: Timescale, plan: tuple[date, date] | None) -> Timescale:
    if plan is None or read.first is None:
        return read
    year = read.first.year
    if plan[0].year - FAR <= year <= plan[1].year + FAR:
        return read
    doubt = f"“{read.written.strip()}” is far outside the plan, {plan[0].year} to {plan[1].year}"
    return replace(read, doubts=(*read.doubts, doubt))
