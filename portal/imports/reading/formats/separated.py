"""Cells with commas, semicolons or tabs between them, and quotes around what holds those."""

import csv
import io
from collections.abc import Iterator

from portal.imports.reading import limits
from portal.imports.reading.formats import bounds
from portal.imports.reading.model import Block, Document, Grid, ReadingError, Row

_SIGNS = ",;\t|"


def read_separated(name: str, text: str, sign: str = "") -> Document:
    """A document of one table or several: an empty line ends one.

    ``sign`` stands between cells; where it is not given, the one that the first lines share.
    """
    csv.field_size_limit(limits.LONGEST_CELL + 1)
    blocks: list[Block] = []
    rows: list[Row] = []
    for row in _rows(text, sign or _sign_of(text)):
        if row.cells:
            rows.append(row)
        elif rows:
            blocks, rows = [*blocks, Grid(tuple(rows))], []
    return Document(name, [*blocks, Grid(tuple(rows))] if rows else blocks)


def _rows(text: str, sign: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    line, count = 1, 0
    try:
        for cells in reader:
            count += 1
            bounds.within(count, len(cells))
            yield Row(line, bounds.tidy(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadingError(
            f"Line {line} cannot be told into cells: a quote may be open, or a cell too long"
        ) from error


def _sign_of(text: str) -> str:
    """The sign that parts the most of the first lines into the same number of cells."""
    lines = [line for line in text.split("\n")[:200] if line.strip()][:40]

    def weight(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    return max(_SIGNS, key=weight)
