"""Plan years: from April to March, each called by the year in which it begins."""

from datetime import date


def plan_year(day: date) -> int:
    """The year in whose April the plan year of this day began."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """1 April of the plan year."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """31 March, on which the plan year ends."""
    return date(year + 1, 3, 31)


def year_words(year: int) -> str:
    """``April 2019 to March 2020``."""
    return f"April {year} to March {year + 1}"
