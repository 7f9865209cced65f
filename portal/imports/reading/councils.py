"""Matrices of priorities: the company's beside each council's, one column for each."""

import re
from collections.abc import Sequence

from portal.imports.reading.seen import Seen
from portal.imports.reading.text import norm
from portal.imports.reading.values.numbers import figures, is_period, read_number


def council_columns(seen: Seen) -> list[int]:
    """The columns of a matrix of priorities by council; none where it is no such matrix.

    Its names are the company's priorities beside "… in Kingston", "… in Richmond", or the names of
    councils that are given; below them stand sentences, not figures.
    """
    columns = [n for n, name in enumerate(seen.names) if name]
    if len(columns) < 2 or any(figures(seen.column(n)) > 0.2 for n in columns):
        return []
    placed = [n for n in columns if _of_council(seen.names[n], seen.councils)]
    shared = [
        n
        for n in columns
        if re.search(r"\bpriorit(y|ies)\b|\bcompany\b|\ball councils\b", norm(seen.names[n]))
    ]
    both = sorted({*placed, *shared})
    return both if len(placed) >= 2 and len(both) >= len(columns) - 1 else []


_PLACE = re.compile(
    r".*\b(?:in|for)\s+[A-Z][\w’'-]+(?:\s+(?:and|upon|on|of|the|[A-Z][\w’'-]+))*\s*"
)


def _of_council(name: str, councils: Sequence[str]) -> bool:
    if any(norm(council) and norm(council) in norm(name) for council in councils):
        return True
    return bool(_PLACE.fullmatch(name)) and not is_period(name) and read_number(name) is None
