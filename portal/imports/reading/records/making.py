"""What every kind of record is made with: cells by field, what is left over, and flags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.imports.reading.kinds import Recognised
from portal.imports.reading.tables.cutting import Table
from portal.imports.reading.tables.prose import is_common
from portal.imports.reading.tables.walking import Item
from portal.imports.reading.text import norm
from portal.imports.reading.values.numbers import Value, read_number, says_nothing
from portal.kit.timescales import EVERY, Timescale, read_timescale

Record = dict[str, Any]
_YEARS = re.compile(r"(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)?\d\d)\b|\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Flag:
    """A doubt about one cell: what is written, what was read of it, and why that is doubted."""

    line: int
    column: str
    text: str
    read_as: str
    why: str

    def as_json(self) -> dict[str, Any]:
        return {
            "line": self.line, "column": self.column, "text": self.text, "read_as": self.read_as,
            "why": self.why,
        }  # fmt: skip


@dataclass
class Making:
    """One table on its way to records. ``plan`` is the plan's first and last day, if known."""

    table: Table
    kind: Recognised
    plan: tuple[date, date] | None = None
    flags: list[Flag] = field(default_factory=list)

    def name(self, column: int) -> str:
        """A column's name as written; its number where it has none."""
        names = self.table.names
        return names[column] if column < len(names) and names[column] else f"Column {column + 1}"

    def cell(self, item: Item, what: str) -> str:
        """The words of the field's cell; nothing where the table has no such column."""
        column = self.kind.column(what)
        return item.cells[column] if column is not None and column < len(item.cells) else ""

    def rest(self, item: Item, *used: str) -> dict[str, str]:
        """Every other cell as written, under its column's name."""
        found: dict[str, str] = {}
        for column, cell in enumerate(item.cells):
            if cell and self.kind.fields.get(column) not in used:
                name = self.name(column)
                found[f"{name} ({column + 1})" if name in found else name] = cell
        if is_common(item.group):
            found.setdefault("Group", item.group)
        return found

    def about(self, item: Item) -> str:
        """What the thing stands under: column of groups, line of a group, caption, heading."""
        group = item.group if not is_common(item.group) else ""
        caption = self.table.caption if not is_common(self.table.caption) else ""
        return self.cell(item, "group") or group or caption or self.table.about

    def flag(self, item: Item, what: str, read_as: object, why: str) -> None:
        """Note a doubt about the field's cell."""
        column = self.kind.column(what)
        name = self.name(column) if column is not None else what
        self.flags.append(Flag(item.line, name, self.cell(item, what), _said(read_as), why))

    def time(self, item: Item, what: str) -> Timescale:
        """The field's time, with a flag for each doubt about it."""
        read = read_timescale(" ".join(self.cell(item, what).split()), self.plan)
        for doubt in read.doubts:
            self.flag(item, what, read.due.isoformat() if read.due else "", doubt)
        return read

    def figure(self, item: Item, what: str) -> Value | str | None:
        """The field as a number, else in its own words; None where it says nothing."""
        words = self.cell(item, what)
        if says_nothing(words):
            return None
        number = read_number(words)
        return number.value if number else words

    def flag_extra(self, item: Item) -> None:
        """Flag what stands in columns that the header does not have."""
        for column in range(len(self.table.names), len(item.cells)):
            if item.cells[column] and self.table.names and self.kind.kind != "section":
                words = item.cells[column]
                why = "the line has more cells than its header"
                self.flags.append(Flag(item.line, self.name(column), words, words, why))


def _said(read_as: object) -> str:
    return "" if read_as is None else str(read_as)


def recurrence(read: Timescale) -> str | None:
    """How often it comes again, in words; None for what comes once."""
    if read.kind == "recurring":
        return EVERY.get(read.months)
    return "Ongoing" if read.kind == "ongoing" else None


def iso(day: date | None) -> str | None:
    """A day as JSON has it."""
    return day.isoformat() if day else None


def short_names(names: Sequence[str]) -> list[str]:
    """Columns of sums by their year alone, where each has its own; else by their names."""
    years = [found[0] if (found := _YEARS.search(name)) else "" for name in names]
    unlike = len(set(years)) == len(years)
    return [year if year and unlike else name for year, name in zip(years, names, strict=True)]


_TOTAL = re.compile(
    r"(?:grand |overall |sub ?)*totals?\b|.*\b(?:sub ?)?total$|surplus|deficit|net\b"
)


def is_total(label: str) -> bool:
    """Whether a line sums up others by what it is called."""
    return bool(_TOTAL.match(norm(label)))
