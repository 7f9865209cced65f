"""A risk's score, its band on the company's own matrix, and how it moved. Plain functions.

Likelihood and impact go from 1 to 5; the score is one times the other and is never typed. A score
that is printed beside them is compared, and a difference is said (risk registers of councils'
companies print scores that are missing or wrong).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

STEPS = (1, 2, 3, 4, 5)
HIGHEST = 25
MOST_BANDS = 5
LEVELS = ("one", "two", "three", "four", "five")
"""How strongly a band is tinted, the lowest first."""

Moved = Literal["up", "down", "same", "new"]
MOVES: Mapping[Moved, str] = {"up": "Up", "down": "Down", "same": "Same", "new": "New"}
ARROWS: Mapping[Moved, str] = {"up": "▲", "down": "▼", "same": "▶◀", "new": ""}

_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})\b")


class MatrixError(ValueError):
    """Bands or words that make no matrix; the message says why. ``field`` says which box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Band:
    """The scores from ``least`` up to the next band's."""

    least: int
    name: str


@dataclass(frozen=True)
class Matrix:
    """The bands of a company, the lowest first, and its words for each step."""

    bands: tuple[Band, ...]
    likelihood: tuple[str, ...]
    impact: tuple[str, ...]

    def band(self, score: int) -> Band:
        """The band of a score from 1 to 25."""
        return [each for each in self.bands if each.least <= score][-1]

    def most(self, band: Band) -> int:
        """The highest score of a band."""
        above = [each.least for each in self.bands if each.least > band.least]
        return (min(above) - 1) if above else HIGHEST

    def level(self, band: Band) -> str:
        """How strongly it is tinted: its place from below, stretched to all five where fewer."""
        place = self.bands.index(band)
        steps = max(len(self.bands) - 1, 1)
        return LEVELS[ceil(place * (len(LEVELS) - 1) / steps)]

    def words(self, band: Band) -> str:
        """``High, 15 to 19``."""
        most = self.most(band)
        scores = f"{band.least} to {most}" if most > band.least else str(band.least)
        return f"{band.name}, {scores}"


USUAL = Matrix(
    (Band(1, "Low"), Band(8, "Medium"), Band(15, "High"), Band(20, "Very high")),
    ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
    ("Negligible", "Minor", "Moderate", "Major", "Severe"),
)
"""What a company uses until it says otherwise."""


@dataclass(frozen=True)
class Score:
    """A likelihood and an impact, each from 1 to 5."""

    likelihood: int
    impact: int

    @property
    def product(self) -> int:
        """Likelihood times impact: 1 to 25."""
        return self.likelihood * self.impact


def read_step(text: str) -> int | None:
    """A step from 1 to 5 as it is written ("4", "4 Likely"); None for anything else."""
    found = _NUMBER.match(text)
    number = int(found["number"]) if found else 0
    return number if number in STEPS else None


def read_score(likelihood: str, impact: str) -> Score | None:
    """The score of two steps as written; None where one of them cannot be read."""
    first, second = read_step(likelihood), read_step(impact)
    return Score(first, second) if first and second else None


def doubt(score: Score | None, printed: str, matrix: Matrix) -> str:
    """What disagrees between a score and what is printed beside it; nothing where nothing does.

    ``printed`` may give the number, the band or both: "16", "12: Medium", "High".
    """
    if score is None or not printed.strip():
        return ""
    said, band = printed.strip(), matrix.band(score.product)
    sum_words = f"{score.likelihood} × {score.impact} is {score.product}"
    number = re.search(r"\d+", said)
    if number is not None and int(number[0]) != score.product:
        return f"The register prints {said}; {sum_words}."
    named = [each for each in matrix.bands if _names(said, each, matrix.bands)]
    if named and band not in named:
        return f"The register prints {said}; {sum_words}, which is {band.name.lower()}."
    return ""


def moved(before: Score | None, now: Score) -> Moved:
    """Which way a score went."""
    if before is None:
        return "new"
    if now.product == before.product:
        return "same"
    return "up" if now.product > before.product else "down"


def moved_words(before: Score | None, now: Score) -> str:
    """``Up from 12``, ``Down from 16``, ``Same``, ``New``."""
    way = moved(before, now)
    from_words = f" from {before.product}" if before is not None and way in ("up", "down") else ""
    return MOVES[way] + from_words


def checked_matrix(
    bands: Sequence[tuple[str, str]], likelihood: Sequence[str], impact: Sequence[str]
) -> Matrix:
    """A matrix from what was typed: (least score, name) of each band, empty ones left out.

    Raises MatrixError beside its box: ``band-2``, ``likelihood-1``, ``impact-5``.
    """
    found: list[Band] = []
    for place, (least, name) in enumerate(bands, 1):
        if least.strip() or name.strip():
            found.append(_band(f"band-{place}", least.strip(), name.strip(), found))
    if len(found) < 2:
        raise MatrixError("band-1", "Name at least two bands.")
    return Matrix(
        tuple(found), _step_words("likelihood", likelihood), _step_words("impact", impact)
    )


def _band(field: str, least: str, name: str, below: Sequence[Band]) -> Band:
    number = int(least) if least.isascii() and least.isdecimal() and len(least) < 4 else 0
    if not name:
        raise MatrixError(field, "Enter the name of the band, such as High.")
    if not below and number != 1:
        raise MatrixError(field, "The lowest band begins at 1.")
    if not 1 <= number <= HIGHEST:
        raise MatrixError(field, f"Enter the band’s lowest score, from 1 to {HIGHEST}.")
    if below and number <= below[-1].least:
        raise MatrixError(field, f"Enter a score above {below[-1].least}, where {name} begins.")
    if name.casefold() in {each.name.casefold() for each in below}:
        raise MatrixError(field, f"Two bands are called {name}. Give each its own name.")
    return Band(number, name)


def _step_words(field: str, words: Sequence[str]) -> tuple[str, ...]:
    for place, each in enumerate(words, 1):
        if not each.strip():
            raise MatrixError(f"{field}-{place}", f"Enter the word for {field} {place}.")
    return tuple(each.strip() for each in words)


def _names(printed: str, band: Band, bands: Sequence[Band]) -> bool:
    """Whether the printed words name this band and no longer one (High is no Very high)."""
    words = printed.casefold()
    if band.name.casefold() not in words:
        return False
    longer = [
        each.name.casefold()
        for each in bands
        if band.name.casefold() in each.name.casefold() and each != band
    ]
    return not any(each in words for each in longer)
