"""A table as it was read."""

from dataclasses import dataclass, field

from portal.imports.reading.kinds import Recognised
from portal.imports.reading.model import Key
from portal.imports.reading.records.making import Flag, Record
from portal.imports.reading.tables.cutting import Table
from portal.imports.reading.tables.walking import Item


@dataclass
class ReadTable:
    """A table with what was read of it: for each thing its records."""

    table: Table
    kind: Recognised
    items: list[Item]
    records: list[list[Record]]
    not_data: list[tuple[Key, str]]
    flags: list[Flag] = field(default_factory=list)
