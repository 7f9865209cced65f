"""Milestones over the years: how many of each council's are done, late, due and planned."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from portal.kit.words import date_words, plural
from portal.kit.years import last_day, plan_year, year_words
from portal.plans.content import Milestone
from portal.plans.pages import plan_page
from portal.plans.pages.progress_page import LEVELS, anchor
from portal.plans.queries.progress_queries import Standing
from portal.plans.rules.progress import STATES, Counts, Mark, State, count, due_day, read, state_of
from portal.plans.shapes import Entry, PlanView
from portal.web.charts import BarChart, bar_chart
from tenants.base import SHARED
from tenants.models import Area

MOST_LISTED = 200
"""Milestones in a list; whoever wants others narrows it."""
NUMBERS: Sequence[State] = ("done", "late", "due", "planned")
"""The columns of the table, in the order of the bars."""


@dataclass(frozen=True)
class Row:
    """One milestone in a list."""

    ref: str
    title: str
    text: str
    href: str
    area: str
    accent: str
    due: date
    state: State
    level: str
    words: str
    year: int


@dataclass(frozen=True)
class YearShown:
    """One plan year of one area, or all of them (``year`` None); ``numbers`` are (number, address
    of its milestones or '')."""

    year: int | None
    numbers: Sequence[tuple[int, str]]
    total: tuple[int, str]


@dataclass(frozen=True)
class AreaShown:
    """One area: whether its text and its progress are open to the reader, and its years."""

    slug: str
    name: str
    readable: bool
    known: bool
    counts: Counts
    whole: YearShown
    years: Sequence[YearShown]
    chart: BarChart | None
    desc: str


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; None for everything."""

    council: str | None = None
    year: int | None = None
    state: State | None = None

    def takes(self, row: Row) -> bool:
        """Whether a milestone is asked for."""
        return (
            self.council in (None, row.accent)
            and self.year in (None, row.year)
            and self.state in (None, row.state)
        )

    def words(self, names: Mapping[str, str]) -> str:
        """``Kingston, April 2019 to March 2020, late``."""
        said = [names.get(self.council or "", ""), year_words(self.year) if self.year else ""]
        said.append(STATES[self.state].lower() if self.state else "")
        return ", ".join(part for part in said if part)


def rows(view: PlanView, standing: Standing, areas: Sequence[Area], path: str) -> list[Row]:
    """Every milestone of these areas that the reader reads, by the day it is due."""
    named = {area.area_id: area for area in areas}
    found = [
        _row(entry, milestone, named[entry.area_id], standing, path)
        for entry in _entries(view)
        if entry.area_id in named
        for milestone in read(entry.steps)
    ]
    return sorted(found, key=lambda row: (row.due, row.ref))


def areas_shown(
    view: PlanView, standing: Standing, areas: Sequence[Area], path: str
) -> list[AreaShown]:
    """The areas that have priorities in the plan, each with its years, on one scale."""
    held = {s.area_id: s.source for s in view.sections if s.kind == "priorities"}
    by_year = {area.area_id: _by_year(view, area.area_id) for area in areas}
    most = max((len(found) for years in by_year.values() for found in years.values()), default=0)
    return [
        _area(area, by_year[area.area_id], standing, held[area.area_id] != "hidden", most, path)
        for area in areas
        if area.area_id in held
    ]


def totals(areas: Iterable[AreaShown]) -> Counts:
    """The counts of several areas together."""
    return sum((area.counts for area in areas), Counts())


def sentence(areas: Sequence[AreaShown], today: date) -> str:
    """What the page says first."""
    known = [area for area in areas if area.known and area.readable]
    counts = totals(known)
    if not known:
        planned = plural(totals(areas).total, "milestone")
        return f"{planned} planned. What is done is shown to the company and its commissioners."
    if not counts.total:
        return "No milestones are planned yet."
    late = f"{counts.late} {'is' if counts.late == 1 else 'are'} late"
    due = f"{counts.due} more {'is' if counts.due == 1 else 'are'} due"
    return (
        f"{counts.done} of {plural(counts.total, 'milestone')} "
        f"{'is' if counts.done == 1 else 'are'} done, {late if counts.late else 'none is late'}, "
        f"and {due} by {date_words(last_day(plan_year(today)))}."
    )


def address(path: str, **wanted: str | int | None) -> str:
    """Where the milestones of an area, year or state are listed."""
    asked = {name: value for name, value in wanted.items() if value is not None}
    return f"{path}progress" + (f"?{urlencode(asked)}" if asked else "")


def _entries(view: PlanView) -> list[Entry]:
    return [entry for section in view.sections for entry in section.entries]


def _by_year(view: PlanView, area_id: int) -> dict[int, list[tuple[Entry, Milestone]]]:
    found: dict[int, list[tuple[Entry, Milestone]]] = {
        year: [] for year in plan_page.plan_years(view.plan)
    }
    for entry in _entries(view):
        if entry.area_id == area_id:
            for milestone in read(entry.steps):
                found.setdefault(milestone.year, []).append((entry, milestone))
    return dict(sorted(found.items()))


def _area(
    area: Area,
    years: Mapping[int, Sequence[tuple[Entry, Milestone]]],
    standing: Standing,
    readable: bool,
    most: int,
    path: str,
) -> AreaShown:
    known = area.area_id in standing.areas
    name = "Company" if area.area_id == SHARED else area.name
    counts = {year: _counts(found, standing) for year, found in years.items()}
    link = _linker(path, area.slug)
    bars = [(str(year), _numbers(each), _bar_words(each, known)) for year, each in counts.items()]
    said = [f"{label}: {words}." for label, _, words in bars]
    total = sum(counts.values(), Counts())
    return AreaShown(
        area.slug,
        name,
        readable,
        known,
        total,
        _year(None, total, link, known),
        [_year(year, each, link, known) for year, each in counts.items()],
        bar_chart(bars, most) if readable else None,
        " ".join(said),
    )


def _counts(found: Sequence[tuple[Entry, Milestone]], standing: Standing) -> Counts:
    counts = Counts()
    for entry, milestone in found:
        marks = standing.of(entry)
        if marks is None:
            counts += Counts(planned=1)
        else:
            counts += count([milestone], marks, standing.today)
    return counts


def _numbers(counts: Counts) -> dict[str, int]:
    return {state: getattr(counts, state) for state in NUMBERS}


def _bar_words(counts: Counts, known: bool) -> str:
    if not counts.total:
        return "none planned"
    if not known:
        return f"{counts.total} planned"
    late = f", {counts.late} late" if counts.late else ""
    return f"{counts.done} of {counts.total}{late}"


Linker = Callable[[int | None, State | None], str]


def _linker(path: str, slug: str) -> Linker:
    return lambda year, state: address(path, council=slug, year=year, state=state)


def _year(year: int | None, counts: Counts, link: Linker, known: bool) -> YearShown:
    numbers = _numbers(counts)
    return YearShown(
        year,
        [
            (numbers[state], link(year, state) if numbers[state] else "")
            for state in NUMBERS
            if known or state == "planned"
        ],
        (counts.total, link(year, None) if counts.total else ""),
    )


def _row(entry: Entry, milestone: Milestone, area: Area, standing: Standing, path: str) -> Row:
    marks, day = standing.of(entry), due_day(milestone)
    mark = marks.get(milestone.key) if marks is not None else None
    state: State = "planned" if marks is None else state_of(milestone, mark, standing.today)
    return Row(
        entry.ref,
        entry.title,
        milestone.text,
        f"{path}priorities/{entry.ref}#{anchor(milestone.key)}",
        "Company" if area.area_id == SHARED else area.name,
        area.slug,
        day,
        state,
        LEVELS[state],
        _done_words(mark) or STATES[state],
        milestone.year,
    )


def _done_words(mark: Mark | None) -> str:
    return f"Done on {date_words(mark.on)}" if mark and mark.done and mark.on else ""
