"""Annex A of a printed plan: the priorities of the company and its councils side by side."""

from collections.abc import Iterator, Sequence

from portal.documents.tree import Block, Cell, Heading, Paragraph, Run, Table, Wide
from portal.kit.diffs import Segment
from portal.plans.outside.whole import WholePlan, WholeSection
from portal.plans.rules.matching import Cell as Wording
from portal.plans.rules.matching import Column
from portal.plans.rules.matrix import Matrix, MatrixRow, Span, compare

LEGEND = "Words in bold differ from the wording to their left that they are compared with."
MOST_BESIDE = 5
"""Columns that a page turned sideways has room for; a plan of more councils has several tables."""


def annex(plan: WholePlan) -> Iterator[Block]:
    """The matrix as the annex of a printed plan."""
    yield from side_by_side(plan, "Annex A Priorities side by side")


def side_by_side(plan: WholePlan, heading: str = "Priorities side by side") -> Iterator[Block]:
    """The matrix, where there are priorities of two at least to be compared."""
    columns = _columns(plan)
    if sum(bool(column.cells) for column in columns) < 2:
        return
    parts = [columns[at : at + MOST_BESIDE] for at in range(0, len(columns), MOST_BESIDE)]
    if len(parts[-1]) == 1 and len(parts) > 1:
        parts[-2:] = [[*parts[-2][:-1]], [parts[-2][-1], *parts[-1]]]
    matrices = [compare(part) for part in parts]
    tables = (block for matrix in matrices for block in _table(matrix))
    legend = Paragraph((Run(LEGEND),), quiet=True)
    yield Wide((Heading(1, heading), legend, *tables))


def _columns(plan: WholePlan) -> list[Column]:
    """The company, then each council, in the order of their sections."""
    held: dict[str, list[WholeSection]] = {}
    for section in sorted(plan.sections, key=lambda section: not section.of_company):
        if section.kind == "priorities":
            held.setdefault(section.area, []).append(section)
    return [_column(area, sections) for area, sections in held.items()]


def _column(area: str, sections: Sequence[WholeSection]) -> Column:
    cells = [
        Wording(item.ref, item.content.theme, item.content.wording, item.content.lead)
        for section in sections
        for item in section.items
    ]
    first = sections[0]
    name = "Company" if first.of_company else first.area_name
    readable = any(section.shared for section in sections)
    return Column(area, name, readable, tuple(cells), first.of_company)


def _table(matrix: Matrix) -> Iterator[Block]:
    yield Paragraph((Run(matrix.summary),))
    heads = ("Theme", *(column.name for column in matrix.columns))
    rows = tuple(_row(row) for row in matrix.rows)
    widths = (2, *(3 for _ in matrix.columns))
    if rows:
        head = (tuple(Cell((Paragraph((Run(name),)),)) for name in heads),)
        yield Table("", head, rows, widths, row_heads=True)


def _row(row: MatrixRow) -> tuple[Cell, ...]:
    theme = Cell((Paragraph((Run(row.theme or f"Row {row.number}"),)),))
    return (theme, *(Cell(tuple(_span(span)), len(span.columns)) for span in row.spans))


def _span(span: Span) -> Iterator[Block]:
    if span.cells:
        refs = ", ".join(cell.ref for cell in span.cells)
        said = [_run(segment) for segment in span.segments if segment.kind != "missing"]
        yield Paragraph((Run(f"{refs}: "), *said))
    if span.note and span.rows:
        yield Paragraph((Run(span.note),), quiet=True)


def _run(segment: Segment) -> Run:
    """Words, those that differ from the wording compared with in bold."""
    return Run(segment.text, strong=segment.kind == "changed")
