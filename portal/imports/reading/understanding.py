"""A document understood: its tables recognised, their things read, every line accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.imports.reading.accounts import Account, account
from portal.imports.reading.checks import cross_check
from portal.imports.reading.kinds import recognise
from portal.imports.reading.model import Document, Prose
from portal.imports.reading.read_table import ReadTable
from portal.imports.reading.records.all import records
from portal.imports.reading.records.making import Making
from portal.imports.reading.seen import Seen
from portal.imports.reading.tables.cutting import Table, cut
from portal.imports.reading.tables.walking import walk
from portal.imports.reading.unreadable import unreadable


@dataclass(frozen=True)
class About:
    """What is known beside the file: the plan's first and last day, the councils' names."""

    plan: tuple[date, date] | None = None
    councils: Sequence[str] = ()


@dataclass
class Reading:
    """A whole file as it was read. ``unread`` are lines set aside, with why in ``WHY``'s words."""

    document: Document
    tables: list[ReadTable]
    unread: list[Prose]
    account: Account


def understand(document: Document, about: About | None = None) -> Reading:
    """What a document says. Never raises for what it says; doubts are flags."""
    about = about or About()
    found = cut(document.blocks)
    tables = [_read(table, about) for table in found.tables if table.lines]
    aside = unreadable(found.prose)
    apart = set(aside)
    prose = [line for line, _ in found.prose if line not in apart]
    cross_check(tables, prose)
    return Reading(document, tables, aside, _account(document, tables, aside, prose))


def _read(table: Table, about: About) -> ReadTable:
    seen = Seen(table.names, table.body, _context(table), about.councils)
    kind = recognise(seen)
    walked = walk(table, kind)
    make = Making(table, kind, about.plan)
    made = records(make, walked.items)
    not_data = sorted(table.not_data + walked.not_data, key=lambda one: one[0])
    return ReadTable(table, kind, walked.items, made, not_data, make.flags)


def _context(table: Table) -> str:
    return " ".join(dict.fromkeys([table.about, table.heading, table.caption]))


def _account(
    document: Document, tables: Sequence[ReadTable], aside: Sequence[Prose], prose: Sequence[Prose]
) -> Account:
    return account(
        document,
        landed=[item.row.key for table in tables for item in table.items],
        aside=[line.key for line in aside],
        not_data=[key for table in tables for key, _ in table.not_data],
        prose=[line.key for line in prose],
    )
