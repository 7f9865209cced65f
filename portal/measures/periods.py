"""Periods that a measure is read for: months, quarters and plan years, with their words."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.kit.words import MONTHS, date_words
from portal.kit.years import first_day, last_day, plan_year

MONTHS_BACK, QUARTERS_BACK, YEARS_BACK = 15, 8, 5


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both counted."""

    starts: date
    ends: date

    @property
    def value(self) -> str:
        """As a form posts it: ``2019-04-01/2019-06-30``."""
        return f"{self.starts.isoformat()}/{self.ends.isoformat()}"

    @property
    def short(self) -> str:
        """As ``words``, with months in three letters: ``Jan to Mar 2019``."""
        return re.sub(r"[A-Z][a-z]{3,}", lambda found: found[0][:3], self.words)

    @property
    def words(self) -> str:
        """``May 2019``, ``April to June 2019``, ``2018/19``, else its two days."""
        if self == month(self.starts):
            return f"{MONTHS[self.starts.month - 1]} {self.starts.year}"
        if self == quarter(self.starts):
            first, last = MONTHS[self.starts.month - 1], MONTHS[self.ends.month - 1]
            return f"{first} to {last} {self.ends.year}"
        if self == year(self.starts):
            return f"{self.starts.year}/{self.ends.year % 100:02}"
        if self.starts == self.ends:
            return date_words(self.ends)
        return f"{date_words(self.starts)} to {date_words(self.ends)}"


def read_period(value: str) -> Period:
    """The period that a form posted. Raises ValueError for anything else."""
    starts, _, ends = value.partition("/")
    found = Period(date.fromisoformat(starts), date.fromisoformat(ends))
    if found.ends < found.starts:
        raise ValueError("A period ends on or after its first day.")
    return found


def month(day: date) -> Period:
    """The month of a day."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def quarter(day: date) -> Period:
    """The quarter of the plan year in which a day falls: April to June is the first."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return Period(first, month(first.replace(month=first.month + 2)).ends)


def year(day: date) -> Period:
    """The plan year of a day."""
    begins = plan_year(day)
    return Period(first_day(begins), last_day(begins))


def before(period: Period) -> Period:
    """The period of the same kind that ended the day before; of no kind, that of its length."""
    eve = date.fromordinal(period.starts.toordinal() - 1)
    for kind in (month, quarter, year):
        if period == kind(period.starts):
            return kind(eve)
    return Period(date.fromordinal(eve.toordinal() - (period.ends - period.starts).days), eve)


def offered(today: date) -> list[tuple[str, list[Period]]]:
    """The periods that are over, the last first, by their kind."""
    return [
        ("Months", list(_back(month(today), today, MONTHS_BACK))),
        ("Quarters", list(_back(quarter(today), today, QUARTERS_BACK))),
        ("Plan years", list(_back(year(today), today, YEARS_BACK))),
    ]


def due(frequency: str, today: date) -> Period | None:
    """The last period that is over of a frequency as it is written; None where it names none."""
    written = frequency.lower()
    for words, kind in (("month", month), ("quarter", quarter), ("year", year), ("annual", year)):
        if words in written:
            here = kind(today)
            return here if here.ends <= today else before(here)
    return None


def _back(period: Period, today: date, many: int) -> Iterator[Period]:
    if period.ends > today:
        period = before(period)
    for _ in range(many):
        yield period
        period = before(period)


def after(period: Period) -> Period:
    """The period of the same kind that begins the day after; of no kind, that of its length."""
    morrow = date.fromordinal(period.ends.toordinal() + 1)
    for kind in (month, quarter, year):
        if period == kind(period.starts):
            return kind(morrow)
    return Period(morrow, date.fromordinal(morrow.toordinal() + (period.ends - period.starts).days))
