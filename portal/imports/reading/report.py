"""What was read, as JSON: the answer of ``portal import --dry-run --json``."""

from collections.abc import Sequence
from typing import Any

from portal.imports.reading.read_table import ReadTable
from portal.imports.reading.understanding import Reading
from portal.imports.reading.unreadable import WHY


def as_json(readings: Sequence[Reading]) -> dict[str, Any]:
    """Tables in order, what could not be read, and how many lines were lost (always none)."""
    return {
        "tables": [_table(table) for reading in readings for table in reading.tables],
        "unread": [
            {"file": reading.document.name, "line": line.line, "text": line.text, "why": WHY}
            for reading in readings
            for line in reading.unread
        ],
        "lost": sum(len(reading.account.lost) for reading in readings),
    }


def _table(read: ReadTable) -> dict[str, Any]:
    return {
        "heading": read.table.heading or read.table.caption,
        "kind": read.kind.kind,
        "score": read.kind.score,
        "reason": read.kind.reason,
        "columns": _columns(read),
        "lines": len(read.items) + len(read.not_data),
        "data_rows": len(read.items),
        "landed": sum(bool(made) for made in read.records),
        "not_data": [{"line": key[1], "why": why} for key, why in read.not_data],
        "flagged": [flag.as_json() for flag in sorted(read.flags, key=lambda flag: flag.line)],
        "records": [
            {**record, "line": item.line}
            for item, made in zip(read.items, read.records, strict=True)
            for record in made
        ],
    }


def _columns(read: ReadTable) -> dict[str, str]:
    """Each column's name as written, with the field it was read as; "cells" for the others."""
    return {
        name: read.kind.fields.get(column, "cells")
        for column, name in enumerate(read.table.names)
        if name
    }
