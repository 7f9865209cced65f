"""Pictures drawn on the server: where each shape stands, in pixels of the picture's own grid.

``templates/components/charts.html`` writes them as SVG with a title and a description; what a shape
looks like is said by its class in our stylesheet. A picture always has its table or list behind it.
Own code, since no charting library draws without inline styles or scripts (docs/architecture.md).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

BARS_WIDTH = 288
"""The narrowest window less its margins: text in it is never smaller than in the page."""
BAR_LEFT, BAR_ROOM, BAR_HEIGHT, ROW_HEIGHT = 44, 112, 16, 28
LEVEL_STEP, LEVEL_HEIGHT, MARGIN = 84, 74, 44
MOST_IN_A_LEVEL = 9


@dataclass(frozen=True)
class Part:
    """A stretch of a bar; ``kind`` says what it counts."""

    kind: str
    x: float
    width: float
    number: int


@dataclass(frozen=True)
class Bar:
    """One bar: its label at the left, its parts, and words at its end; ``y`` is its upper edge."""

    label: str
    y: int
    parts: tuple[Part, ...]
    words: str


@dataclass(frozen=True)
class BarChart:
    """Bars below each other, on one scale."""

    height: int
    bars: tuple[Bar, ...]
    width: int = BARS_WIDTH
    bar_height: int = BAR_HEIGHT
    words_x: int = BAR_LEFT + BAR_ROOM + 10


def bar_chart(rows: Sequence[tuple[str, Mapping[str, int], str]], most: int) -> BarChart:
    """A bar for each (label, numbers by kind, words); ``most`` is what the full width stands for.

    A part that counts something is at least 3 pixels wide.
    """
    scale = BAR_ROOM / most if most else 0
    bars = tuple(
        Bar(label, place * ROW_HEIGHT + 6, _parts(numbers, scale), words)
        for place, (label, numbers, words) in enumerate(rows)
    )
    return BarChart(len(rows) * ROW_HEIGHT + 4, bars)


def _parts(numbers: Mapping[str, int], scale: float) -> tuple[Part, ...]:
    found, x = [], float(BAR_LEFT)
    for kind, number in numbers.items():
        if number > 0:
            width = max(3.0, round(number * scale, 1))
            found.append(Part(kind, round(x, 1), width, number))
            x += width
    return tuple(found)


STEP_WIDTH, STEP_HEIGHT, STEP_GAP = 30, 24, 3
MOST_STEPS = 8
"""As many as stand side by side on the narrowest window."""


@dataclass(frozen=True)
class Step:
    """One step of a strip: what it was, with the sign that stands in it; ``x`` is its left edge."""

    kind: str
    sign: str
    x: int


@dataclass(frozen=True)
class StepChart:
    """Steps side by side, the newest at the right."""

    width: int
    steps: tuple[Step, ...]
    step_width: int = STEP_WIDTH
    height: int = STEP_HEIGHT


def step_chart(steps: Sequence[tuple[str, str]]) -> StepChart:
    """A strip of (kind, sign), oldest first; of more than eight the newest eight."""
    last = steps[-MOST_STEPS:]
    wide = STEP_WIDTH + STEP_GAP
    shown = tuple(Step(kind, sign, place * wide) for place, (kind, sign) in enumerate(last))
    return StepChart(max(0, len(shown) * wide - STEP_GAP), shown)


@dataclass(frozen=True)
class Dot:
    """A thing in a picture of levels: the middle of its circle, and its label below it."""

    kind: str
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A line between two things."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class LevelChart:
    """Things in levels, the highest first, and the lines between them."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def level_chart(
    levels: Sequence[Sequence[tuple[Hashable, str, str]]],
    links: Iterable[tuple[Hashable, Hashable]],
) -> LevelChart:
    """Things as (id, label, kind), level by level, with a line for each pair of ids that are shown.

    A level with more than nine things shows eight, and how many more there are.
    """
    shown = [_at_most(level) for level in levels if level]
    widest = max((len(level) for level in shown), default=1)
    width = 2 * MARGIN + (widest - 1) * LEVEL_STEP
    dots: dict[Hashable, Dot] = {}
    for place, level in enumerate(shown):
        left = (width - (len(level) - 1) * LEVEL_STEP) / 2
        for number, (key, label, kind) in enumerate(level):
            x, y = left + number * LEVEL_STEP, place * LEVEL_HEIGHT + 16
            dots[key] = Dot(kind, label, round(x, 1), round(y, 1))
    lines = tuple(
        Line(dots[one].x, dots[one].y, dots[other].x, dots[other].y)
        for one, other in links
        if one in dots and other in dots
    )
    return LevelChart(width, len(shown) * LEVEL_HEIGHT - 24, tuple(dots.values()), lines)


def _at_most(
    level: Sequence[tuple[Hashable, str, str]],
) -> list[tuple[Hashable, str, str]]:
    if len(level) <= MOST_IN_A_LEVEL:
        return list(level)
    kept = list(level[: MOST_IN_A_LEVEL - 1])
    more = len(level) - len(kept)
    return [*kept, (("more", level[0][0]), f"{more} more", "more")]
