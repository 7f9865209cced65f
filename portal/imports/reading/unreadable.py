"""Lines after a table that were its rows, and whose columns the file runs together."""

import re
from collections import Counter
from collections.abc import Sequence

from portal.imports.reading.model import Prose
from portal.imports.reading.tables.cutting import Table
from portal.imports.reading.tables.prose import is_firm_heading

WHY = (
    "The columns of the table above are run together here: which words belong to which column "
    "cannot be told"
)
_LONG = 60
_AGAIN = 0.2
_TOGETHER = 3


def run_together(text: str) -> bool:
    """Whether a paragraph holds several columns' cells, line by line mixed.

    Cells of one row are alike in a matrix, so the same few words come again and again.
    """
    words = re.sub(r"[^\w\s]", "", text.casefold()).split()
    if len(words) < _LONG:
        return False
    runs = Counter(tuple(words[n : n + _TOGETHER]) for n in range(len(words) - _TOGETHER + 1))
    again = sum(times for times in runs.values() if times > 1)
    return again >= _AGAIN * sum(runs.values())


def unreadable(prose: Sequence[tuple[Prose, Table | None]]) -> list[Prose]:
    """The lines to be set aside: from the first that is run together to the next firm heading."""
    found: list[Prose] = []
    under: Table | None = None
    for line, table in prose:
        if under is not None and (table is not under or is_firm_heading(line)):
            under = None
        if under is None and table is not None and table.width > 2 and run_together(line.text):
            under = table
        if under is not None:
            found.append(line)
    return found
