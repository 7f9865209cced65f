"""What is seen of a table before its kind is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.imports.reading.model import Row


@dataclass(frozen=True)
class Seen:
    """What is known of a table before its kind: names of columns, lines below, where it stands."""

    names: tuple[str, ...]
    body: Sequence[Row]
    heading: str = ""
    councils: Sequence[str] = ()

    def column(self, number: int) -> list[str]:
        """The cells of a column that hold anything."""
        return [
            row.cells[number] for row in self.body if number < len(row.cells) and row.cells[number]
        ]

    @property
    def width(self) -> int:
        """Columns of the widest line."""
        return max([len(self.names), *(len(row.cells) for row in self.body)])
