"""The compare matrix: rows of priorities, one cell for neighbours with the same wording."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from portal.kit.diffs import Segment, compare_wordings
from portal.kit.wording import wording_key
from portal.plans.rules.matching import Cell, Column, Placed, Row, match_rows, themes_of
from portal.plans.rules.matrix_words import gap_note, holder_notes, names, nearest_like, summary

Filter = Literal["all", "same", "near", "gaps"]


@dataclass(frozen=True)
class Span:
    """Neighbouring columns of a row that are drawn as one cell.

    ``single`` and ``joined`` hold one priority per column (joined: the same wording, shown once,
    as the first column writes it) with its marked segments; ``gap`` holds nothing; ``unshared`` is
    a column this reader may not see, drawn once: ``rows`` is how many rows it covers, 0 where an
    earlier row has drawn it already. ``title`` names the columns, ``note`` says how this compares.
    """

    kind: Literal["single", "joined", "gap", "unshared"]
    columns: tuple[str, ...]
    title: str
    cells: tuple[Cell, ...] = ()
    segments: tuple[Segment, ...] = ()
    note: str = ""
    rows: int = 1


@dataclass(frozen=True)
class MatrixRow:
    """One row: its number (from 1, kept under a filter), its theme, and spans that tile it."""

    number: int
    theme: str
    spans: tuple[Span, ...]
    same: bool
    near: bool
    gap: bool


@dataclass(frozen=True)
class Matrix:
    """The rows, the sentence above them, and how many rows each filter leaves."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    summary: str
    counts: Mapping[Filter, int]


_KEEPS: dict[Filter, Callable[[MatrixRow], bool]] = {
    "all": lambda row: True,
    "same": lambda row: row.same,
    "near": lambda row: row.near,
    "gaps": lambda row: row.gap,
}


def compare(columns: Sequence[Column]) -> Matrix:
    """The matrix of two to twelve columns, in the order given, as one reader may see it.

    A column that is not readable contributes its name alone: no text, no count, no row, and no
    say in which rows belong together. A gap counts where a council lacks what another has; that
    the company has no such priority of its own is no gap. What councils hold comes first, since
    it is they who compare; what the company alone holds comes after it.
    """
    shown = tuple(column if column.readable else replace(column, cells=()) for column in columns)
    matched = sorted(match_rows(shown), key=lambda row: _company_alone(shown, row))
    rows = [_matrix_row(shown, number, row) for number, row in enumerate(matched, start=1)]
    counts = {name: sum(map(keeps, rows)) for name, keeps in _KEEPS.items()}
    return Matrix(shown, _unshared_once(rows), summary(shown, matched), counts)


def _company_alone(columns: Sequence[Column], row: Row) -> bool:
    return all(columns[at].is_company for at in row)


def only(matrix: Matrix, kept: Filter) -> Matrix:
    """The same matrix with the rows that a filter tab keeps; sentence and counts stay."""
    return replace(matrix, rows=_unshared_once([row for row in matrix.rows if _KEEPS[kept](row)]))


def _unshared_once(rows: Sequence[MatrixRow]) -> tuple[MatrixRow, ...]:
    """The rows with each unshared column drawn whole in the first of them."""
    return tuple(
        replace(row, spans=tuple(_covering(span, 0 if at else len(rows)) for span in row.spans))
        for at, row in enumerate(rows)
    )


def _covering(span: Span, rows: int) -> Span:
    return replace(span, rows=rows) if span.kind == "unshared" else span


def _matrix_row(columns: Sequence[Column], number: int, row: Row) -> MatrixRow:
    groups = _groups(columns, row)
    holders = [[row[column] for column in group] for group in groups if group[0] in row]
    marks = _marks([holder[0] for holder in holders])
    notes = holder_notes(columns, holders)
    described = zip(holders, marks, notes, strict=True)
    spans = {
        holder[0].column: _held(columns, holder, seen, note) for holder, seen, note in described
    }
    pairs = list(combinations(row.values(), 2))
    return MatrixRow(
        number=number,
        theme=_theme(row),
        spans=tuple(spans.get(group[0]) or _empty(columns, group) for group in groups),
        same=any(one.same_as(other) for one, other in pairs),
        near=any(one.near(other) for one, other in pairs),
        gap=any(
            at not in row and column.readable and not column.is_company
            for at, column in enumerate(columns)
        ),
    )


def _theme(row: Row) -> str:
    """The theme that most of the row's priorities stand under, as first written; several of them
    where they stand under all alike."""
    written = [theme for _, placed in sorted(row.items()) for theme in themes_of(placed.cell.theme)]
    held = Counter(map(wording_key, written))
    most = max(held.values(), default=0)
    first: dict[str, str] = {}
    for theme in written:
        first.setdefault(wording_key(theme), theme)
    return "; ".join(theme for key, theme in first.items() if held[key] == most)


def _groups(columns: Sequence[Column], row: Row) -> list[list[int]]:
    """Neighbouring columns that make one span, as numbers."""
    groups: list[list[int]] = []
    for at in range(len(columns)):
        if groups and _joins(columns, row, at - 1, at):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _joins(columns: Sequence[Column], row: Row, one: int, other: int) -> bool:
    if not (columns[one].readable and columns[other].readable):
        return False
    if one in row and other in row:
        return row[one].same_as(row[other])
    both_empty = one not in row and other not in row
    return both_empty and columns[one].is_company == columns[other].is_company


def _held(
    columns: Sequence[Column], holder: Sequence[Placed], segments: Sequence[Segment], note: str
) -> Span:
    held = [columns[placed.column] for placed in holder]
    return Span(
        kind="joined" if len(holder) > 1 else "single",
        columns=tuple(column.key for column in held),
        title=names(held),
        cells=tuple(placed.cell for placed in holder),
        segments=tuple(segments),
        note=note,
    )


def _empty(columns: Sequence[Column], group: Iterable[int]) -> Span:
    held = [columns[at] for at in group]
    kind: Literal["gap", "unshared"] = "gap" if held[0].readable else "unshared"
    note = gap_note(held) if kind == "gap" else "Not shared with you"
    return Span(kind, tuple(column.key for column in held), names(held), note=note)


def _marks(holders: Sequence[Placed]) -> list[Sequence[Segment]]:
    """The wordings with what differs marked, each against the nearest that it is nearly like.

    The nearest to the left, unless a wording further left is the same already; a wording with no
    such neighbour to its left is marked against the first one to its right that looks at it.
    """
    marks: dict[int, Sequence[Segment]] = {}
    for at, placed in enumerate(holders):
        left = nearest_like(holders[:at], placed)
        if left is not None:
            before, after = compare_wordings(holders[left].read, placed.read)
            marks.setdefault(left, before)
            marks[at] = after
    return [
        marks.get(at) or [Segment("same", placed.cell.wording)] for at, placed in enumerate(holders)
    ]
