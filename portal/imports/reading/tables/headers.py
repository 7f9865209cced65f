"""Lines that name columns: known by the names the field uses, or by being unlike what follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from portal.imports.reading.model import Row
from portal.imports.reading.text import norm, plain, words_in
from portal.imports.reading.values.numbers import is_figure, is_period
from portal.imports.reading.vocabulary import meanings
from portal.kit.timescales import read_timescale

_NAMES = ("unreadable", "complete")
"""What a column's name is when read as a time: none. (“Completed” is a column of counts.)"""


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, from ``depth`` lines of it that begin at ``at``."""

    at: int
    depth: int
    names: tuple[str, ...]

    def is_again(self, row: Row) -> bool:
        """Whether a line says the same names again, as on the top of a new page."""
        said = [norm(cell) for cell in row.cells if cell]
        own = [norm(part) for name in self.names for part in (name, *name.split(" – ")) if part]
        return len(said) > 1 and sum(word in own for word in said) >= max(0.8 * len(said), 2)


def find_header(rows: Sequence[Row], start: int = 0) -> Header | None:
    """The first line from ``start`` on that names columns, with the lines above and below it."""
    for at in range(start, len(rows)):
        if names_columns(rows[at], _at(rows, at + 1), first=start == 0 and at < _TOP):
            return whole_header(rows, at)
    return None


def _at(rows: Sequence[Row], at: int) -> Row | None:
    return rows[at] if at < len(rows) else None


_TOP = 8
"""Lines in which a table's first header is looked for with less proof."""


def unlike_the_rest(rows: Sequence[Row]) -> Header | None:
    """The first line, where its cells are short names and the cells below are long or figures."""
    at = next((n for n, row in enumerate(rows[:3]) if len(row.filled) > 1), None)
    if at is None or len(rows) < at + 2:
        return None
    row, body = rows[at], rows[at + 1 :]
    width = max(len(other.cells) for other in rows)
    names = [cell for cell in row.cells if cell]
    if len(names) < width - 1 or not all(nameable(cell) and words_in(cell) < 9 for cell in names):
        return None
    unlike = [_unlike(row.cells[column], body, column) for column in row.filled]
    return whole_header(rows, at) if sum(unlike) >= max(len(unlike) - 1, 2) else None


def _unlike(name: str, body: Sequence[Row], column: int) -> bool:
    cells = [row.cells[column] for row in body if column < len(row.cells) and row.cells[column]]
    if not cells:
        return False
    if sum(is_figure(cell) for cell in cells) > len(cells) / 2:
        return True
    return median(words_in(cell) for cell in cells) >= 2 * words_in(name) + 2


def names_columns(row: Row, below: Row | None = None, *, first: bool) -> bool:
    """Whether the cells are names of columns; the ``first`` header of a table needs less proof.

    Inside a table the proof is many names that the field knows, or figures in the line ``below``.
    """
    cells = [row.cells[column] for column in row.filled]
    if len(cells) < 2 or row.wide or not all(map(nameable, cells)):
        return False
    if 0 < sum(read_timescale(cell).kind == "month" for cell in cells) < _MONTHS:
        return False
    known = sum(map(is_known, cells))
    told = [max(term.weight for term in meanings(cell)) for cell in cells if meanings(cell)]
    if first and told and known > 1:
        return known >= 0.5 * len(cells)
    if _is_of_figures(row, below):
        return True
    if len(cells) < 3 or not told or sum(told) < _PROOF or known > len(told) == known - 1:
        return False
    if len(cells) > 3 and known >= 0.75 * len(cells):
        return True
    return known >= 0.6 * len(cells) and below is not None and _has_figures(below, row.filled)


_PROOF = 4.0
"""What the names in a line must weigh together to be a header inside a table."""
_MONTHS = 3
"""Months in a line that make them columns; fewer are times that things are due."""


def _is_of_figures(row: Row, below: Row | None) -> bool:
    """Whether a line names a block and columns of figures, with figures below it."""
    if below is None or row.filled[0] != 0 or not _has_figures(below, row.filled):
        return False
    return all(
        any(term.kind == "measure" and term.weight >= 1.5 for term in meanings(row.cells[column]))
        and words_in(row.cells[column]) <= 4
        for column in row.filled[1:]
    )


def _has_figures(row: Row, columns: Sequence[int]) -> bool:
    return any(column < len(row.cells) and is_figure(row.cells[column]) for column in columns[1:])


def is_known(cell: str) -> bool:
    """Whether the field calls columns so."""
    return bool(meanings(cell)) or is_period(cell)


@lru_cache(maxsize=4096)
def nameable(cell: str) -> bool:
    """Whether a column could be called so: short words, no figure, no day, no sentence."""
    words = plain(cell).strip("* ")
    if is_period(words) or words in ("%", "#", "£") or _OF_MONEY.fullmatch(words):
        return True
    if is_figure(words) or words_in(words) > _MOST_WORDS:
        return False
    if words.endswith((".", "…")) and words_in(words) > 1 and not _SHORTENED.search(words):
        return False
    return read_timescale(words).kind in _NAMES and any(map(str.isalpha, words))


_MOST_WORDS = 12
_SHORTENED = re.compile(r"\b(?:nos?|refs?|avg?|ave|est|yr|neigh|resp|incl?|num|dept)\.$", re.I)
_OF_MONEY = re.compile(r"(?:[\d/–-]+\s*)?£\s?['’]?(?:0{3}s?|m|k|000,000)(?:\s*[\d/–-]+)?", re.I)


def whole_header(rows: Sequence[Row], at: int) -> Header:
    """The header at a line, with a second line of it, below or above."""
    names = list(rows[at].cells)
    begin, depth = at, 1
    if at + 1 < len(rows) and _is_below(rows[at], rows[at + 1]):
        names, depth = _joined(names, list(rows[at + 1].cells)), 2
    elif at > 0 and _is_above(rows[at - 1], rows[at]):
        names, begin, depth = _joined(list(rows[at - 1].cells), names), at - 1, 2
    return Header(begin, depth, tuple(_name(cell) for cell in names))


def _name(cell: str) -> str:
    words = " ".join(plain(cell).split())
    return words.strip("*") if words.startswith("**") and words.endswith("**") else words


def _is_below(top: Row, below: Row) -> bool:
    """Whether a line parts the names above it: names itself, also where those leave cells empty."""
    cells = [below.cells[column] for column in below.filled]
    if len(cells) < 2 or not all(map(nameable, cells)) or not all(map(is_known, cells)):
        return False
    if all(_is_unit(cell) for cell in cells):
        return True
    open_cells = [c for c in below.filled if c >= len(top.cells) or not top.cells[c]]
    return bool(open_cells) and not (below.cells[0] and top.cells[0])


def _is_unit(cell: str) -> bool:
    words = plain(cell).strip("* ()")
    return words in ("%", "#", "£", "No", "No.", "Number") or bool(_OF_MONEY.fullmatch(words))


def _is_above(above: Row, row: Row) -> bool:
    """Whether a line groups the names below it: some names, and not in the first column alone."""
    cells = [above.cells[column] for column in above.filled]
    if (
        above.wide
        or not cells
        or not all(map(nameable, cells))
        or len(above.filled) >= len(row.filled)
    ):
        return False
    return above.filled[-1] > 0 and all(words_in(cell) < 7 for cell in cells)


def _joined(top: list[str], below: list[str]) -> list[str]:
    """Two lines of names as one: the upper name holds for the empty cells to its right."""
    width = max(len(top), len(below))
    top, below = top + [""] * (width - len(top)), below + [""] * (width - len(below))
    names, last = [], ""
    for upper, lower in zip(top, below, strict=True):
        last = upper or (last if lower else "")
        both = last and lower and norm(last) != norm(lower)
        names.append(f"{last} – {lower}" if both else lower or upper)
    return names
