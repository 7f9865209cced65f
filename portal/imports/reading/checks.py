"""What one table says of another, and a list of a table: flagged where they differ."""

from collections.abc import Sequence

from portal.imports.reading.model import Prose
from portal.imports.reading.read_table import ReadTable
from portal.imports.reading.records.making import Flag, is_total
from portal.imports.reading.text import is_bullet, norm, unbulleted


def cross_check(tables: Sequence[ReadTable], prose: Sequence[Prose]) -> None:
    """Flag printed totals that the rows do not make, and things that a list words otherwise."""
    for table in tables:
        if table.kind.kind == "totals":
            _compare_total(table, tables)
    _compare_wordings(tables, prose)


def _compare_total(totals: ReadTable, tables: Sequence[ReadTable]) -> None:
    actions = sum(len(table.items) for table in tables if table.kind.kind == "action")
    for item, made in zip(totals.items, totals.records, strict=True):
        amounts = made[0]["amounts"]
        printed = [name for name in amounts if is_total(name)]
        if not actions or not is_total(made[0]["name"]) or len(printed) != 1:
            continue
        if amounts[printed[0]] != actions:
            said = amounts[printed[0]]
            why = f"printed total {said}, rows {actions}"
            totals.flags.append(Flag(item.line, printed[0], str(said), str(actions), why))


_ALIKE = 0.6
_MOST_LISTED = 500
_MOST_COMPARED = 1_000


def _compare_wordings(tables: Sequence[ReadTable], prose: Sequence[Prose]) -> None:
    """Flag each priority that a list in the same file words otherwise: the table's words stand."""
    listed = [
        (line, set(norm(unbulleted(line.text)).split())) for line in prose if is_bullet(line.text)
    ]
    for table in tables:
        if table.kind.kind != "priority":
            continue
        for item, made in list(zip(table.items, table.records, strict=True))[:_MOST_COMPARED]:
            for record in made[:1]:
                _compare(table, item.line, record["what"], listed[:_MOST_LISTED])


def _compare(
    table: ReadTable, line: int, what: str, listed: Sequence[tuple[Prose, set[str]]]
) -> None:
    words = set(norm(what).split())
    best = max(listed, key=lambda one: _likeness(words, one[1]), default=None)
    if best is None or not _likeness(words, best[1]) >= _ALIKE:
        return
    said = unbulleted(best[0].text)
    if norm(said) != norm(what):
        why = f"line {best[0].line} words it otherwise: “{said}”"
        table.flags.append(Flag(line, "what", what, what, why))


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
