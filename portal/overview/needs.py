"""What waits for one reader, put by date: today's words for a day, and how late a thing is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.kit.needs import Need
from portal.kit.words import plural, weekday_date_words


@dataclass(frozen=True)
class Thing:
    """One row of the list, as ``components/record.html`` shows it."""

    verb: str
    title: str
    href: str
    facts: str
    action: tuple[str, str]
    open: None = None


@dataclass(frozen=True)
class Day:
    """The things of one day; ``note`` says how late they are, or how soon."""

    title: str
    note: str
    late: bool
    things: list[Thing]


@dataclass(frozen=True)
class Agenda:
    """All that needs one reader: how many things, the facts of the page's head, and the days."""

    count: int
    facts: list[str]
    days: list[Day]


def agenda(needs: Sequence[Need], today: date, hat: str, base: str) -> Agenda:
    """The page's contents. ``hat`` is the reader's role in words; ``base`` the company's path."""
    overdue = sum(need.due is not None and need.due < today for need in needs)
    facts = [plural(len(needs), "thing")] if needs else []
    facts += [f"{overdue} late"] if overdue else []
    return Agenda(len(needs), [*facts, hat, weekday_date_words(today)], by_day(needs, today, base))


def by_day(needs: Sequence[Need], today: date, base: str) -> list[Day]:
    """The needs by date, those without one last. ``base`` is the company's path, ``/afc/``."""
    ordered = sorted(needs, key=lambda need: (need.due is None, need.due or today))
    return [
        _day(due, [_thing(need, base) for need in group], today)
        for due, group in groupby(ordered, key=lambda need: need.due)
    ]


def _day(due: date | None, things: list[Thing], today: date) -> Day:
    if due is None:
        return Day("No date", "", late=False, things=things)
    words = weekday_date_words(due)
    if due == today:
        return Day(f"Today, {words}", "", late=False, things=things)
    away = plural(abs((due - today).days), "day")
    if due < today:
        return Day(words, f"{away} late", late=True, things=things)
    return Day(words, f"in {away}", late=False, things=things)


def _thing(need: Need, base: str) -> Thing:
    href = base + need.path
    return Thing(need.verb, need.title, href, need.detail, (need.button, href))
