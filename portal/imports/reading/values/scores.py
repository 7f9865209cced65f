"""Risk scores: likelihood times impact, computed and compared with what is printed."""

import re
from dataclasses import dataclass

_PRODUCT = re.compile(r"\(?\s*([1-9])\s*[x×*]\s*([1-9])\s*\)?", re.I)
_LEADING = re.compile(r"\(?\s*([0-9]{1,2})(?![0-9.])")
_INSIDE = re.compile(r"(?<![0-9.])([0-9]{1,2})(?![0-9.])")
HIGHEST = 5


@dataclass(frozen=True)
class Score:
    """What the cells of a risk's score say; ``score`` is computed, or None where it cannot be."""

    likelihood: int | None
    impact: int | None
    printed: int | str | None
    score: int | None
    doubts: tuple[str, ...] = ()


def read_score(likelihood: str, impact: str, printed: str) -> Score:
    """Likelihood, impact and printed score as read from their cells.

    "4 × 4" in any of the cells gives both; "12: Medium" is a printed score of 12 with its band.
    """
    product = next(
        (f for cell in (printed, likelihood, impact) if (f := _PRODUCT.search(cell))), None
    )
    first, second = _level(likelihood), _level(impact)
    if product is not None:
        first, second = int(product[1]), int(product[2])
    number = _printed_number(printed)
    score = first * second if first is not None and second is not None else None
    return Score(first, second, _as_printed(printed), score, _doubts(first, second, number, score))


def _level(cell: str) -> int | None:
    found = _LEADING.match(cell) or _INSIDE.search(cell)
    return int(found[1]) if found else None


def _printed_number(cell: str) -> int | None:
    rest = _PRODUCT.sub(" ", cell)
    found = _INSIDE.search(rest)
    return int(found[1]) if found else None


def _as_printed(cell: str) -> int | str | None:
    cell = cell.strip()
    if not cell:
        return None
    return int(cell) if re.fullmatch(r"[0-9]{1,3}", cell) else cell


def _doubts(
    likelihood: int | None, impact: int | None, printed: int | None, score: int | None
) -> tuple[str, ...]:
    doubts = []
    for name, level in (("likelihood", likelihood), ("impact", impact)):
        if level is not None and not 1 <= level <= HIGHEST:
            doubts.append(f"a {name} of {level} is not between 1 and {HIGHEST}")
    if score is not None and printed is None:
        doubts.append(f"{likelihood} × {impact}, score missing: computed {score}")
    elif score is not None and printed != score:
        doubts.append(f"{likelihood} × {impact} is {score}, but {printed} is printed")
    elif score is None and printed is not None:
        doubts.append("no likelihood and impact from which the score could be computed")
    return tuple(doubts)
