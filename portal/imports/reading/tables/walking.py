"""Down a table's lines: which are things, which group them, which go on, which are no data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from portal.imports.reading.kinds import CONTENTS, Recognised
from portal.imports.reading.model import Key, Row
from portal.imports.reading.tables.cutting import Table
from portal.imports.reading.tables.mending import goes_on, is_reference, mended
from portal.imports.reading.tables.prose import is_note, is_page_number
from portal.imports.reading.text import is_bullet, norm, plain, unmarked, words_in
from portal.imports.reading.values.numbers import is_figure, says_nothing
from portal.kit.timescales import read_timescale

DITTO = frozenset(
    {'"', "″", "〃", "”", "''", "ditto", "do.", "as above", "same as above", "see above"}
)
_MAIN = {
    "action": ("what", "detail"),
    "risk": ("description",),
    "measure": ("name",),
    "budget": ("name",),
    "totals": ("name",),
    "priority": ("what", "council"),
    "equality": ("what",),
    "schedule": ("what",),
    "section": ("title", "text"),
}
_WORDY = frozenset(
    {
        *("what", "detail", "comments", "success", "outcome", "plans", "description", "controls"),
        *("further", "evidence", "activities", "text", "title", "resources", "council"),
    }
)
"""Fields whose cells are sentences, which the end of a page may break."""


@dataclass
class Item:
    """One thing: its cells by column, the lines they came from, the group it stands in.

    ``above`` are the columns whose empty cell was read as the one above.
    """

    row: Row
    cells: list[str]
    group: str = ""
    above: set[int] = field(default_factory=set)

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.row.line


@dataclass
class Walked:
    """A table's things in order, and its lines that are none, each with why."""

    items: list[Item] = field(default_factory=list)
    not_data: list[tuple[Key, str]] = field(default_factory=list)


def walk(table: Table, kind: Recognised) -> Walked:
    """The things in a table that was recognised."""
    rows, joined = mended(table.body, table.width)
    walker = _Walker(table, kind, rows)
    for at, row in enumerate(rows):
        walker.step(at, row)
    walker.found.not_data += [(key, why) for key, _, why in joined]
    return walker.found


class _Walker:
    def __init__(self, table: Table, kind: Recognised, rows: Sequence[Row]) -> None:
        self.table, self.kind, self.rows = table, kind, rows
        self.width = table.width
        self.usual = median(len(row.filled) for row in rows) if rows else 0
        self.found = Walked()
        self.group = ""
        mains = [kind.column(name) for name in _MAIN.get(kind.kind, ())]
        self.main = next((column for column in mains if column is not None), None)
        self.ref = kind.column("ref")
        lone = sum(len(row.filled) == 1 and not row.wide for row in rows)
        self.grouped = self.width > 2 and lone <= 0.6 * len(rows)
        told = sum(self._cell(row, self.ref) != "" for row in rows) if self.ref is not None else 0
        self.numbered = told >= 0.6 * max(len(rows) - lone, 1)

    def step(self, at: int, row: Row) -> None:
        """Tell what one line is, and put it where it belongs."""
        if why := self._no_data(row):
            self.found.not_data.append((row.key, why))
        elif self._is_group(at, row):
            self.group = " ".join(unmarked(row.cells[row.filled[0]]).split())
            self.found.not_data.append((row.key, "a group of the lines below it"))
        elif self.found.items and self._is_rest(row):
            self._join(row)
        else:
            self._add(row)

    def _cell(self, row: Row, column: int | None) -> str:
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    def _no_data(self, row: Row) -> str:
        """Why a line is no data by its own looks; nothing where it may be some."""
        words = row.words
        if self.kind.reason == CONTENTS:
            return CONTENTS
        alone = len(row.filled) == 1
        if alone and self.width > 1 and is_note(words):
            return "a note"
        if alone and is_page_number(words) and (row.told <= 1 or row.filled[0] != self.ref):
            return "the number of a page"
        if alone and row.filled[0] == self.ref and self.main is not None and is_reference(words):
            return "a number with nothing beside it"
        return ""

    def _is_group(self, at: int, row: Row) -> bool:
        """Whether a line only says what the lines below it are about."""
        cells = [row.cells[column] for column in row.filled]
        if row.wide or (len(cells) > 2 and len(set(map(norm, cells))) == 1):
            return self.kind.kind != "section"
        if len(cells) != 1 or not self.grouped or self.kind.kind in ("section", "text"):
            return False
        return self._could_group(at, row, row.filled[0], cells[0])

    def _could_group(self, at: int, row: Row, column: int, text: str) -> bool:
        if self._goes_on(row, column):
            return False
        places = {0, self.main, *self.kind.columns("group")}
        short = words_in(text) <= 14 and not text.rstrip().endswith((".", ";"))
        return column in places and short and not is_bullet(text) and self._data_below(at)

    def _data_below(self, at: int) -> bool:
        """Whether a fuller line follows, perhaps after a further group."""
        return any(len(row.filled) > 1 for row in self.rows[at + 1 : at + 3])

    def _goes_on(self, row: Row, column: int) -> bool:
        before = self.found.items[-1].cells if self.found.items else []
        return column < len(before) and goes_on(before[column], row.cells[column])

    def _is_rest(self, row: Row) -> bool:
        """Whether a line only goes on the thing before: over a page's end, or cell by cell."""
        if self.kind.kind == "section":
            return self.ref not in row.filled
        if self.main is None or self.kind.kind in ("budget", "totals", "text"):
            return False
        if self.numbered and self.ref in row.filled:
            return False
        if not self._cell(row, self.main) and self._completes(row):
            return True
        if self._has_values(row):
            return False
        if not self._cell(row, self.main):
            return not (self.kind.kind == "action" and self._is_own_step(row))
        broken = row.key in self.table.breaks and (self.numbered or not self._opens(row))
        piece = len(row.filled) < self.usual and self._goes_on(row, self.main)
        return broken or piece or (self.numbered and len(row.filled) == 1)

    def _completes(self, row: Row) -> bool:
        """Whether a line fills only cells that the thing before leaves empty."""
        before = self.found.items[-1]
        return not any(before.cells[n : n + 1] != [""] for n in row.filled if n < len(before.cells))

    def _is_own_step(self, row: Row) -> bool:
        """Whether a line without a what is an action of its own under the what above."""
        detail = self._cell(row, self.kind.column("detail"))
        return bool(detail and self._cell(row, self.kind.column("lead")))

    def _opens(self, row: Row) -> bool:
        return self._cell(row, self.main)[:1].isupper()

    def _has_values(self, row: Row) -> bool:
        """Whether a line has a time or a figure of its own, which no broken line goes on with."""
        for column in row.filled:
            cell, field_ = row.cells[column], self.kind.fields.get(column, "")
            if field_ == "when" and read_timescale(cell).kind != "unreadable":
                return True
            if field_ not in _WORDY and field_ not in ("when", "ref") and is_figure(cell):
                return True
        return False

    def _join(self, row: Row) -> None:
        item = self.found.items[-1]
        if self.kind.kind == "section":
            self._join_section(item, row)
        else:
            _append(item, row)
        self.found.not_data.append((row.key, f"the rest of line {item.line}"))

    def _join_section(self, item: Item, row: Row) -> None:
        item.cells += [""] * (self.width + 1 - len(item.cells))
        item.cells[-1] = "\n".join(filter(None, [item.cells[-1], plain(row.words)]))

    def _add(self, row: Row) -> None:
        width = max(self.width, len(row.cells))
        cells = [plain(cell) for cell in row.cells] + [""] * (width - len(row.cells))
        item = Item(row, cells, self.group)
        if self.found.items:
            self._fill(item, self.found.items[-1])
        self.found.items.append(item)

    def _fill(self, item: Item, before: Item) -> None:
        """Read "as above" where a cell says so, is merged with that, or is left of the thing."""
        for column, cell in enumerate(item.cells):
            over = before.cells[column] if column < len(before.cells) else ""
            if over and (
                norm(cell) in DITTO or cell.strip() in DITTO or self._as_above(item, column)
            ):
                item.cells[column] = over
                item.above.add(column)

    def _as_above(self, item: Item, column: int) -> bool:
        if item.cells[column]:
            return False
        if column in item.row.above:
            return True
        field_ = self.kind.fields.get(column)
        if self.kind.kind in ("text", "budget", "totals", "section") or field_ == "council":
            return False
        if column == self.main:
            return not (self.numbered and self.ref in item.row.filled)
        left = self.main is not None and column < self.main and field_ in (None, "group", "what")
        return left or (field_ == "group" and self.kind.kind != "risk")


def _append(item: Item, row: Row) -> None:
    """What each cell of a line goes on with, behind the cell above it."""
    for column in row.filled:
        item.cells += [""] * (column + 1 - len(item.cells))
        words = plain(row.cells[column])
        before = item.cells[column]
        sign = " " if goes_on(before, words) or not before.endswith((".", ":", ";")) else "\n"
        item.cells[column] = (
            f"{before}{sign}{words}" if before and not says_nothing(before) else words
        )
