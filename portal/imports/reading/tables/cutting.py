"""A document's blocks to its tables: each with its heading, its columns' names and its lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.imports.reading.model import Block, Grid, Key, Prose, Row
from portal.imports.reading.tables.headers import (
    Header,
    find_header,
    nameable,
    names_columns,
    unlike_the_rest,
    whole_header,
)
from portal.imports.reading.tables.mending import mended
from portal.imports.reading.tables.prose import Headings, furniture
from portal.imports.reading.text import plain, unmarked, words_in

NotData = list[tuple[Key, str]]


@dataclass
class Table:
    """Lines under one header, the header's repetitions and what stands above it known as such.

    ``body`` are the lines that may be data; ``breaks`` those of them with which a page begins.
    ``lines`` is every line that stands in the table, ``about`` what its heading is about, ``told``
    how many cells the header has in the file.
    """

    heading: str
    about: str
    names: tuple[str, ...] = ()
    caption: str = ""
    note: str = ""
    told: int = 0
    body: list[Row] = field(default_factory=list)
    lines: list[Key] = field(default_factory=list)
    not_data: NotData = field(default_factory=list)
    breaks: set[Key] = field(default_factory=set)

    @property
    def width(self) -> int:
        """Columns of the header, or of the widest line where there is none."""
        return len(self.names) or max((len(row.cells) for row in self.body), default=0)

    def leave(self, rows: Sequence[Row], why: str) -> None:
        """Take lines in as no data."""
        self.lines += [row.key for row in rows]
        self.not_data += [(row.key, why) for row in rows]

    def take(self, row: Row) -> None:
        """Take in a line that may be data."""
        self.lines.append(row.key)
        self.body.append(row)


@dataclass
class Cut:
    """What a document was cut into: its tables, and each line of prose with the table before it."""

    tables: list[Table] = field(default_factory=list)
    prose: list[tuple[Prose, Table | None]] = field(default_factory=list)


def cut(blocks: Sequence[Block]) -> Cut:
    """The tables of a document, joined where a page alone parts them, and the prose around them."""
    found, headings = Cut(), Headings()
    blocks = [one for block in _spaced_out(blocks) for one in _as_prose(block)]
    passing = furniture(blocks)
    between = False
    for at, block in enumerate(blocks):
        last = found.tables[-1] if found.tables else None
        if isinstance(block, Prose):
            found.prose.append((block, last))
            if at not in passing or block.level:
                between = True
                headings.pass_by(block)
            elif not between and last is None:
                headings.pass_by(block)
            continue
        goes_on = None if between else last
        found.tables += _tables(block, headings, goes_on, last)
        headings.pass_table()
        between = False
    return found


def _spaced_out(blocks: Sequence[Block]) -> list[Block]:
    """The same, where a file has an empty line after every line of a table, without those."""
    found: list[Block] = []
    single = False
    for block in blocks:
        alone = isinstance(block, Grid) and len(block.rows) == 1 and block.rows[0].told > 1
        last = found[-1] if found else None
        if alone and single and isinstance(block, Grid) and isinstance(last, Grid):
            found[-1] = Grid((*last.rows, *block.rows), last.apart)
        else:
            found.append(block)
        single = alone
    return found


def _as_prose(block: Block) -> Sequence[Block]:
    """Lines that only look like a table, one cell each as sheets have headings, as prose."""
    if isinstance(block, Prose) or len(block.rows) > 3:
        return [block]
    if any(len(row.filled) > 1 for row in block.rows):
        return [block]
    return [Prose(row.line, row.words, 0, row.part) for row in block.rows if row.cells]


def _tables(
    grid: Grid, headings: Headings, goes_on: Table | None, last: Table | None
) -> list[Table]:
    """The tables that begin in the grid; rows that go on the table before are given to it."""
    rows, joined = mended([row for row in grid.rows if row.cells], _usual_width(grid))
    cutter = _Cutter(rows, headings)
    if goes_on is not None and rows and _continues(rows, goes_on):
        goes_on.breaks.add(rows[0].key)
        cutter.table = goes_on
    cutter.cut()
    _account_for(joined, [*cutter.begun, *([goes_on] if goes_on is not None else [])])
    for table in cutter.begun:
        if not table.names:
            _name_by_likeness(table, last)
        last = table
    return cutter.begun


def _usual_width(grid: Grid) -> int:
    """How many cells most lines have in the file; 0 where the format does not say."""
    told = Counter(row.told for row in grid.rows if row.told > 1)
    return max(told, key=lambda width: (told[width], width), default=0)


def _account_for(joined: Sequence[tuple[Key, Key, str]], tables: Sequence[Table]) -> None:
    """Note the lines that went into others with the table that those are in."""
    for key, whole, why in joined:
        table = next(table for table in tables if whole in table.lines)
        table.lines.append(key)
        table.not_data.append((key, why))


class _Cutter:
    """Goes down the rows of one grid, and begins a table at each header that is new."""

    def __init__(self, rows: Sequence[Row], headings: Headings) -> None:
        self.rows = rows
        self.headings = headings
        self.table: Table | None = None
        self.begun: list[Table] = []

    def cut(self) -> None:
        at = 0
        while at < len(self.rows):
            at += self._step(at)

    def _step(self, at: int) -> int:
        """Take in the line at ``at``; answers how many lines were taken in."""
        row, table = self.rows[at], self.table
        if table is not None and table.names and Header(0, 1, table.names).is_again(row):
            table.leave([row], "the header again")
            if at + 1 < len(self.rows):
                table.breaks.add(self.rows[at + 1].key)
            return 1
        if header := self._header(at):
            self._begin_at(header)
            return header.at + header.depth - at
        (table or self._begin()).take(row)
        return 1

    def _header(self, at: int) -> Header | None:
        """The header that begins a new table at this line, if one does."""
        table = self.table
        first = table is None or (not table.names and all(map(_is_caption, table.body)))
        below = self.rows[at + 1] if at + 1 < len(self.rows) else None
        if not names_columns(self.rows[at], below, first=first):
            return None
        header = whole_header(self.rows, at)
        if header.at == at or (table and table.body and table.body[-1] is self.rows[header.at]):
            return header
        alone = whole_header(self.rows[at:], 0)
        return Header(at, alone.depth, alone.names)

    def _begin(self) -> Table:
        self.table = Table(self.headings.nearest, self.headings.of_what())
        self.begun.append(self.table)
        return self.table

    def _begin_at(self, header: Header) -> None:
        """A new table under this header, with the captions that stand right above it."""
        above = self._given_back(header)
        if self.table in self.begun and not self.table.lines:
            self.begun.remove(self.table)
        table = self._begin()
        table.names = header.names
        table.told = self.rows[header.at].told
        table.caption = " ".join(unmarked(row.words) for row in above)
        table.leave(above, "a caption above the header")
        table.leave(self.rows[header.at : header.at + header.depth], "the header")

    def _given_back(self, header: Header) -> list[Row]:
        """The captions above a header, and its own upper line, taken out of the table before."""
        found: list[Row] = []
        for row in reversed(self.rows[: header.at + header.depth]):
            mine = self.table is not None and self.table.body and self.table.body[-1] is row
            if not mine and row not in self.rows[header.at : header.at + header.depth]:
                break
            if mine and not (_is_caption(row) or row is self.rows[header.at]):
                break
            if mine and self.table is not None:
                self.table.body.pop()
                self.table.lines.remove(row.key)
                found += [] if row is self.rows[header.at] else [row]
        return found[::-1]


def _continues(rows: Sequence[Row], before: Table) -> bool:
    """Whether rows go on the table before: its header again, or none and as many columns."""
    if not before.names:
        return False
    header = find_header(rows[:4])
    if header is not None:
        again = Header(0, 1, before.names)
        return any(again.is_again(row) for row in rows[header.at : header.at + header.depth])
    if unlike_the_rest(rows) is not None:
        return False
    wide = max((len(row.cells) for row in rows), default=0)
    told = max((row.told for row in rows), default=0)
    if told and before.told:
        return told == before.told or _ends_broken(rows, before)
    return before.width - 1 <= wide <= before.width and wide > 1


def _ends_broken(rows: Sequence[Row], before: Table) -> bool:
    """Whether a page ended inside a row: its cells and the first cells here make one whole row."""
    last = before.body[-1].told if before.body else 0
    return 0 < last < before.told and last + rows[0].told - 1 == before.told


def _is_caption(row: Row) -> bool:
    return (row.wide or len(row.filled) == 1) and words_in(row.words) <= 40


def _name_by_likeness(table: Table, last: Table | None) -> None:
    """Find the columns' names of a table whose header says nothing the field knows."""
    header = unlike_the_rest(table.body)
    if header is not None:
        above, rows = table.body[: header.at], table.body[header.at : header.at + header.depth]
        if all(map(_is_caption, above)):
            table.body = table.body[header.at + header.depth :]
            table.names = header.names
            table.caption = " ".join(unmarked(plain(row.words)) for row in above)
            table.not_data += [(row.key, "a caption above the header") for row in above]
            table.not_data += [(row.key, "the header") for row in rows]
    elif last is not None and _alike(table, last):
        table.names = last.names
        table.note = "its columns are those of the table before, whose header it shares"


def _alike(table: Table, last: Table) -> bool:
    """Whether a table without a header has the columns of the one before it."""
    if len(last.names) < 3 or table.width != last.width or not table.body:
        return False
    short = [
        all(nameable(row.cells[n]) for row in table.body if n < len(row.cells) and row.cells[n])
        for n in range(table.width)
    ]
    return not all(short)
