"""Live annexes: drawn from a frozen version of a plan, or from what its measures came to.

What is drawn here is kept with the report, frozen with it, and never drawn again after that. It
is what its drawer may read: whoever may not read the figures cannot put them into a public paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby

from sqlalchemy import select

from portal.documents.tree import Block, Cell, Definitions, Heading, Paragraph, Run, Table, Wide
from portal.kit.words import date_words
from portal.measures import pages, queries
from portal.measures.models import MeasureReading
from portal.measures.pages import Row
from portal.measures.queries import Card
from portal.measures.service import COMPARED_WITH
from portal.plans import queries as plans
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.outside import whole
from portal.plans.outside.annex import side_by_side
from portal.plans.outside.whole import WholePlan, WholeSection
from tenants.scope import Scope

KINDS: Mapping[str, str] = {
    "priorities": "Priorities, side by side and one by one",
    "performance": "Performance: what the measures of a plan came to",
}
TITLES: Mapping[str, str] = {"priorities": "Priorities", "performance": "Quarterly performance"}
SMALL = range(1, 6)
"""Counts about children that are not said in anything public."""
NO_COUNTS = ("%", "per cent", "£", "day", "week", "month", "year")
"""How units begin that count nobody."""
FEW = "Not shown: 1 to 5"
NO_FIGURE = "Nothing recorded"
FEW_NOTE = (
    "Numbers from 1 to 5, and shares of so few, are not shown, since a child could be recognised."
)
NOTHING = "There is nothing in this plan that this annex could show."
HEADS = ("Measure", "Latest", "Period", "Target", "Status", "Direction", "Compared with")
WIDTHS = (6, 3, 3, 3, 3, 3, 4)


@dataclass(frozen=True)
class Drawn:
    """An annex as it was just drawn: what it was drawn from, and its blocks."""

    source: str
    blocks: tuple[Block, ...]


def priorities(scope: Scope, plan: Plan, version: Version | None) -> Drawn:
    """The priorities of a frozen version, or of the draft as it stands today: the matrix, then one
    by one as their sections stand."""
    if version is None:
        read = whole.read(scope, plans.view(scope, plan))
        source = f"{plan.title}, the draft of {date_words(scope.today())}"
    else:
        read = whole.read_version(scope, plan, version)
        source = f"{plan.title}, version {version.number}, frozen on {_day(version)}"
    blocks = (*side_by_side(read), *_one_by_one(read))
    return Drawn(source, blocks or (_quiet(NOTHING),))


def performance(scope: Scope, plan: Plan) -> Drawn:
    """What the measures of a plan came to, area by area, as recorded up to today.

    Of areas whose readings the drawer may not know, the measures alone.
    """
    card = queries.card(scope, plan)
    areas = {area.area_id: area for area in scope.areas}
    rows = pages.rows(card, "", areas, None)
    few = _few(scope, card)
    blocks = tuple(_by_area(rows, few, scope.company.name))
    source = f"{plan.title}, as recorded up to {date_words(scope.today())}"
    return Drawn(source, blocks or (_quiet(NOTHING),))


def is_few(figure: str | None, unit: str = "") -> bool:
    """Whether a count is too small to be said: a whole number from 1 to 5 that counts something.

    A percentage, a sum of money or a number of days is no count.
    """
    if figure is None or unit.strip().lower().startswith(NO_COUNTS):
        return False
    try:
        value = Decimal(figure)
    except InvalidOperation:
        return False
    return value == value.to_integral_value() and int(value) in SMALL


def _one_by_one(read: WholePlan) -> Iterator[Block]:
    held = [each for each in read.sections if each.kind == "priorities" and each.items]
    for section in held:
        yield Heading(1, f"{section.letter} {section.title}")
        yield Definitions(tuple(_terms(section)))


def _terms(section: WholeSection) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for item in section.items:
        texts = [item.content.wording]
        if item.content.outcome.strip():
            texts.append(f"Outcome: {item.content.outcome}")
        said = tuple(_words(text) for text in texts if text.strip())
        yield f"{item.ref} {item.content.title}", said


def _by_area(rows: Sequence[Row], few: Mapping[str, bool], company: str) -> Iterator[Block]:
    found = [
        block
        for whose, held in groupby(rows, key=lambda row: row.whose)
        for block in _table(whose or company, list(held), few)
    ]
    if found:
        yield Wide((*found, _quiet(FEW_NOTE)))


def _table(whose: str, rows: Sequence[Row], few: Mapping[str, bool]) -> Iterator[Block]:
    yield Heading(1, whose)
    head = tuple(_cell(name) for name in HEADS)
    drawn = tuple(_row(row, hidden=few.get(row.ref, False)) for row in rows)
    yield Table(f"Measures: {whose}", (head,), drawn, WIDTHS, row_heads=True)


def _row(row: Row, *, hidden: bool) -> tuple[Cell, ...]:
    compared = "; ".join(f"{COMPARED_WITH[kind]} {said}" for kind, said in row.compared.items())
    latest = FEW if hidden else row.latest or NO_FIGURE
    provisional = " (provisional)" if row.provisional and not hidden else ""
    went = "" if hidden or not row.went else f"{row.went} since {row.since}"
    return (
        _cell(f"{row.ref} {row.title}"),
        _cell(f"{latest}{provisional}"),
        _cell(row.period or "–"),
        _cell(row.target),
        _cell(row.short or "Not judged"),
        _cell(went or "–"),
        _cell(compared or "–"),
    )


def _few(scope: Scope, card: Card) -> Mapping[str, bool]:
    """By reference, whether the newest reading of a measure is of too few: one query."""
    entries = {each.item_id: each for section in card.view.sections for each in section.entries}
    columns = (MeasureReading.item_id, MeasureReading.figure, MeasureReading.numerator)
    rows = scope.session.execute(
        select(*columns, MeasureReading.second)
        .where(MeasureReading.plan_id == card.plan.id)
        .order_by(MeasureReading.period_to, MeasureReading.id)
    )
    found: dict[str, bool] = {}
    for item_id, figure, numerator, second in rows:
        entry = entries.get(item_id)
        if entry is not None:
            counted = is_few(figure, entry.text("unit"))
            found[entry.ref] = counted or is_few(numerator) or is_few(second)
    return found


def _day(version: Version) -> str:
    return date_words(version.frozen_at.date())


def _quiet(said: str) -> Paragraph:
    return Paragraph((Run(said),), quiet=True)


def _words(said: str) -> Paragraph:
    return Paragraph((Run(said),))


def _cell(said: str) -> Cell:
    return Cell((_words(said),))
