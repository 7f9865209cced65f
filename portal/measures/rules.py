"""When a measure meets its target, is within tolerance or outside it, and which way it goes.

Plain functions on exact decimals. Figures are compared as they are, never rounded: amber is worse
than the target, up to and including the band's outer bound (the tolerances of the contractual
indicators of Together for Children, 2019/20).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from portal.kit.figures import read_figure

Status = Literal["meets", "within", "outside", "watched", "unread"]
Polarity = Literal["higher", "lower", ""]
Way = Literal["up", "down", "same"]
Judged = Literal["better", "worse", "same", ""]

STATUSES: dict[Status, str] = {
    "meets": "Meets target",
    "within": "Within tolerance",
    "outside": "Outside tolerance",
    "watched": "Watched, not judged",
    "unread": "Cannot be judged",
}
WAYS: dict[Way, str] = {"up": "Up", "down": "Down", "same": "Same"}
ARROWS: dict[Way, str] = {"up": "▲", "down": "▼", "same": "▶◀"}

_BETWEEN = re.compile(r"\s*(?:[-–—−]|\bto\b)\s*")
_AROUND = re.compile(r"(?:±|\+/-|within|\+/−)\s*(?P<by>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Yardstick:
    """What a measure is judged by: its target, the outer bound of its tolerance, the better way.

    ``doubt`` says what of it cannot be read or does not fit, in words.
    """

    target: Decimal | None
    outer: Decimal | None = None
    polarity: Polarity = ""
    doubt: str = ""


def read_yardstick(target: str, tolerance: str, polarity: str) -> Yardstick:
    """A measure's target, tolerance and better way, read from how they are written.

    A target in words ("Monitor") is none to be judged by. A tolerance has two figures
    ("62% – 64.9%": the outer bound is the one further from the target) or one around the target
    ("± 2", "within 2"). Where the better way is not said, the side on which the tolerance lies says
    it; where it is said otherwise, that is a doubt.
    """
    said: Polarity = "higher" if polarity == "higher" else "lower" if polarity == "lower" else ""
    aim = read_figure(target)
    if aim is None:
        return Yardstick(None, polarity=said)
    if not tolerance.strip():
        return Yardstick(aim, None, said, "" if said else "It is not said which way is better.")
    outer = _outer(aim, tolerance, said)
    if outer is None:
        return Yardstick(aim, None, said, f"The tolerance “{tolerance.strip()}” cannot be read.")
    read: Polarity = "higher" if outer < aim else "lower"
    if said and said != read:
        words = f"{said.capitalize()} is better, but the tolerance lies on the better side."
        return Yardstick(aim, None, said, words)
    return Yardstick(aim, outer, read)


def judge(value: Decimal, by: Yardstick) -> Status:
    """Where a figure stands. Without a target it is watched; without a better way it is unread."""
    if by.target is None:
        return "watched"
    if not by.polarity:
        return "meets" if value == by.target else "unread"
    if _as_good(value, by.target, by.polarity):
        return "meets"
    if by.outer is not None and _as_good(value, by.outer, by.polarity):
        return "within"
    return "unread" if by.doubt else "outside"


def way(before: Decimal, now: Decimal) -> Way:
    """Which way the figure went."""
    return "same" if now == before else "up" if now > before else "down"


def judged(went: Way, polarity: str) -> Judged:
    """Whether that is better or worse; nothing where the better way is not known."""
    if went == "same":
        return "same"
    if polarity not in ("higher", "lower"):
        return ""
    return "better" if (went == "up") == (polarity == "higher") else "worse"


def way_words(went: Way, polarity: str) -> str:
    """ "Up, worse"; "Same"; "Down" where neither is better."""
    found = judged(went, polarity)
    return WAYS[went] if found in ("same", "") else f"{WAYS[went]}, {found}"


def declared_way(text: str) -> Way | None:
    """The direction that somebody declared, by arrow or by word; None for n/a and other words."""
    plain = text.strip().lower().replace("\N{VARIATION SELECTOR-16}", "")
    for went, marks in _DECLARED.items():
        if plain in marks:
            return went
    return None


_DECLARED: dict[Way, Sequence[str]] = {
    "up": ("▲", "↑", "⬆", "up", "higher", "increase", "increasing", "rising"),
    "down": ("▼", "↓", "⬇", "down", "lower", "decrease", "decreasing", "falling"),
    "same": ("▶◀", "►◄", "◄►", "↔", "→", "=", "same", "static", "stable", "no change", "level"),
}


def _as_good(value: Decimal, bound: Decimal, polarity: Polarity) -> bool:
    return value >= bound if polarity == "higher" else value <= bound


def _outer(aim: Decimal, tolerance: str, polarity: Polarity) -> Decimal | None:
    text = tolerance.strip()
    around = _AROUND.fullmatch(text)
    if around is not None:
        by = read_figure(around["by"])
        if by is None or by < 0 or not polarity:
            return None
        return aim - by if polarity == "higher" else aim + by
    bounds = _bounds(text)
    if len(bounds) != 2:
        return None
    near, far = sorted(bounds, key=lambda bound: abs(bound - aim))
    same_side = (far - aim) * (near - aim) >= 0
    return far if same_side and far != aim else None


def _bounds(text: str) -> list[Decimal]:
    """The two figures of a range; none where it is not one. Each is a plain figure, not below 0."""
    parts = _BETWEEN.split(text)
    found = [read_figure(part) for part in parts]
    return [each for each in found if each is not None] if len(parts) == 2 else []
