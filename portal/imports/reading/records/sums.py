"""Records of budgets and of printed totals, and the sums that they should make."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from portal.imports.reading.records.making import Flag, Making, Record, is_total, short_names
from portal.imports.reading.tables.walking import Item
from portal.imports.reading.text import norm
from portal.imports.reading.values.numbers import Value, read_number, says_nothing

Amounts = dict[str, Value]


def budget(make: Making, items: Sequence[Item]) -> list[list[Record]]:
    """A financial plan's lines, brackets below zero; what its subtotals say is checked."""
    found = [_line(make, item, "budget", "amount") for item in items]
    for column in _names(make, "amount").values():
        _check_column(make, column, items, found)
    return [[record] for record in found]


def totals(make: Making, items: Sequence[Item]) -> list[list[Record]]:
    """Printed counts, kept as controls: each row and column that says it is a total is checked."""
    found = [_line(make, item, "totals", "count") for item in items]
    for name in _names(make, "count").values():
        _check_column(make, name, items, found)
    for item, record in zip(items, found, strict=True):
        _check_row(make, item, record["amounts"])
    return [[record] for record in found]


def _names(make: Making, what: str) -> dict[int, str]:
    """The columns of sums, with the names that records give them."""
    columns = make.kind.columns(what)
    if what == "count":
        used = {make.kind.column("name")}
        columns = [n for n in range(make.table.width) if n not in used]
        return {column: make.name(column) for column in columns}
    return dict(zip(columns, short_names([make.name(c) for c in columns]), strict=True))


def _line(make: Making, item: Item, kind: str, what: str) -> Record:
    amounts: Amounts = {}
    cells = make.rest(item, "name", what)
    for column, name in _names(make, what).items():
        words = item.cells[column] if column < len(item.cells) else ""
        number = read_number(words)
        if number is not None:
            amounts[name] = number.value
            cells.pop(make.name(column), None)
        elif not says_nothing(words):
            cells[make.name(column)] = words
            make.flags.append(Flag(item.line, make.name(column), words, "", "this is no sum"))
    label = make.cell(item, "name")
    record: Record = {"kind": kind, "name": label, "amounts": amounts, "cells": cells}
    if kind == "budget":
        record |= {"group": item.group, "total": not label or is_total(label)}
    return record


def _check_row(make: Making, item: Item, amounts: Amounts) -> None:
    printed = [name for name in amounts if is_total(name)]
    if len(printed) != 1 or len(amounts) < 3:
        return
    counted = sum(value for name, value in amounts.items() if name != printed[0])
    if counted != amounts[printed[0]]:
        said = amounts[printed[0]]
        why = f"printed total {said}, the line adds up to {_short(counted)}"
        make.flags.append(Flag(item.line, printed[0], str(said), str(_short(counted)), why))


_SUBTOTALS = 12
"""How many of the last subtotals a net total may be the sum of."""


@dataclass
class _Sums:
    """What has been added up on the way down a column."""

    since: float = 0.0
    lines: int = 0
    all_lines: float = 0.0
    subtotals: list[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        self.since += value
        self.all_lines += value
        self.lines += 1

    def candidates(self) -> list[float]:
        """What a line that sums up others might rightly say."""
        found = [self.since, self.all_lines] if self.lines else [self.all_lines]
        if self.subtotals:
            found += [sum(self.subtotals) + self.since]
            found += [sum(self.subtotals[-n:]) for n in range(2, _SUBTOTALS + 1)]
            found += [self.subtotals[0] - sum(self.subtotals[1:])]
        return found

    def close(self, value: float) -> None:
        self.subtotals.append(value)
        self.since, self.lines = 0.0, 0


def _check_column(
    make: Making, name: str, items: Sequence[Item], records: Sequence[Record]
) -> None:
    """Flag each printed total of a column that none of the sums above it makes."""
    sums = _Sums()
    for item, record in zip(items, records, strict=True):
        value = record["amounts"].get(name)
        if value is None:
            continue
        if not record.get("total", is_total(record["name"])):
            sums.add(value)
            continue
        counted = min(sums.candidates(), key=_nearness(value))
        if abs(counted - value) > _ROUNDING:
            why = (
                f"{norm(record['name'])}: printed {value}, the lines add up to {_short(counted)}, "
                f"which differs by {_short(round(abs(counted - value), 6))}"
            )
            make.flags.append(Flag(item.line, name, str(value), str(_short(counted)), why))
        sums.close(value)


_ROUNDING = 1.0
"""How far a printed total may be from the sum of lines that were each rounded."""


def _nearness(value: float) -> Callable[[float], float]:
    return lambda counted: abs(counted - value)


def _short(value: float) -> Value:
    return int(value) if value == int(value) else round(value, 6)
