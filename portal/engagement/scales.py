"""How much people agree: the scale, its counts, and which counts of children are not said."""

from collections import Counter
from collections.abc import Iterable, Mapping

CHOICES = {
    "strongly_agree": "Strongly agree",
    "agree": "Agree",
    "neither": "Neither agree nor disagree",
    "disagree": "Disagree",
    "strongly_disagree": "Strongly disagree",
}
FEWEST_SAID = 6
FEWER = "fewer than 6"
NOT_SAID = "not shown, as a small number could be worked out from it"


def tally(choices: Iterable[str | None]) -> dict[str, int]:
    """How many chose each step of the scale, in its order; empty where nobody chose any."""
    found = Counter(choice for choice in choices if choice in CHOICES)
    return {choice: found[choice] for choice in CHOICES} if found else {}


def said(count: int) -> str:
    """A number of children as it may be said: 1 to 5 are "fewer than 6"."""
    return FEWER if 0 < count < FEWEST_SAID else f"{count:,}"


def suppressed(counts: Mapping[str, int]) -> list[list[str]]:
    """``[[words, number], …, ["All", number]]`` of a count of children, small numbers suppressed.

    Where one is, the total is not said either: it would give the number away by subtraction.
    """
    rows = [[CHOICES[choice], said(count)] for choice, count in counts.items()]
    hidden = any(shown == FEWER for _, shown in rows)
    return [*rows, ["All", NOT_SAID if hidden else f"{sum(counts.values()):,}"]]
