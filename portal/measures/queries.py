"""Reads of measures. What a measure is stands in its plan; here is what it came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, exists, select

from portal.measures.models import Comparator, MeasureReading, MeasureTrend
from portal.plans import queries as plans
from portal.plans.models import Plan, Section
from portal.plans.shapes import PlanView, Reading
from tenants.audiences import RELEASED
from tenants.scope import Scope

KIND = "measures"
MOST_POINTS = 13
"""Periods in the line of a measure: a year of months, and the month a year before."""


@dataclass(frozen=True)
class Point:
    """One period of a measure as it counts: exact figures, first and last day."""

    starts: date
    ends: date
    figure: Decimal
    state: str
    declared: str = ""
    second: Decimal | None = None


@dataclass(frozen=True)
class Trend:
    """The last periods of a measure, the oldest first, and who recorded the last of them."""

    points: Sequence[Point]
    updated: str = ""


@dataclass(frozen=True)
class Card:
    """A plan with its measures as one reader reads them, what they came to and are compared with.

    ``knows`` says of which areas the readings are hers to read.
    """

    plan: Plan
    view: PlanView
    trends: Mapping[int, Trend]
    comparators: Mapping[int, Sequence[Comparator]]
    knows: frozenset[int]


def find_measure(scope: Scope, ref: str, *, plan: Plan, **_: object) -> Reading | None:
    """The measure of this reference with the text this reader reads; None for other items."""
    found = plans.find_reading(scope, ref, plan=plan)
    return found if found is not None and found.section.kind == KIND else None


def plans_with_measures(scope: Scope) -> Sequence[Plan]:
    """The plans inside the reader's walls with a section of measures, by title."""
    return scope.session.scalars(_PLANS).all()


def card(scope: Scope, plan: Plan) -> Card:
    """A plan's scorecard, in as many queries for ten years of readings as for one."""
    view = plans.view(scope, plan)
    knows = frozenset(area.area_id for area in scope.areas if scope.reads(area.area_id, RELEASED))
    if not knows:
        return Card(plan, view, {}, {}, knows)
    names = {"plan": plan.id}
    trends = {row.item_id: trend_of(row) for row in scope.session.scalars(_TRENDS, names)}
    newest = scope.session.scalars(_COMPARATORS_OF_PLAN, names)
    return Card(plan, view, trends, _newest_by_item(newest), knows)


def trend(scope: Scope, item_id: int) -> Trend | None:
    """The line of one measure; None where nothing is recorded that this reader may read."""
    row = trend_row(scope, item_id)
    return trend_of(row) if row is not None else None


def trend_row(scope: Scope, item_id: int) -> MeasureTrend | None:
    """The row in which the line of one measure is kept."""
    return scope.session.scalars(_TREND, {"item": item_id}).first()


def history(scope: Scope, item_id: int) -> Sequence[MeasureReading]:
    """Every reading of a measure inside the reader's walls: newest period first, of a period the
    newest reading first."""
    return scope.session.scalars(_HISTORY, {"item": item_id}).all()


def comparators(scope: Scope, item_id: int) -> Sequence[Comparator]:
    """What counts of what one measure is compared with."""
    rows = scope.session.scalars(_COMPARATORS, {"item": item_id})
    return _newest_by_item(rows).get(item_id, [])


def point_of(row: MeasureReading) -> Point:
    """A reading as a point of the line."""
    second = Decimal(row.second) if row.second is not None else None
    figure = Decimal(row.figure)
    return Point(row.period_from, row.period_to, figure, row.state, row.declared, second)


def counting(rows: Iterable[MeasureReading]) -> list[MeasureReading]:
    """Of each period the reading that counts, from a ``history``: newest period first."""
    found: dict[tuple[date, date], MeasureReading] = {}
    for row in rows:
        found.setdefault((row.period_from, row.period_to), row)
    return list(found.values())


def trend_of(row: MeasureTrend) -> Trend:
    """The line as it is kept."""
    return Trend([_point(each) for each in row.points], row.updated_by)


def _point(kept: Mapping[str, Any]) -> Point:
    second = kept.get("second")
    return Point(
        date.fromisoformat(kept["from"]),
        date.fromisoformat(kept["to"]),
        Decimal(kept["figure"]),
        kept["state"],
        kept["declared"],
        Decimal(second) if second is not None else None,
    )


def _newest_by_item(rows: Iterable[Comparator]) -> dict[int, list[Comparator]]:
    """Of each kind and name the newest; rows come oldest first."""
    found: dict[int, dict[tuple[str, str], Comparator]] = {}
    for row in rows:
        found.setdefault(row.item_id, {})[row.kind, row.name] = row
    return {item_id: list(newest.values()) for item_id, newest in found.items()}


_PLANS = (
    select(Plan)
    .where(exists().where(Section.plan_id == Plan.id, Section.kind == KIND))
    .order_by(Plan.title)
)
_TRENDS = select(MeasureTrend).where(MeasureTrend.plan_id == bindparam("plan"))
_TREND = select(MeasureTrend).where(MeasureTrend.item_id == bindparam("item"))
_HISTORY = (
    select(MeasureReading)
    .where(MeasureReading.item_id == bindparam("item"))
    .order_by(MeasureReading.period_to.desc(), MeasureReading.id.desc())
)
_COMPARATORS = (
    select(Comparator).where(Comparator.item_id == bindparam("item")).order_by(Comparator.id)
)
_COMPARATORS_OF_PLAN = (
    select(Comparator).where(Comparator.plan_id == bindparam("plan")).order_by(Comparator.id)
)
