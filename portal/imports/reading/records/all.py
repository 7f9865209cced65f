"""A table's things to records, by its kind."""

from collections.abc import Callable, Mapping, Sequence

from portal.imports.reading.records import sums, things
from portal.imports.reading.records.making import Making, Record
from portal.imports.reading.tables.walking import Item

_ONE_BY_ONE: Mapping[str, Callable[[Making, Item], list[Record]]] = {
    "action": things.action,
    "measure": things.measure,
    "risk": things.risk,
    "priority": things.priority,
    "equality": things.equality,
    "schedule": things.schedule,
    "section": things.section,
    "text": things.plain_line,
}


def records(make: Making, items: Sequence[Item]) -> list[list[Record]]:
    """For each thing its records, in order: one, save of a matrix's line one for each council."""
    for item in items:
        make.flag_extra(item)
    if make.kind.kind == "budget":
        return sums.budget(make, items)
    if make.kind.kind == "totals":
        return sums.totals(make, items)
    return [_ONE_BY_ONE[make.kind.kind](make, item) for item in items]
