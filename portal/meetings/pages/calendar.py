"""A month of meetings, week by week, with clashes between councils and with bank holidays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from portal.kit import notice
from portal.kit.times import read_time
from portal.kit.words import MONTHS, date_words, join_names, plural, weekday_date_words
from portal.meetings.clashes import Clash, Sits, clashes
from portal.meetings.queries import Line
from portal.meetings.queries.members import Needed
from tenants.models import Area

FIRST, LAST = date(1973, 1, 1), date(2099, 11, 1)
"""Months whose bank holidays are known."""
_WEEK = 7


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    day: date
    within: bool
    """Whether it is of this month, not of the week before or after."""
    today: bool
    holiday: str | None
    lines: Sequence[Line]

    @property
    def marked(self) -> bool:
        """Whether there is anything to say of it: a telephone shows these days alone."""
        return self.within and bool(self.today or self.holiday or self.lines)


@dataclass(frozen=True)
class InTheWay:
    """What gets in the way of a meeting, in words, with the meetings that it is about."""

    day: date
    words: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Month:
    """A month with all its days, and what gets in the way."""

    title: str
    weeks: Sequence[Sequence[Day]]
    warnings: Sequence[InTheWay]
    before: str
    after: str
    meetings: int


def span(first: date) -> tuple[date, date]:
    """The first and the last day shown: whole weeks from Monday to Sunday."""
    last = _next(first) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month(
    first: date,
    today: date,
    lines: Sequence[Line],
    needed: Mapping[int, Needed],
    councils: Sequence[Area],
) -> Month:
    """The month that begins on ``first``. ``needed`` says who sits on each line's body."""
    start, end = span(first)
    days = [
        _day(start + timedelta(days=n), first, today, lines) for n in range((end - start).days + 1)
    ]
    inside = [
        line for line in lines if (line.on_day.year, line.on_day.month) == (first.year, first.month)
    ]
    return Month(
        f"{MONTHS[first.month - 1]} {first.year}",
        [days[n : n + _WEEK] for n in range(0, len(days), _WEEK)],
        [*_shut(inside), *_clashing(inside, needed, councils)],
        f"{first - timedelta(days=1):%Y-%m}",
        f"{_next(first):%Y-%m}",
        len(inside),
    )


def in_the_way_of(
    meeting_id: int, lines: Sequence[Line], needed: Mapping[int, Needed], councils: Sequence[Area]
) -> list[InTheWay]:
    """What gets in the way of one meeting among those of its day."""
    found = [*_shut(lines), *_clashing(lines, needed, councils)]
    return [each for each in found if meeting_id in {line.id for line in each.lines}]


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _day(day: date, first: date, today: date, lines: Sequence[Line]) -> Day:
    of_day = sorted(
        (line for line in lines if line.on_day == day),
        key=lambda line: read_time(line.starts_at) or time.min,
    )
    return Day(day, day.month == first.month, day == today, _holiday(day), of_day)


def _holiday(day: date) -> str | None:
    """The bank holiday that a day is, called one: "Good Friday, bank holiday"."""
    name = notice.bank_holiday(day)
    if name is None or "bank holiday" in name.casefold():
        return name
    return f"{name}, bank holiday"


def _shut(lines: Sequence[Line]) -> list[InTheWay]:
    """Meetings on days on which offices are shut."""
    found = []
    for line in lines:
        if notice.is_working_day(line.on_day):
            continue
        name = notice.bank_holiday(line.on_day)
        what = f"a bank holiday ({name})" if name else "a weekend"
        words = f"{weekday_date_words(line.on_day)} is {what}: {line.body} meets on it."
        found.append(InTheWay(line.on_day, words, [line]))
    return found


def _clashing(
    lines: Sequence[Line], needed: Mapping[int, Needed], councils: Sequence[Area]
) -> list[InTheWay]:
    by_id = {line.id: line for line in lines}
    names = {area.area_id: area.name for area in councils}
    return [
        _clash_warning(clash, by_id, names)
        for clash in clashes(_sits(line, needed.get(line.body_id, Needed())) for line in lines)
    ]


def _sits(line: Line, who: Needed) -> Sits:
    starts = read_time(line.starts_at)
    return Sits(line.id, line.on_day, starts, frozenset(who.councils), frozenset(who.people))


def _clash_warning(clash: Clash, by_id: Mapping[int, Line], names: Mapping[int, str]) -> InTheWay:
    first, second = by_id[clash.first.id], by_id[clash.second.id]
    who = join_names(sorted(names[each] for each in clash.councils if each in names))
    apart = f", {clash.apart}" if clash.apart else ""
    words = f"{date_words(first.on_day)}: {first.body} and {second.body} meet on one day{apart}"
    if who:
        words += f". Members of {who} are needed in both"
    if clash.people:
        verb = "sits" if len(clash.people) == 1 else "sit"
        words += f"; {plural(len(clash.people), 'member')} {verb} on both"
    return InTheWay(first.on_day, f"{words}.", [first, second])
