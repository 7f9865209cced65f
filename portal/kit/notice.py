"""Days of notice: clear days, working days and bank holidays, each answer with its reason in words.

A *clear* day counts neither the day of publication nor the day of the meeting. A *working* day is
none of Saturday, Sunday and the bank holidays of England and Wales (LGA 1972 s.100B and s.100K, by
way of s.243). Twenty-eight days of a key decision are calendar days unless a body's setting says
working days (SI 2012/2089 reg 9), so the caller says which.

Bank holidays of years to come are those that are fixed by statute: one that is proclaimed later is
known once a newer release of ``holidays`` is locked.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Literal

from holidays import country_holidays

from portal.kit.words import (
    MONTHS,
    counted,
    join_names,
    weekday_date_words,
)

Days = Literal["working", "calendar"]

FIRST_YEAR, LAST_YEAR = 1972, 2099
"""Years whose bank holidays are known: from the Banking and Financial Dealings Act 1971 on."""

_DAY = timedelta(days=1)
_MOST_NAMED = 10
"""Days; more than that are said as from and to."""


class NoSuchNoticeError(ValueError):
    """A count of days nobody can give, or a year whose bank holidays are not known."""


def bank_holiday(day: date) -> str | None:
    """The name of the bank holiday that this day is in England and Wales; None on other days.

    A day in the stead of one at a weekend is one itself; so is the day that was moved (Friday
    8 May 2020). Raises NoSuchNoticeError outside the years known.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoSuchNoticeError(
            f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not of {day.year}."
        )
    return _bank_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether it is none of Saturday, Sunday and the bank holidays of England and Wales."""
    return day.weekday() < 5 and bank_holiday(day) is None


def add_working_days(day: date, number: int) -> date:
    """The last of this number of working days after ``day``, which is not counted itself.

    The day itself for none. Raises NoSuchNoticeError below zero.
    """
    return _counted_from(day, number, "working", _DAY)[-1] if _checked(number) else day


@lru_cache(maxsize=1024)
def latest_publication(meeting_day: date, clear_days: int, days: Days = "working") -> date:
    """The last day on which to publish for a meeting on ``meeting_day``.

    With working days it is a working day itself: the offices where papers lie are open on it. With
    none to be clear it is the day of the meeting, or the last working day before it.
    Raises NoSuchNoticeError below zero.
    """
    if not _checked(clear_days):
        return _nearest(meeting_day, days, -_DAY)
    first = _clear_days_before(meeting_day, clear_days, days)[0]
    return _nearest(first - _DAY, days, -_DAY)


@lru_cache(maxsize=1024)
def why_publish_by(meeting_day: date, clear_days: int, days: Days = "working") -> str:
    """``latest_publication`` with its reason: the days counted, and those passed over by name."""
    latest = latest_publication(meeting_day, clear_days, days)
    said = weekday_date_words(latest)
    if clear_days == 0:
        return (
            f"{said}: no clear days of notice are needed before {weekday_date_words(meeting_day)}."
        )
    clear = _clear_days_before(meeting_day, clear_days, days)
    return " ".join(
        [
            f"{said}: the {_counted_clear(clear_days, days)} before "
            f"{weekday_date_words(meeting_day)} {_which(clear, days)}.",
            *_passed_over(latest, meeting_day, days),
            *_offices_shut(latest, days),
        ]
    )


def earliest_meeting(published_on: date, clear_days: int, days: Days = "working") -> date:
    """The first day on which a body can meet on papers published on ``published_on``.

    A working day, where working days are counted. Raises NoSuchNoticeError below zero.
    """
    if not _checked(clear_days):
        return _nearest(published_on, days, _DAY)
    return _nearest(_counted_from(published_on, clear_days, days, _DAY)[-1] + _DAY, days, _DAY)


def why_meet_from(published_on: date, clear_days: int, days: Days = "working") -> str:
    """``earliest_meeting`` with its reason: the days counted, and those passed over by name."""
    earliest = earliest_meeting(published_on, clear_days, days)
    said = weekday_date_words(earliest)
    if clear_days == 0:
        return f"{said}: no clear days of notice are needed."
    clear = _counted_from(published_on, clear_days, days, _DAY)
    return " ".join(
        [
            f"{said}: the {_counted_clear(clear_days, days)} after publication on "
            f"{weekday_date_words(published_on)} {_which(clear, days)}.",
            *_passed_over(published_on, earliest, days),
        ]
    )


def why_ends_on(day: date, number: int) -> str:
    """``add_working_days`` with its reason: ``Monday 1 July 2019: five working days after …``."""
    end = add_working_days(day, number)
    said = f"{weekday_date_words(end)}: {_counted_days(number, 'working')} after "
    return " ".join([f"{said}{weekday_date_words(day)}.", *_passed_over(day, end, "working")])


@lru_cache(maxsize=256)
def _bank_holidays(year: int) -> dict[date, str]:
    # Those of Wales are those of England. The language is named: the machine's must not matter.
    found = country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: name.replace(" (observed)", ", substitute day") for day, name in found.items()}


def _checked(number: int) -> int:
    if number < 0:
        raise NoSuchNoticeError("A number of days of notice cannot be below zero.")
    return number


def _counts(day: date, days: Days) -> bool:
    return days == "calendar" or is_working_day(day)


def _nearest(day: date, days: Days, step: timedelta) -> date:
    while not _counts(day, days):
        day += step
    return day


def _counted_from(day: date, number: int, days: Days, step: timedelta) -> list[date]:
    """The ``number`` days that count beyond ``day``, one ``step`` after another."""
    found: list[date] = []
    while len(found) < number:
        day = _nearest(day + step, days, step)
        found.append(day)
    return found


def _clear_days_before(meeting_day: date, number: int, days: Days) -> list[date]:
    return _counted_from(meeting_day, number, days, -_DAY)[::-1]


def _counted_days(number: int, days: Days) -> str:
    return counted(number, "working day" if days == "working" else "day")


def _counted_clear(number: int, days: Days) -> str:
    return counted(number, "clear working day" if days == "working" else "clear day")


def _which(days_counted: Sequence[date], days: Days) -> str:
    """``are 17, 18 and 19 June 2019``, or, of many, ``run from … to …``."""
    if len(days_counted) > _MOST_NAMED or days == "calendar":
        ends = f"{weekday_date_words(days_counted[0])} to {weekday_date_words(days_counted[-1])}"
        return f"{'run' if len(days_counted) > 1 else 'runs'} from {ends}"
    return f"{'are' if len(days_counted) > 1 else 'is'} {_by_month(days_counted)}"


def _by_month(days_counted: Sequence[date]) -> str:
    """``30 and 31 December 2019, then 2, 3 and 6 January 2020``."""
    return ", then ".join(
        f"{join_names([str(day.day) for day in group])} {MONTHS[month - 1]} {year}"
        for (year, month), group in groupby(days_counted, key=lambda day: (day.year, day.month))
    )


def _passed_over(first: date, last: date, days: Days) -> list[str]:
    """One sentence on the bank holidays of the week between the two that were not counted."""
    if days == "calendar":
        return []
    between = (first + _DAY * n for n in range(1, (last - first).days))
    named = [
        f"{weekday_date_words(day)} ({name})"
        for day, name in ((day, bank_holiday(day)) for day in between)
        if name and day.weekday() < 5
    ]
    if not named:
        return []
    verb = "is a bank holiday and is" if len(named) == 1 else "are bank holidays and are"
    return [f"{join_names(named)} {verb} not counted."]


def _offices_shut(latest: date, days: Days) -> list[str]:
    if days == "working" or is_working_day(latest):
        return []
    before = weekday_date_words(_nearest(latest, "working", -_DAY))
    return [f"That is no working day; the last one before it is {before}."]
