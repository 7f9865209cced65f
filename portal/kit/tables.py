"""Tables as open data: CSV (RFC 4180), JSON, and what the columns mean (CSV on the Web, W3C).

Plain functions. The metadata keep to the Metadata Vocabulary for Tabular Data.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMULAS = "An apostrophe stands before a text that a spreadsheet would take for a formula"
CSV = "text/csv; charset=utf-8; header=present"
METADATA = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]

Cell = str | int | bool | date | datetime | None
Row = Mapping[str, Cell]
"""The cells of a row by the names of their columns; None where nothing is known."""


@dataclass(frozen=True)
class Column:
    """A column: its name, what stands in it, and its type, one of CSV on the Web's own names."""

    name: str
    words: str
    datatype: str = "string"
    required: bool = False


@dataclass(frozen=True)
class Reference:
    """That cells name a row of another table: these columns, by those of it."""

    columns: Sequence[str]
    table: str
    named: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table: its name in addresses, its title, what a row is, its columns and its key."""

    name: str
    title: str
    words: str
    columns: Sequence[Column]
    key: Sequence[str]
    references: Sequence[Reference] = ()


@dataclass(frozen=True)
class Source:
    """Whose data it is, and the day on which it was read."""

    publisher: str
    read_on: date


def plain(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: such a one begins with an apostrophe.

    Lines inside it end as the table's own do (RFC 4180, 2.6).
    """
    lines = value.replace("\n", "\r\n")
    return f"'{lines}" if value.lstrip(" \u00a0\ufeff").startswith(FORMULA) else lines


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """The rows as CSV in UTF-8, the names of the columns first. Raises KeyError for a lost cell."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.name for column in table.columns])
    for row in rows:
        lines.writerow([written_cell(row[column.name]) for column in table.columns])
    return written.getvalue().encode()


def written_cell(value: Cell) -> str:
    """A cell as CSV has it: ISO dates, moments in UTC, true and false, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return plain(value)
    return _as_text(value) if isinstance(value, date) else str(value)


def as_json(table: Table, rows: Iterable[Row], source: Source) -> bytes:
    """The rows as JSON, with the title of the table and who publishes it."""
    value = {
        "dataset": table.title,
        "company": source.publisher,
        "read_on": source.read_on.isoformat(),
        table.name.replace("-", "_"): [
            {column.name: _as_json(row[column.name]) for column in table.columns} for row in rows
        ],
    }
    return dumped(value)


def described(table: Table, url: str, source: Source, more: str = "") -> dict[str, Any]:
    """What the columns of the table at ``url`` mean, as a table description without context."""
    said = [table.words, FORMULAS, more.rstrip(".")]
    return {
        "url": url,
        "dc:title": table.title,
        "dc:publisher": source.publisher,
        "dc:description": "".join(f"{each}. " for each in said if each).rstrip(),
        "dc:date": source.read_on.isoformat(),
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(each) for each in table.columns],
            "primaryKey": list(table.key),
        },
    }


def metadata(table: Table, url: str, source: Source, more: str = "") -> bytes:
    """The metadata file that stands beside one table."""
    return dumped({"@context": CONTEXT, **described(table, url, source, more)})


def group(tables: Sequence[Table], source: Source, title: str) -> bytes:
    """One metadata file for several tables, each at ``<name>.csv``, with what names what."""
    value = {
        "@context": CONTEXT,
        "dc:title": title,
        "dc:publisher": source.publisher,
        "dc:date": source.read_on.isoformat(),
        "tables": [_in_group(each, source) for each in tables],
    }
    return dumped(value)


def dumped(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8, a line for each value, so that two days can be compared."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _in_group(table: Table, source: Source) -> dict[str, Any]:
    found = described(table, f"{table.name}.csv", source)
    if table.references:
        found["tableSchema"]["foreignKeys"] = [_reference(each) for each in table.references]
    return found


def _reference(each: Reference) -> dict[str, Any]:
    named = {"resource": f"{each.table}.csv", "columnReference": list(each.named)}
    return {"columnReference": list(each.columns), "reference": named}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.words,
        "datatype": column.datatype,
        "required": column.required,
    }


def _as_json(value: Cell) -> str | int | bool | None:
    return _as_text(value) if isinstance(value, date) else value


def _as_text(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()
