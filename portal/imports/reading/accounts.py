"""What became of each line of a document: landed, set aside, or no data. The rest is lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.imports.reading.model import Document, Key


@dataclass(frozen=True)
class Account:
    """Lines of a document by what became of them. ``lost`` and ``twice`` must be empty."""

    lines: int
    landed: int
    aside: int
    not_data: int
    prose: int
    lost: tuple[Key, ...]
    twice: tuple[Key, ...]


def account(
    document: Document,
    *,
    landed: Iterable[Key],
    aside: Iterable[Key],
    not_data: Iterable[Key],
    prose: Iterable[Key],
) -> Account:
    """Holds what became of each line against the lines that the document has."""
    parts = [list(landed), list(aside), list(not_data), [key for key in prose if key[1]]]
    seen = Counter(key for part in parts for key in part)
    lines = [*dict.fromkeys(document.lines)]
    filled = set(lines) - document.empty
    lost = tuple(key for key in lines if key in filled and not seen[key])
    twice = tuple(key for key, times in seen.items() if times > 1)
    counts = [len(part) for part in parts]
    return Account(len(filled), counts[0], counts[1], counts[2], counts[3], lost, twice)
