"""Where the shapes of a measure stand: its line over the last periods, and its scale.

Right is always better on the scale, whichever way the figure runs. Pixels of the picture's grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.measures.rules import Status, Yardstick

LINE_WIDTH, LINE_HEIGHT, LINE_MARGIN = 96, 28, 5
SCALE_WIDTH, SCALE_HEIGHT = 150, 20
SCALE_MARGIN = 6


@dataclass(frozen=True)
class Line:
    """A measure's last periods: ``points`` as SVG writes them, the last one's middle, the target's
    height (None where there is none or one period alone)."""

    points: str
    x: float
    y: float
    target: float | None
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT


@dataclass(frozen=True)
class Scale:
    """From worse (left) to better (right): where tolerance begins, the target, and the figure."""

    outer: float
    target: float
    figure: float
    status: Status
    width: int = SCALE_WIDTH
    height: int = SCALE_HEIGHT


def line(
    figures: Sequence[Decimal],
    target: Decimal | None,
    width: int = LINE_WIDTH,
    height: int = LINE_HEIGHT,
) -> Line | None:
    """The line of at least two figures, the oldest first; None for fewer."""
    if len(figures) < 2:
        return None
    shown = [*figures, *([target] if target is not None else [])]
    low, high = min(shown), max(shown)
    room = Decimal(height - 2 * LINE_MARGIN)
    step = (width - 2 * LINE_MARGIN) / (len(figures) - 1)

    def place(figure: Decimal) -> float:
        part = (figure - low) / (high - low) if high > low else Decimal("0.5")
        return round(float(LINE_MARGIN + room * (1 - part)), 1)

    dots = [(round(LINE_MARGIN + n * step, 1), place(each)) for n, each in enumerate(figures)]
    points = " ".join(f"{x},{y}" for x, y in dots)
    aim = place(target) if target is not None else None
    return Line(points, *dots[-1], aim, width, height)


def scale(figure: Decimal, by: Yardstick, status: Status) -> Scale | None:
    """The scale of a measure that is judged; None for one that is not."""
    if by.target is None or not by.polarity:
        return None
    turn = 1 if by.polarity == "higher" else -1
    outer = by.outer if by.outer is not None else by.target
    band, away = abs(by.target - outer), abs(figure - by.target)
    reach = max(band * 2, away * Decimal("1.25"), Decimal("0.0001"))
    room = SCALE_WIDTH - 2 * SCALE_MARGIN

    def place(value: Decimal) -> float:
        part = ((value - by.target) * turn / reach + 1) / 2 if by.target is not None else Decimal(0)
        return round(SCALE_MARGIN + float(part) * room, 1)

    return Scale(place(outer), place(by.target), place(figure), status)
