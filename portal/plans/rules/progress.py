"""What became of a plan's milestones: done, late, due or planned. Plain functions.

A milestone is content, and frozen with its plan; that it is done is progress, and hangs on the
milestone's key. Done and late are computed; whether something is "on track" is a person's judgement
and is never said here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from portal.kit.words import date_words
from portal.kit.years import first_day, last_day, plan_year
from portal.plans.content import Milestone

State = Literal["done", "late", "due", "planned"]
STATES: Mapping[State, str] = {
    "late": "Late",
    "due": "Due this plan year",
    "planned": "Planned",
    "done": "Done",
}
"""The states in words, in the order in which people ask for them."""
CellState = Literal["done", "late", "current", "planned", "none"]


@dataclass(frozen=True)
class Mark:
    """What counts of a milestone today: whether it is done, and on which day it was."""

    done: bool
    on: date | None = None


Marks = Mapping[str, Mark]
"""What is recorded of an item's milestones, by their keys."""


@dataclass(frozen=True)
class Counts:
    """How many milestones are in each state."""

    done: int = 0
    late: int = 0
    due: int = 0
    planned: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.late + self.due + self.planned

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.done + other.done,
            self.late + other.late,
            self.due + other.due,
            self.planned + other.planned,
        )


@dataclass(frozen=True)
class Cell:
    """One plan year of a priority's strip. ``planned`` counts all its milestones.

    ``done`` is None for who may not read progress: then nothing is done or late for her.
    """

    year: int
    state: CellState
    planned: int
    done: int | None
    late: int


class ProgressError(ValueError):
    """What was to be recorded cannot be, said in words."""


def due_day(milestone: Milestone) -> date:
    """The last day on which it is in time: its due date, else the end of its plan year."""
    return milestone.due or last_day(milestone.year)


def state_of(milestone: Milestone, mark: Mark | None, today: date) -> State:
    """What a milestone is today, where progress may be read. No mark is: not done."""
    if mark is not None and mark.done:
        return "done"
    day = due_day(milestone)
    if day < today:
        return "late"
    return "due" if plan_year(day) == plan_year(today) else "planned"


def count(milestones: Iterable[Milestone], marks: Marks, today: date) -> Counts:
    """How many of an item's milestones are in each state."""
    found = [state_of(m, marks.get(m.key), today) for m in milestones]
    return Counts(*(found.count(state) for state in ("done", "late", "due", "planned")))


def strip(
    milestones: Sequence[Milestone], years: Iterable[int], marks: Marks | None, today: date
) -> tuple[Cell, ...]:
    """The years of a priority; ``marks`` is None for who may not read its progress."""
    return tuple(
        _cell(year, [m for m in milestones if m.year == year], marks, today) for year in years
    )


def standing(counts: Counts) -> tuple[str, str] | None:
    """How an item stands, as the level of its mark and words: ``late``, "2 late"."""
    if not counts.total:
        return None
    if counts.late:
        return "late", f"{counts.late} late"
    if counts.done == counts.total:
        return "done", "Done" if counts.total == 1 else f"All {counts.total} done"
    return "none", f"{counts.done} of {counts.total} done"


def check_done_day(day: date, first_year: int, today: date) -> None:
    """Raises ProgressError for a day in the future, or before the plan begins."""
    if day > today:
        raise ProgressError(
            f"The day it was done cannot be in the future. Today is {date_words(today)}."
        )
    if day < first_day(first_year):
        raise ProgressError(
            "The day it was done cannot be before the plan begins, on "
            f"{date_words(first_day(first_year))}."
        )


@lru_cache(maxsize=8192)
def read(stored: str) -> tuple[Milestone, ...]:
    """Milestones from the JSON text in which they are stored."""
    return tuple(Milestone.from_json(value) for value in json.loads(stored))


@lru_cache(maxsize=8192)
def counted(stored: str, done: frozenset[str], today: date) -> Counts:
    """As ``count``, kept by the stored text and the keys of the milestones that are done."""
    return count(read(stored), {key: Mark(done=True) for key in done}, today)


def _cell(year: int, found: Sequence[Milestone], marks: Marks | None, today: date) -> Cell:
    this_year = year == plan_year(today)
    if marks is None:
        state: CellState = "current" if this_year else "planned" if found else "none"
        return Cell(year, state, len(found), None, 0)
    counts = count(found, marks, today)
    return Cell(year, _cell_state(counts, this_year), counts.total, counts.done, counts.late)


def _cell_state(counts: Counts, this_year: bool) -> CellState:
    if counts.late:
        return "late"
    if counts.total and counts.done == counts.total:
        return "done"
    if this_year:
        return "current"
    return "planned" if counts.total else "none"
