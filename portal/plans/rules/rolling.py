"""How a plan rolls forward: what becomes of its years and milestones. No I/O."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from portal.plans.content import Content

SHIFT = 1
"""Plan years by which a refreshed plan moves on."""


@dataclass(frozen=True)
class Roll:
    """The period after rolling: ``years`` from April of ``first_year``. Milestones planned for a
    year before ``open_from`` are of finished years."""

    first_year: int
    years: int
    open_from: int


@dataclass(frozen=True)
class Steps:
    """How many milestones of finished years stay as history, and how many go on."""

    history: int = 0
    carried: int = 0

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(self.history + other.history, self.carried + other.carried)


def roll(first_year: int, years: int, this_year: int, *, shift: bool) -> Roll:
    """How a plan's period rolls in the plan year that begins in April of ``this_year``.

    Shifted, 2019 to 2024 becomes 2020 to 2025, and what lies before it is finished. Kept, what lies
    before this plan year is. The last year of the plan is never finished by that alone.
    """
    begins = first_year + SHIFT if shift else first_year
    return Roll(begins, years, min(max(begins, this_year), begins + years - 1))


def rolled(content: Content, to: Roll, done: Collection[str]) -> Content:
    """A text rolled forward; ``done`` are the keys of its milestones that are done.

    What was done in finished years stays in its year, as history. What was not goes on to the first
    open year, under its key, and says from which year it was carried; when it is due has to be
    agreed anew, so its day goes.
    """
    steps = [
        replace(
            step,
            year=to.open_from,
            due=None,
            carried=step.year if step.carried is None else step.carried,
        )
        if step.year < to.open_from and step.key not in done
        else step
        for step in content.milestones
    ]
    if tuple(steps) == content.milestones:
        return content
    return replace(content, milestones=tuple(sorted(steps, key=lambda step: step.year)))


def counted(content: Content, to: Roll, done: Collection[str]) -> Steps:
    """What ``rolled`` does with a text's milestones, in numbers."""
    finished = [step for step in content.milestones if step.year < to.open_from]
    history = sum(step.key in done for step in finished)
    return Steps(history, len(finished) - history)


def total(steps: Iterable[Steps]) -> Steps:
    """All together."""
    return sum(steps, Steps())


def new_title(title: str, first_year: int, years: int, to: Roll) -> str:
    """A title with the plan's years in it, moved on: 2019 to 2024 becomes 2020 to 2025.

    A title without both years stays as it is.
    """
    old, new = (first_year, first_year + years), (to.first_year, to.first_year + to.years)
    if old == new or not all(str(year) in title for year in old):
        return title
    between = "\0"
    moved = title.replace(str(old[0]), between)
    return moved.replace(str(old[1]), str(new[1])).replace(between, str(new[0]))
