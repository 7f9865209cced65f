"""The day by which a step is due, as people write it at the end of its line.

"Open the first places (by 30 June 2019)". A day is read, never guessed: what names no single day
that exists is refused in words, so that whoever typed it can say which day is meant.
"""

import re
from dataclasses import dataclass
from datetime import date

from portal.kit.timescales import read_timescale
from portal.kit.words import MONTHS, date_words

_LINE = re.compile(r"(?P<text>.*?)\(by\s(?P<day>[^()]*)\)(?P<stop>[.;,]?)", re.I | re.S)
HOW = "Write one day, such as (by 30 June 2019), or say it in words without the bracket."


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
    """The one day that the words name: 30 June 2019, 30/6/19, end of June 2019.

    Read as ``read_timescale`` reads them. Raises NoSuchDayError for a day that does not exist, and
    for a month, a year or what recurs.
    """
    read = read_timescale(written)
    if read.kind == "day" and read.first is not None:
        return read.first
    if read.kind == "unreadable":
        raise NoSuchDayError(f"{read.doubts[0]}. {HOW}")
    raise NoSuchDayError(f"“{written}” does not say which day. {HOW}")


def plan_year_of(day: date) -> int:
    """The year in whose April the plan year of this day begins (April to March)."""
    return day.year if day.month >= 4 else day.year - 1


def _speaks_of_a_date(words: str) -> bool:
    """Whether they hold a figure or the name of a month, perhaps cut short."""
    return any(c.isdigit() for c in words) or any(
        len(word) >= 3 and any(month.lower().startswith(word) for month in MONTHS)
        for word in re.findall("[a-z]+", words.lower())
    )
