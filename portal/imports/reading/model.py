"""The neutral model: whatever its format, a document is headings, paragraphs and tables in order.

Every line of the file that holds anything is one piece of it, with its number, and is accounted
for in the end: landed, set aside, or known not to be data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

Key = tuple[str, int]
"""What names a line in its document: the sheet it is on, where there are sheets, and its number."""


class ReadingError(ValueError):
    """Why a file is not read, in words for whoever chose it."""


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells as written, without the space around them.

    ``part`` is the sheet a workbook's row is on, where ``line`` counts from one again. ``wide``
    says that one cell is merged over the whole width; ``above`` are the columns (from 0) whose
    cell is merged with the one above it. ``told`` is how many cells the line has in the file, with
    the empty ones at its end.
    """

    line: int
    cells: tuple[str, ...]
    part: str = ""
    wide: bool = False
    above: frozenset[int] = field(default_factory=frozenset)
    told: int = 0

    @property
    def key(self) -> Key:
        """What names the line in its document."""
        return self.part, self.line

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold something."""
        return tuple(column for column, cell in enumerate(self.cells) if cell)

    @property
    def words(self) -> str:
        """All that the line holds, one cell after the other."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Prose:
    """A line outside every table. ``level`` is 1 to 6 where the format says it is a heading."""

    line: int
    text: str
    level: int = 0
    part: str = ""

    @property
    def key(self) -> Key:
        """What names the line in its document."""
        return self.part, self.line


@dataclass(frozen=True)
class Grid:
    """Lines with cells that stand together, before anybody has asked what they say.

    ``apart`` is true where an empty line or other text stands between it and what comes before.
    """

    rows: tuple[Row, ...]
    apart: bool = True


Block = Prose | Grid


@dataclass(frozen=True)
class Document:
    """A file as it was read, in the file's own order."""

    name: str
    blocks: Sequence[Block]

    @property
    def lines(self) -> list[Key]:
        """Every line that holds anything; a sheet's own name (line 0) is none."""
        found: list[Key] = []
        for block in self.blocks:
            rows = block.rows if isinstance(block, Grid) else (block,)
            found += [row.key for row in rows if row.line]
        return found

    @property
    def empty(self) -> set[Key]:
        """Lines of tables that hold nothing: they end no row and say nothing."""
        grids = (block for block in self.blocks if isinstance(block, Grid))
        return {row.key for grid in grids for row in grid.rows if not row.cells}
