"""Verbs on measures: record a reading, and what a measure is compared with. Never commits.

Rows are added and never changed: a correction is a reading of the same period after the first.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.audit import rows
from portal.audit.service import Json
from portal.kit.figures import read_figure
from portal.measures import queries
from portal.measures.models import Comparator, MeasureReading, MeasureTrend
from portal.measures.queries import MOST_POINTS
from portal.plans import queries as plans
from portal.plans.models import Item
from portal.plans.service.recording import beside, by_writer
from tenants.roles import Permission
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {MeasureReading: "measure reading", Comparator: "measure comparator"}
STATES = {"final": "Final", "provisional": "Provisional"}
COMPARED_WITH = {
    "neighbours": "Statistical neighbours",
    "national": "England",
    "last_year": "Last year",
    "projection": "Projection",
    "other": "Another area",
}
LONGEST_FIGURE = 60


class MeasureError(ValueError):
    """What was entered cannot be recorded, said in words; ``field`` says which box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class ReadingClashError(Exception):
    """Somebody recorded this period since the form was opened: ``newest``."""

    def __init__(self, newest: MeasureReading, count: int) -> None:
        super().__init__("Somebody recorded this period after this form was opened.")
        self.newest = newest
        self.count = count


@dataclass(frozen=True)
class ReadingDetails:
    """A reading as it was typed: figures in words, read by ``read_figure``."""

    starts: date
    ends: date
    figure: str
    numerator: str = ""
    denominator: str = ""
    second: str = ""
    state: str = "final"
    declared: str = ""
    note: str = ""


@dataclass(frozen=True)
class ComparatorDetails:
    """What a measure is compared with, as it was typed."""

    kind: str
    figure: str
    name: str = ""
    dated: str = ""
    source: str = ""


def record_reading(
    scope: Scope, item: Item, what: ReadingDetails, *, base: int | None = None
) -> MeasureReading:
    """Record what a measure came to in a period. ``base`` is how many readings of that period the
    writer had seen; None where she speaks for all (an import).

    Raises MeasureError beside its field, and ReadingClashError where there are others by now.
    """
    hat = scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)
    # Whoever records takes turns with whoever else writes in this area.
    plans.locked_part(scope, item.plan_id, item.area_id)
    known = queries.history(scope, item.id)
    same = [row for row in known if (row.period_from, row.period_to) == (what.starts, what.ends)]
    if base is not None and len(same) != base and same:
        raise ReadingClashError(same[0], len(same))
    row = MeasureReading(
        **beside(scope, item), **_figures(scope, what), **by_writer(scope, hat.label)
    )
    if same and _says(same[0]) == _says(row):
        raise MeasureError("figure", "That is recorded already, in the same words.")
    scope.session.add(row)
    payload: dict[str, Json] = {"ref": item.ref, "figure": row.figure, "to": what.ends.isoformat()}
    action = "measure:revised" if same else "measure:recorded"
    rows.note(scope, hat, action, KINDS[MeasureReading], row, payload)
    _draw_line(scope, item)
    return row


def record_comparator(scope: Scope, item: Item, what: ComparatorDetails) -> Comparator:
    """Record what a measure is compared with; the newest of a kind and a name counts.

    Raises MeasureError beside its field.
    """
    hat = scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)
    if what.kind not in COMPARED_WITH:
        raise MeasureError("kind", "Choose what it is compared with.")
    if what.kind == "other" and not what.name.strip():
        raise MeasureError("name", "Enter whose figure it is.")
    row = Comparator(
        **beside(scope, item),
        **by_writer(scope, hat.label),
        kind=what.kind,
        name=what.name.strip(),
        figure=str(_required("figure", what.figure)),
        as_written=what.figure.strip(),
        dated=what.dated.strip(),
        source=what.source.strip(),
    )
    scope.session.add(row)
    payload: dict[str, Json] = {"ref": item.ref, "kind": row.kind, "figure": row.figure}
    rows.note(scope, hat, "measure:compared", KINDS[Comparator], row, payload)
    return row


def _figures(scope: Scope, what: ReadingDetails) -> dict[str, Any]:
    if what.ends < what.starts:
        raise MeasureError("ends", "Enter a last day on or after the first.")
    if what.ends > scope.today():
        raise MeasureError("ends", "Enter a period that is over: its last day is still to come.")
    if what.state not in STATES:
        raise MeasureError("state", "Choose provisional or final.")
    top, bottom = _optional("numerator", what.numerator), _optional("denominator", what.denominator)
    if bottom == 0:
        raise MeasureError("denominator", "Nothing can be divided by 0. Leave it empty.")
    if (top is None) != (bottom is None):
        lacking = "numerator" if top is None else "denominator"
        raise MeasureError(lacking, "Enter both parts of the figure, or neither.")
    return {
        "period_from": what.starts,
        "period_to": what.ends,
        "figure": str(_required("figure", what.figure)),
        "as_written": what.figure.strip(),
        "numerator": _text(top),
        "denominator": _text(bottom),
        "second": _text(_optional("second", what.second)),
        "state": what.state,
        "declared": what.declared.strip(),
        "note": what.note.strip(),
    }


def _required(field: str, text: str) -> Decimal:
    found = _optional(field, text)
    if found is None:
        raise MeasureError(field, "Enter the figure, such as 63.1.")
    return found


def _optional(field: str, text: str) -> Decimal | None:
    if not text.strip():
        return None
    found = read_figure(text)
    if found is None or len(text.strip()) > LONGEST_FIGURE or len(str(found)) > 40:
        raise MeasureError(
            field, f"“{text.strip()[:LONGEST_FIGURE]}” is not one figure, such as 63.1."
        )
    return found


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _says(row: MeasureReading) -> tuple[object, ...]:
    names = ("figure", "numerator", "denominator", "second", "state", "declared", "note")
    return tuple(getattr(row, name) for name in names)


def _draw_line(scope: Scope, item: Item) -> None:
    """Keep the line of the last periods beside the readings, drawn whole from them."""
    counted = queries.counting(queries.history(scope, item.id))[:MOST_POINTS]
    line = queries.trend_row(scope, item.id)
    if line is None:
        line = MeasureTrend(**beside(scope, item))
        scope.session.add(line)
    line.points = [_kept(row) for row in reversed(counted)]
    line.updated_at, line.updated_by = scope.now(), scope.visitor.name


def _kept(row: MeasureReading) -> dict[str, Any]:
    return {
        "from": row.period_from.isoformat(),
        "to": row.period_to.isoformat(),
        "figure": row.figure,
        "second": row.second,
        "state": row.state,
        "declared": row.declared,
    }
