"""Items of any kind as the rows of a table: a cell for each column of the kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from portal.kit.timescales import read_timescale
from portal.plans.kinds import LEADS, Field, Kind, lines_of, names_of, refs_of
from portal.plans.queries.references import Links
from portal.plans.shapes import Entry


@dataclass(frozen=True)
class Part:
    """One name, line or reference of a cell; ``href`` is empty where it leads nowhere."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """One text of an item: its column's label, how it is read, its parts where it has several, and
    of a timescale what a person should look at."""

    name: str
    label: str
    reads: str
    text: str
    parts: tuple[Part, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class TableRow:
    """An item with a cell for each column."""

    entry: Entry
    cells: Sequence[Cell]
    changed: str = ""
    marks: Sequence[Markup] = ()
    label: str = "Changed"
    unchanged: str = ""


@dataclass(frozen=True)
class Table:
    """The items of a section as rows; ``title`` is the label of what names them."""

    title: str
    columns: Sequence[Field]
    rows: Sequence[TableRow]


def table_of(kind: Kind, entries: Iterable[Entry], links: Links) -> Table | None:
    """The table of a kind that is listed in one; None for prose and priorities."""
    if kind.layout != "table":
        return None
    shown = columns(kind)
    rows = [TableRow(entry, row_cells(shown, entry, links)) for entry in entries]
    return Table(kind.field("title").label, shown, rows)


def row_cells(shown: Sequence[Field], entry: Entry, links: Links) -> list[Cell]:
    """A cell for each column, with what the entry says; who leads in one, of whatever sort."""
    return [cell(field, _said(entry, field.name), links) for field in shown]


def _said(entry: Entry, name: str) -> str:
    if name != "lead":
        return entry.text(name)
    return "; ".join(text for lead in LEADS if (text := entry.text(lead.name)))


def columns(kind: Kind) -> list[Field]:
    """The fields of a table's columns beside the title. One column says who leads."""
    found = [kind.field(name) for name in kind.columns if name != "title"]
    return [replace(field, label="Lead") if field.name == "lead" else field for field in found]


def cell(field: Field, text: str, links: Links) -> Cell:
    """One text as it is read."""
    doubts = read_timescale(text).doubts if field.says_when else ()
    words = field.words(text)
    parts = _parts(field, text, links)
    return Cell(field.name, field.label, field.reads, words, parts, " ".join(doubts))


def _parts(field: Field, text: str, links: Links) -> tuple[Part, ...]:
    if field.reads == "refs":
        return tuple(Part(ref, links.get(ref, "")) for ref in refs_of(text))
    if field.reads == "names":
        return tuple(Part(name) for name in names_of(text))
    if field.reads == "lines":
        return tuple(Part(line) for line in lines_of(text))
    return ()
