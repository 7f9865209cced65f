"""Figures as people write them, read exactly: 65%, 375.1, -£1,250, (12.5), £1.2m. Plain functions.

Nothing is guessed: what is not one figure is not read, and stays the words that it is.
"""

import re
from decimal import Decimal

_FIGURE = re.compile(
    r"""
    (?P<open>\()? \s*
    (?P<minus>[-−–])? \s*
    (?P<pound>£)? \s*
    (?P<minus_after>[-−–])? \s*
    (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)? | \.\d+) \s*
    (?P<scale>bn|m|k)? \s*
    (?P<percent>%)? \s*
    (?P<close>\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def read_figure(text: str) -> Decimal | None:
    """The one figure that a text is, exactly as written; None for words and for several figures.

    A per cent is read in per cents (65% is 65), money in pounds (£1.2m is 1200000), and brackets
    around a figure as a minus, as accountants write it.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    minuses = sum(bool(found[name]) for name in ("open", "minus", "minus_after"))
    if minuses > 1:
        return None
    value = Decimal(found["number"].replace(",", "")) * _SCALES[(found["scale"] or "").lower()]
    return -value if minuses else value


def figure_words(value: Decimal, *, places: int | None = None) -> str:
    """A figure with thousands apart and a true minus; ``places`` decimals, or as many as it has."""
    shown = value if places is None else round(value, places)
    plain = f"{shown:,f}"
    return plain.replace("-", "−") if shown else plain.replace("-", "")
