"""The sentences of the compare matrix: the notes in its cells and the summary above it."""

from collections.abc import Sequence
from itertools import combinations

from portal.kit.diffs import likeness_of
from portal.kit.words import join_names, plural, sentence_case
from portal.plans.rules.matching import Column, Placed, Row

MOST_NAMED = 3
"""Councils. With more of them the summary counts instead of listing."""


def names(columns: Sequence[Column]) -> str:
    """``Kingston and Richmond``, as a heading."""
    return join_names([column.name for column in columns])


def gap_note(columns: Sequence[Column]) -> str:
    """What stands in an empty cell, one or several columns wide."""
    if columns[0].is_company:
        return "Not a company priority"
    return f"Not a priority in {join_names([column.name for column in columns], 'or')}"


def nearest_like(left: Sequence[Placed], placed: Placed) -> int | None:
    """Which of the wordings to the left this one is to be compared with; None for none.

    The nearest that is nearly the same, unless one of them is the same already.
    """
    if any(other.same_as(placed) for other in left):
        return None
    return max((at for at, other in enumerate(left) if other.near(placed)), default=None)


def holder_notes(columns: Sequence[Column], holders: Sequence[Sequence[Placed]]) -> list[str]:
    """How each wording of a row compares with the others; empty where there is nothing to say."""
    return [_note(columns, holders, at) for at in range(len(holders))]


def summary(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """The sentence above the matrix: who shares most with whom, and what is not shared."""
    parts = [_agreement(columns, rows), _not_shared(columns)]
    return " ".join(part for part in parts if part)


def _note(columns: Sequence[Column], holders: Sequence[Sequence[Placed]], at: int) -> str:
    holder, first = holders[at], holders[at][0]
    equal = [other for other in holders if other is not holder and first.same_as(other[0])]
    if equal:
        who = _spoken([columns[placed.column] for other in equal for placed in other])
        return f"Same wording as {who}"
    left = nearest_like([other[0] for other in holders[:at]], first)
    if left is not None:
        return _near_note(columns, holder, holders[left])
    if len(holder) > 1:
        return f"Same wording, {plural(len(first.read.keys), 'word')}"
    return _own_note(columns, holders, at)


def _near_note(columns: Sequence[Column], holder: Sequence[Placed], left: Sequence[Placed]) -> str:
    same, of = likeness_of(holder[0].read, left[0].read)
    who = _spoken([columns[placed.column] for placed in left])
    together = "Same wording; " if len(holder) > 1 else ""
    return f"{together}{same} of {plural(of, 'word')} as in {who}"


def _own_note(columns: Sequence[Column], holders: Sequence[Sequence[Placed]], at: int) -> str:
    first = holders[at][0]
    column = columns[first.column]
    if column.is_company:
        return ""
    if len(holders) == 1:
        # What a hidden column holds is not known here, so nothing is claimed about it.
        known = len(columns) > 1 and all(other.readable for other in columns)
        return f"Only in {column.name}" if known else ""
    compared = any(other[0].near(first) for other in holders)
    return "" if at == 0 or compared else "Own wording"


def _agreement(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    readable = [at for at, column in enumerate(columns) if column.readable]
    if not readable:
        return "None of these priorities are shared with you."
    if not rows:
        return "No priorities have been written yet."
    if len(readable) == 1:
        return (
            f"{sentence_case(_spoken([columns[readable[0]]]))} has {plural(len(rows), 'priority')}."
        )
    one, other = max(combinations(readable, 2), key=lambda pair: _likes(rows, *pair))
    same, near = _likes(rows, one, other)
    if not same and not near:
        return "No two columns use the same words, or nearly the same."
    parts = [_pair_sentence(columns, rows, one, other), _others(columns, rows, one, other)]
    return " ".join(part for part in parts if part)


def _likes(rows: Sequence[Row], one: int, other: int) -> tuple[int, int]:
    """In how many rows two columns use the same words, and nearly the same."""
    both = [(row[one], row[other]) for row in rows if one in row and other in row]
    return sum(a.same_as(b) for a, b in both), sum(a.near(b) for a, b in both)


def _pair_sentence(columns: Sequence[Column], rows: Sequence[Row], one: int, other: int) -> str:
    same, near = _likes(rows, one, other)
    who = sentence_case(_spoken([columns[one], columns[other]]))
    total = plural(len(rows), _noun(rows))
    if not same:
        return f"{who} use nearly the same words in {near} of {total}; no two use quite the same."
    nearly = f" and nearly the same in {near}" if near else ""
    return f"{who} use the same words in {same} of {total}{nearly}."


def _others(columns: Sequence[Column], rows: Sequence[Row], one: int, other: int) -> str:
    """How much the other councils share of what the two have word for word."""
    agreed = [row for row in rows if one in row and other in row and row[one].same_as(row[other])]
    rest = [
        at
        for at, column in enumerate(columns)
        if column.readable and not column.is_company and at not in {one, other}
    ]
    if not agreed or not rest:
        return ""
    shared = {at: sum(at in row and row[at].same_as(row[one]) for row in agreed) for at in rest}
    if len(rest) > MOST_NAMED:
        some = sum(number > 0 for number in shared.values())
        who = "All" if some == len(rest) else some or "None"
        return f"{who} of the other {len(rest)} share at least one of those word for word."
    return " ".join(
        f"{columns[at].name} shares {number or 'none'} of those word for word."
        for at, number in shared.items()
    )


def _noun(rows: Sequence[Row]) -> str:
    """Rows are themes where each has its own; otherwise they are just rows."""
    themes = {row[min(row)].cell.theme for row in rows} - {""}
    return "theme" if len(themes) == len(rows) else "row"


def _not_shared(columns: Sequence[Column]) -> str:
    hidden = [column for column in columns if not column.readable]
    if not hidden or len(hidden) == len(columns):
        return ""
    verb = "is" if len(hidden) == 1 else "are"
    return f"{sentence_case(_spoken(hidden))} {verb} not shared with you."


def _spoken(columns: Sequence[Column]) -> str:
    """The columns as named in a sentence."""
    return join_names(["the company" if column.is_company else column.name for column in columns])
