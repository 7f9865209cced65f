"""Which priorities of several councils belong in one row: by derivation, by wording, by likeness,
then by theme."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.kit.wording import Wording, wording_key
from portal.plans.kinds import names_of
from portal.plans.rules.shares import Shares, Words


@dataclass(frozen=True)
class Cell:
    """One priority: its reference, themes (between semicolons) and wording, and whatever the page
    wants back. ``item`` is its number and ``source`` that of what it follows, where it does."""

    ref: str
    theme: str
    wording: str
    extra: object = None
    item: int | None = None
    source: int | None = None


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
    words: Words = field(compare=False, repr=False)
    shares: Shares = field(compare=False, repr=False)

    @property
    def says_something(self) -> bool:
        """Whether it has words; a cell without any is like no other."""
        return bool(self.words.keys)

    def same_as(self, other: "Placed") -> bool:
        """Whether both say the same words."""
        return self.says_something and self.words is other.words

    def near(self, other: "Placed") -> bool:
        """Whether the wordings are nearly the same, and not quite."""
        return self.words is not other.words and self.shares.share(self.words, other.words) > 0


Row = dict[int, Placed]
"""The cells of one row by the numbers of their columns."""


def match_rows(columns: Sequence[Column]) -> list[Row]:
    """Every readable cell in exactly one row, with at most one cell of each column.

    What derives from another stands in that one's row, whatever it says. Then rows are matched by
    the same wording, whatever its number, case or punctuation, by wordings that share six words in
    ten, the likest first, and by theme. They come in the order of the first column that holds them.
    Columns that may not be read have no influence: what derives from a text in one of them is
    matched by what it says itself.
    """
    shares = Shares()
    rows: list[Row] = [{placed.column: placed} for placed in _placed(columns, shares)]
    rows = _by_derivation(rows)
    rows = _by_keys(rows, lambda placed: {placed.words} if placed.says_something else set())
    rows = _by_likeness(rows, shares)
    return _by_keys(rows, _themes)


def themes_of(theme: str) -> list[str]:
    """The themes that a priority stands under, as written between semicolons."""
    return names_of(theme)


def _themes(placed: Placed) -> set[str]:
    return {key for theme in themes_of(placed.cell.theme) if (key := wording_key(theme))}


def _placed(columns: Sequence[Column], shares: Shares) -> Iterator[Placed]:
    for number, column in enumerate(columns):
        for place, cell in enumerate(column.cells if column.readable else ()):
            yield Placed(number, place, cell, *shares.read(cell.wording), shares)


def _order(row: Row) -> tuple[int, int]:
    first = row[min(row)]
    return first.column, first.place


def _by_derivation(rows: Sequence[Row]) -> list[Row]:
    """Rows of one cell each, put together along what derives from what."""
    where = {
        placed.cell.item: number
        for number, row in enumerate(rows)
        for placed in row.values()
        if placed.cell.item is not None
    }
    pairs = [
        (where[source], number)
        for number, row in enumerate(rows)
        for placed in row.values()
        if (source := placed.cell.source) is not None and source in where
    ]
    return _joined(rows, pairs)


def _by_likeness(rows: Sequence[Row], shares: Shares) -> list[Row]:
    held: defaultdict[Words, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for placed in row.values():
            held[placed.words].add(number)
    likest: dict[tuple[int, int], int] = {}
    for one, other, share in shares.likely_pairs():
        for here in held[one]:
            for there in held[other]:
                pair = (here, there) if here < there else (there, here)
                likest[pair] = max(share, likest.get(pair, 0))
    return _joined(rows, sorted(likest, key=lambda pair: (-likest[pair], pair)))


def _joined(rows: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> list[Row]:
    """The rows in order, the pairs of them put together, as long as no column has two cells."""
    home = list(range(len(rows)))
    merged = [dict(row) for row in rows]
    for pair in pairs:
        here, there = sorted(_home(home, row) for row in pair)
        if here != there and merged[here].keys().isdisjoint(merged[there]):
            merged[here] |= merged[there]
            home[there] = here
    left = [row for number, row in enumerate(merged) if home[number] == number]
    return sorted(left, key=_order)


def _home(home: Sequence[int], row: int) -> int:
    while home[row] != row:
        row = home[row]
    return row


def _by_keys(rows: Sequence[Row], keys_of: Callable[[Placed], Iterable[Hashable]]) -> list[Row]:
    """The rows in order, each put into the first with a key of its own that has room for it."""
    held: list[Row] = []
    keyed: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        keys = {key for placed in row.values() for key in keys_of(placed)}
        free = [old for key in keys for old in keyed[key] if old.keys().isdisjoint(row)]
        if free:
            home = min(free, key=_order)
            home |= row
        else:
            home = row
            held.append(home)
        for key in keys:
            keyed[key].append(home)
    return sorted(held, key=_order)
