"""Rows that ends of lines broke: parts of one line of a table, on several lines of the text."""

import re
from collections.abc import Sequence

from portal.imports.reading.model import Key, Row
from portal.imports.reading.text import is_bullet, words_in

_REF = re.compile(
    r"(?:[A-Z]{1,4}[ ./-]?)?\d{1,4}(?:[./]\d{1,3})*[a-z]?[.)]?|[A-Z]{1,2}\d*\.?|[ivx]+\.?", re.I
)
_MOST = 12
"""Lines that one row may be broken into."""


def is_reference(cell: str) -> bool:
    """Whether a cell is a number or code that things are called by: "7", "1.2", "KPI 3", "A"."""
    return bool(_REF.fullmatch(cell.strip()))


def goes_on(before: str, after: str) -> bool:
    """Whether a cell goes on: mid-sentence, or at a word that no cell ends with."""
    after = after.strip()
    if not before or not after:
        return False
    return after[0].islower() or before.rstrip().endswith(
        (",", " and", " the", " of", " to", "-", "–")
    )


def mended(rows: Sequence[Row], width: int) -> tuple[list[Row], list[tuple[Key, Key, str]]]:
    """The rows with broken ones whole again; and the lines put into others: which, where, why."""
    found: list[Row] = []
    joined: list[tuple[Key, Key, str]] = []
    at = 0
    while at < len(rows):
        end = _end_of_broken(rows, at, width)
        whole = rows[at]
        for part in rows[at + 1 : end]:
            whole = _glued(whole, part)
            why = f"the rest of line {whole.line}, which the file breaks"
            joined.append((part.key, whole.key, why))
        found.append(whole)
        at = end
    return found, joined


def _end_of_broken(rows: Sequence[Row], at: int, width: int) -> int:
    """One past the last line of the row that begins at ``at``: ``at`` + 1 for a whole one."""
    told = rows[at].told
    if not 1 < told < width or rows[at].told == 0:
        return at + 1
    for end in range(at + 1, min(at + _MOST, len(rows))):
        part = rows[end]
        if not part.told or part.told >= width or not _follows(rows[end - 1], part):
            return at + 1
        told += part.told - 1
        if told == width:
            return end + 1
        if told > width:
            return at + 1
    return at + 1


def _follows(before: Row, part: Row) -> bool:
    last, first = (before.cells or ("",))[-1], (part.cells or ("",))[0]
    if len(before.cells) < before.told or not first or is_reference(first):
        return False
    unfinished = words_in(last) >= 4 and not last.endswith((".", "!", "?", ";"))
    return goes_on(last, first) or is_bullet(first) or unfinished


def _glued(row: Row, part: Row) -> Row:
    """The last cell goes on in the first cell of the next line."""
    sign = "\n" if is_bullet(part.cells[0]) else " "
    cells = (*row.cells[:-1], f"{row.cells[-1]}{sign}{part.cells[0]}", *part.cells[1:])
    return Row(row.line, cells, row.part, told=row.told + part.told - 1)
