"""The heat map of a register, its counts, and what is chosen in them. No I/O, no Flask."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.kit.words import join_names, number_in_words, plural, sentence_case
from portal.risks.pages import Row
from portal.risks.rules import ARROWS, MOVES, STEPS, Band, Matrix, Score


@dataclass(frozen=True)
class Cell:
    """One field of the heat map: how many risks stand there."""

    likelihood: int
    impact: int
    count: int
    score: int
    band: str
    level: str
    chosen: bool

    @property
    def value(self) -> str:
        """As the address names it: ``4x5``."""
        return f"{self.likelihood}x{self.impact}"


@dataclass(frozen=True)
class Chosen:
    """What of the register is shown: one cell, one band, those that moved, or all of it."""

    cell: str = ""
    band: str = ""
    moved: str = ""

    def holds(self, row: Row) -> bool:
        """Whether a row is among what is shown."""
        if self.cell:
            score = row.score
            return score is not None and f"{score.likelihood}x{score.impact}" == self.cell
        if self.band:
            return row.band == self.band
        return row.moved == self.moved if self.moved else True

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.cell or self.band or self.moved)


def cells(found: Sequence[Row], matrix: Matrix, chosen: Chosen) -> list[list[Cell]]:
    """The heat map: most likely first, each line from the least impact to the gravest."""
    count = Counter((row.score.likelihood, row.score.impact) for row in found if row.score)
    return [
        [_cell(Score(likelihood, impact), count, matrix, chosen) for impact in STEPS]
        for likelihood in reversed(STEPS)
    ]


def _cell(
    score: Score, count: Mapping[tuple[int, int], int], matrix: Matrix, chosen: Chosen
) -> Cell:
    band, place = matrix.band(score.product), (score.likelihood, score.impact)
    return Cell(
        *place,
        count=count.get(place, 0),
        score=score.product,
        band=band.name,
        level=matrix.level(band),
        chosen=chosen.cell == f"{score.likelihood}x{score.impact}",
    )


def by_band(found: Sequence[Row], matrix: Matrix) -> list[tuple[Band, str, str, int]]:
    """Of each band, the highest first: itself, its tint, its words, how many risks."""
    count = Counter(row.band for row in found)
    return [
        (band, matrix.level(band), matrix.words(band), count[band.name])
        for band in reversed(matrix.bands)
    ]


def by_move(found: Sequence[Row]) -> list[tuple[str, str, str, int]]:
    """Of each way since the last quarter: its name, arrow, word, how many risks."""
    count = Counter(row.moved for row in found if row.moved)
    shown = [way for way in MOVES if count[way] or way != "new"]
    return [(way, ARROWS[way], MOVES[way], count[way]) for way in shown]


def sentence(found: Sequence[Row], matrix: Matrix) -> str:
    """``Two risks are high and none is very high; three are medium. One rose this quarter.``"""
    if not found:
        return "No risk is on this register."
    count = Counter(row.band for row in found if row.band)
    top, *rest = list(reversed(matrix.bands))
    parts = [_band_words(count[top.name], top, "risk", first=True)]
    parts += [_band_words(count[band.name], band) for band in rest if count[band.name]]
    unread = sum(row.score is None for row in found)
    if unread:
        parts.append(f"{number_in_words(unread)} cannot be scored as written")
    rose = sum(row.moved == "up" for row in found)
    rising = f" {sentence_case(number_in_words(rose))} rose this quarter." if rose else ""
    return sentence_case(join_names(parts)) + "." + rising


def _band_words(count: int, band: Band, noun: str = "", *, first: bool = False) -> str:
    if first and count == 0:
        return f"no risk is {band.name.lower()}"
    number = plural(count, noun).split(" ", 1)[1] if noun else ""
    verb = "is" if count == 1 else "are"
    parts = (number_in_words(count), number, verb, band.name.lower())
    return " ".join(part for part in parts if part)


def heading(chosen: Chosen, matrix: Matrix, count: int) -> str:
    """What stands over the list: ``4 likely × 4 major: two risks``."""
    risks = plural(count, "risk")
    if chosen.cell:
        likelihood, _, impact = chosen.cell.partition("x")
        first = f"{likelihood} {matrix.likelihood[int(likelihood) - 1].lower()}"
        return f"{first} × {impact} {matrix.impact[int(impact) - 1].lower()}: {risks}"
    if chosen.band:
        return f"{chosen.band}: {risks}"
    words = {"up": "Up since last quarter", "down": "Down since last quarter"}
    named = words | {"same": "Same as last quarter", "new": "New this quarter"}
    return f"{named[chosen.moved]}: {risks}" if chosen.moved else "Every risk, the highest first"


def read_chosen(asked: Mapping[str, str], matrix: Matrix) -> Chosen:
    """What an address asks for; words that name nothing here choose nothing."""
    places = {f"{a}x{b}" for a in STEPS for b in STEPS}
    cell, band, way = (asked.get(name, "") for name in ("cell", "band", "moved"))
    return Chosen(
        cell if cell in places else "",
        band if band in {each.name for each in matrix.bands} else "",
        way if way in ("up", "down", "same", "new") else "",
    )
