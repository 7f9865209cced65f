"""The day by which a step is due, as people write it at the end of its line.

"Open the first places (by 30 June 2019)". A day is read, never guessed: what names no single day
that exists is refused in words, so that whoever typed it can say which day is meant.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from portal.kit.words import MONTHS, WEEKDAYS, date_words

_MONTHS = [name.lower() for name in MONTHS]
_WEEKDAYS = [name.lower() for name in WEEKDAYS]
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}),? +)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"

_LINE = re.compile(r"(?P<text>.*?)\(by\s(?P<day>[^()]*)\)(?P<stop>[.;,]?)", re.I | re.S)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? +(?:of +)?{_MONTH},? +{_YEAR}"
)
_IN_FIGURES = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<by>[/.-])(?P<month>\d{{1,2}})(?P=by){_YEAR}"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_END_OF_MONTH = re.compile(rf"(?:the +)?end +of +{_MONTH},? +{_YEAR}")


class NoSuchDayError(ValueError):
    """What was written names no single day that exists; says so in words."""


@dataclass(frozen=True)
class DatedLine:
    """A line read: its words, the day it is due, and how that was written.

    ``written`` is empty where the day is written as ``date_words`` writes it, and without a day.
    """

    text: str
    due: date | None = None
    written: str = ""

    @property
    def printed(self) -> str:
        """The line as it is written: what ``read_line`` reads."""
        if self.due is None:
            return self.text
        return f"{self.text} (by {self.written or date_words(self.due)})"


def dated(text: str, due: date | None, written: str = "") -> DatedLine:
    """A line with this day. How it was written counts only as long as it still says that day."""
    try:
        stands = bool(written) and due is not None and read_day(written) == due
    except NoSuchDayError:
        stands = False
    return DatedLine(text, due, written if stands else "")


def read_line(line: str) -> DatedLine:
    """A line of a plan year. A bracket at its end that names no date is words like any other.

    Raises NoSuchDayError for a bracket that speaks of a date and names no one day, or that stands
    alone.
    """
    line = line.strip()
    found = _LINE.fullmatch(line)
    if found is None or not _speaks_of_a_date(found["day"]):
        return DatedLine(line)
    written, text = found["day"].strip(), found["text"].rstrip()
    day = read_day(written)
    if not text:
        raise NoSuchDayError("Say what is due, in front of the bracket.")
    return DatedLine(text + found["stop"], day, "" if written == date_words(day) else written)


def read_day(written: str) -> date:
    """The day of 30 June 2019, 30 Jun 19, Sunday 30/6/2019, 2019-06-30 or end of June 2019.

    Day before month, as in Britain; two figures of a year are of this century. Raises
    NoSuchDayError for a day that does not exist, a weekday that it is not, or no single day.
    """
    words = " ".join(written.split()).lower()
    end = _END_OF_MONTH.fullmatch(words)
    if end and (month := _month(end["month"])):
        return _checked(written, _year(end["year"]), month, None)
    found = _IN_WORDS.fullmatch(words) or _IN_FIGURES.fullmatch(words) or _ISO.fullmatch(words)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        raise NoSuchDayError(
            f"“{written}” does not say which day. Write one, such as (by 30 June 2019), "
            "or say it in words without the bracket."
        )
    return _checked(written, _year(found["year"]), month, found)


def plan_year_of(day: date) -> int:
    """The year in whose April the plan year of this day begins (April to March)."""
    return day.year if day.month >= 4 else day.year - 1


def _checked(written: str, year: int, month: int, said: re.Match[str] | None) -> date:
    """The day of this month that was said, or its last."""
    try:
        day = int(said["day"]) if said else calendar.monthrange(year, month)[1]
        found = date(year, month, day)
    except ValueError:
        raise NoSuchDayError(f"There is no day {written}. Write day, month, year.") from None
    weekday = said.groupdict().get("weekday") if said else None
    if weekday and weekday != _WEEKDAYS[found.weekday()]:
        really = WEEKDAYS[found.weekday()]
        raise NoSuchDayError(f"{date_words(found)} is a {really}. Correct one of the two.")
    return found


def _month(written: str) -> int | None:
    """1 to 12 for a month's figures, name or first letters; None for anything else."""
    if written.isdecimal():
        return int(written)
    found = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(written)]
    return found[0] if len(found) == 1 else None


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _speaks_of_a_date(words: str) -> bool:
    """Whether they hold a figure or the name of a month."""
    return any(c.isdigit() for c in words) or any(
        len(word) >= 3 and _month(word) for word in re.findall("[a-z]+", words.lower())
    )
