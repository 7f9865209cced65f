"""Which priorities of several councils belong in one row: by wording, likeness, then theme."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.kit.alignment import common_items
from portal.kit.wording import Wording, read_wording, wording_key

NEARLY_THE_SAME = 60
"""Per cent of the words of the longer wording that two wordings have in common, at least."""


@dataclass(frozen=True)
class Cell:
    """One priority: its reference, theme and wording, and whatever the page wants back."""

    ref: str
    theme: str
    wording: str
    extra: object = None


@dataclass(frozen=True)
class Column:
    """One council's priorities in order, or the company's own (``is_company``).

    The cells of a column that is not ``readable`` are never looked at.
    """

    key: str
    name: str
    readable: bool
    cells: tuple[Cell, ...]
    is_company: bool = False


@dataclass(frozen=True)
class Placed:
    """A cell with the numbers (from 0) of its column and of its place there."""

    column: int
    place: int
    cell: Cell
    read: Wording
    key: str

    def same_as(self, other: "Placed") -> bool:
        """Whether both say the same words; a cell without words is like no other."""
        return bool(self.key) and self.key == other.key

    def near(self, other: "Placed") -> bool:
        """Whether the wordings are nearly the same, and not quite."""
        return not self.same_as(other) and _share(self.read, other.read) >= NEARLY_THE_SAME


Row = dict[int, Placed]
"""The cells of one row by the numbers of their columns."""


def match_rows(columns: Sequence[Column]) -> list[Row]:
    """Every readable cell in exactly one row, with at most one cell of each column.

    Rows are matched by the same wording first, whatever its number, case or punctuation, then by
    wordings that share six words in ten, the likest first, then by theme. They come in the order
    of the first column that holds them. Columns that may not be read have no influence.
    """
    rows = _by_wording(columns)
    rows = _by_likeness(sorted(rows, key=_order))
    rows = _by_theme(sorted(rows, key=_order))
    return sorted(rows, key=_order)


def _placed(columns: Sequence[Column]) -> Iterator[Placed]:
    for number, column in enumerate(columns):
        for place, cell in enumerate(column.cells if column.readable else ()):
            read = read_wording(cell.wording)
            yield Placed(number, place, cell, read, read.key)


def _order(row: Row) -> tuple[int, int]:
    first = row[min(row)]
    return first.column, first.place


def _by_wording(columns: Sequence[Column]) -> list[Row]:
    rows: list[Row] = []
    worded: defaultdict[str, list[Row]] = defaultdict(list)
    for placed in _placed(columns):
        open_rows = worded[placed.key] if placed.key else []
        row = next((row for row in open_rows if placed.column not in row), None)
        if row is None:
            row = {}
            rows.append(row)
            open_rows.append(row)
        row[placed.column] = placed
    return rows


def _by_likeness(rows: Sequence[Row]) -> list[Row]:
    home = list(range(len(rows)))
    merged = [dict(row) for row in rows]
    for _, one, other in sorted(_likely(rows)):
        here, there = sorted((_home(home, one), _home(home, other)))
        if here != there and merged[here].keys().isdisjoint(merged[there]):
            merged[here] |= merged[there]
            home[there] = here
    return [row for number, row in enumerate(merged) if home[number] == number]


def _home(home: Sequence[int], row: int) -> int:
    while home[row] != row:
        row = home[row]
    return row


def _likely(rows: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """Pairs of rows nearly the same, the likest lowest. Each row still has one wording."""
    wordings = [row[min(row)].read for row in rows]
    bags = _bags(wordings)
    sizes = [len(wording.keys) for wording in wordings]
    masks = [sum(1 << column for column in row) for row in rows]
    for other in range(len(rows)):
        bag, size, mask = bags[other], sizes[other], masks[other]
        for one in range(other):
            # Words in common in any order are at least those in the same order: a quick way out.
            longer = sizes[one] if sizes[one] > size else size
            if masks[one] & mask or (bags[one] & bag).bit_count() * 100 < NEARLY_THE_SAME * longer:
                continue
            share = _share(wordings[one], wordings[other])
            if share >= NEARLY_THE_SAME:
                yield -share, one, other


def _bags(wordings: Sequence[Wording]) -> list[int]:
    """Each wording as a set of numbered words, one bit each; a second "the" is another bit."""
    numbers: dict[tuple[str, int], int] = {}
    bags = []
    for wording in wordings:
        seen: defaultdict[str, int] = defaultdict(int)
        bag = 0
        for word in wording.keys:
            seen[word] += 1
            bag |= 1 << numbers.setdefault((word, seen[word]), len(numbers))
        bags.append(bag)
    return bags


def _share(one: Wording, other: Wording) -> int:
    """Per cent of the longer wording's words that both have in the same order, rounded down."""
    longer = max(len(one.keys), len(other.keys))
    return common_items(one.keys, other.keys) * 100 // longer if longer else 0


def _by_theme(rows: Sequence[Row]) -> list[Row]:
    held: list[Row] = []
    themed: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        themes = {key for placed in row.values() if (key := wording_key(placed.cell.theme))}
        known = (old for theme in sorted(themes) for old in themed[theme])
        free = [old for old in known if old.keys().isdisjoint(row)]
        if free:
            home = min(free, key=_order)
            home |= row
        else:
            home = row
            held.append(home)
        for theme in themes:
            themed[theme].append(home)
    return held
