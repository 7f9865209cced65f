"""Whether a table is too large to read, said in words; and a row's cells, tidied."""

from collections.abc import Iterable

from portal.imports.reading import limits
from portal.imports.reading.model import ReadingError


def within(rows: int, columns: int, where: str = "This file") -> None:
    """Raises ReadingError for more lines or columns than are read."""
    if rows > limits.MOST_ROWS:
        raise ReadingError(
            f"{where} has {rows:,} lines. At most {limits.MOST_ROWS:,} are read at once: "
            "split it, or leave out what is no plan"
        )
    if columns > limits.MOST_COLUMNS:
        raise ReadingError(
            f"{where} has {columns:,} columns. At most {limits.MOST_COLUMNS} are read: "
            "take out the columns that are not needed"
        )


def few_cells(cells: int) -> None:
    """Raises ReadingError for more cells than are read."""
    if cells > limits.MOST_CELLS:
        raise ReadingError(
            f"This file has more than {limits.MOST_CELLS:,} cells. Split it, and import its parts"
        )


def tidy(cells: Iterable[str]) -> tuple[str, ...]:
    """Cells without the space around them, and without the empty ones at the end of the line."""
    found = [cell.replace("\u00a0", " ").replace("\x00", "").strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    for cell in found:
        if len(cell) > limits.LONGEST_CELL:
            raise ReadingError(
                f"One cell holds more than {limits.LONGEST_CELL:,} characters: it begins "
                f"“{cell[:40]}”"
            )
    return tuple(found)
