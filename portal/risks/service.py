"""Verbs on risks: assess, escalate, accept, and set the company's matrix. Never commits.

Rows are added and never changed: a correction is an assessment of the same day after the first.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.audit import rows
from portal.audit.service import Json
from portal.plans import queries as plans
from portal.plans.models import Item
from portal.plans.service.recording import beside, by_writer
from portal.risks import queries
from portal.risks.models import RiskAssessment, RiskMatrix, RiskResponse, RiskStanding
from portal.risks.rules import STEPS, Matrix
from tenants.audiences import RELEASED
from tenants.base import SHARED
from tenants.roles import Permission
from tenants.scope import Scope

KINDS: dict[type[Any], str] = {
    RiskAssessment: "risk assessment",
    RiskResponse: "risk response",
    RiskMatrix: "risk matrix",
}
ASSESSED = {
    "current": "As it is now, with our controls",
    "inherent": "Inherent: as it would be without them",
    "target": "Target: as it shall become",
}
RESPONSES = {"escalated", "returned", "accepted", "ended"}


class RiskError(ValueError):
    """What was entered cannot be recorded, said in words; ``field`` says which box."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RiskClashError(Exception):
    """Somebody assessed this risk since the form was opened: ``newest``."""

    def __init__(self, newest: RiskAssessment) -> None:
        super().__init__("Somebody assessed this risk after this form was opened.")
        self.newest = newest


@dataclass(frozen=True)
class AssessmentDetails:
    """An assessment: steps from 1 to 5; ``review_on`` is when it is looked at next."""

    kind: str
    likelihood: int
    impact: int
    on_day: date
    printed: str = ""
    review_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ResponseDetails:
    """What is done about a risk beside its controls."""

    kind: str
    on_day: date
    because: str
    whose: str = ""
    until: date | None = None


def assess(
    scope: Scope, item: Item, what: AssessmentDetails, *, base: int | None = None
) -> RiskAssessment:
    """Record how likely and how grave a risk is on a day. ``base`` is the newest assessment that
    the writer had seen (0 for none); None where she speaks for all (an import).

    Raises RiskError beside its box, and RiskClashError where there is a newer one by now.
    """
    hat = _held(scope, item)
    _check(scope, what)
    known = queries.history(scope, item.id)
    newest = max(known, key=lambda row: row.id, default=None)
    if base is not None and newest is not None and newest.id != base:
        raise RiskClashError(newest)
    row = RiskAssessment(**beside(scope, item), **by_writer(scope, hat.label), **vars(what))
    if any(_says(each) == _says(row) for each in known[:1]):
        raise RiskError("likelihood", "That is recorded already, in the same words.")
    scope.session.add(row)
    payload: dict[str, Json] = {
        "ref": item.ref,
        "kind": what.kind,
        "score": what.likelihood * what.impact,
        "on": what.on_day.isoformat(),
    }
    rows.note(scope, hat, "risk:assessed", KINDS[RiskAssessment], row, payload)
    _keep_standing(scope, item)
    return row


def respond(scope: Scope, item: Item, what: ResponseDetails) -> RiskResponse:
    """Escalate a risk to a council's corporate register, or accept it until a day; take it back,
    or end the acceptance. Raises RiskError beside its box."""
    hat = _held(scope, item)
    _check_response(scope, item, what)
    row = RiskResponse(**beside(scope, item), **by_writer(scope, hat.label), **vars(what))
    scope.session.add(row)
    payload: dict[str, Json] = {"ref": item.ref, "kind": what.kind, "whose": what.whose}
    rows.note(scope, hat, f"risk:{what.kind}", KINDS[RiskResponse], row, payload)
    _keep_standing(scope, item)
    return row


def set_matrix(scope: Scope, matrix: Matrix, day: date) -> RiskMatrix:
    """Set the company's bands and words from a day on. Raises RiskError for a day before today."""
    hat = scope.require(Permission.PROGRESS_RECORD, area_id=SHARED)
    if day < scope.today():
        raise RiskError("day", "Choose today or a day to come: scores of the past keep their band.")
    row = RiskMatrix(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=RELEASED,
        in_force_from=day,
        bands=[[band.least, band.name] for band in matrix.bands],
        likelihood=list(matrix.likelihood),
        impact=list(matrix.impact),
        **by_writer(scope, hat.label),
    )
    scope.session.add(row)
    payload: dict[str, Json] = {"from": day.isoformat()}
    rows.note(scope, hat, "risk-matrix:set", KINDS[RiskMatrix], row, payload)
    return row


def _held(scope: Scope, item: Item) -> Any:
    """The hat that may; whoever records takes turns with whoever else writes in this area."""
    hat = scope.require(Permission.PROGRESS_RECORD, area_id=item.area_id, plan_id=item.plan_id)
    plans.locked_part(scope, item.plan_id, item.area_id)
    return hat


def _check(scope: Scope, what: AssessmentDetails) -> None:
    if what.kind not in ASSESSED:
        raise RiskError("kind", "Choose what is assessed.")
    for name in ("likelihood", "impact"):
        if getattr(what, name) not in STEPS:
            raise RiskError(name, f"Choose the {name}, from 1 to 5.")
    if what.on_day > scope.today():
        raise RiskError("on_day", "Enter the day on which it was assessed: today or before.")
    if what.review_on is not None and what.review_on < what.on_day:
        raise RiskError("review_on", "Enter a day of review after the day of the assessment.")


def _check_response(scope: Scope, item: Item, what: ResponseDetails) -> None:
    if what.kind not in RESPONSES:
        raise RiskError("kind", "Choose what is done.")
    row = queries.standing_row(scope, item.id)
    now = queries.standing_of(row) if row is not None else queries.NOTHING
    if not what.because.strip():
        raise RiskError("because", "Enter why.")
    if what.kind in ("escalated", "accepted") and not what.whose.strip():
        words = "the corporate register" if what.kind == "escalated" else "who accepts it"
        raise RiskError("whose", f"Enter {words}.")
    if what.on_day > scope.today():
        raise RiskError("on_day", "Enter the day on which it was agreed: today or before.")
    if what.kind == "accepted" and (what.until is None or what.until < what.on_day):
        raise RiskError("until", "Enter until when it is accepted: a day after it was agreed.")
    if what.kind == "returned" and now.escalated is None:
        raise RiskError("kind", "It is on no corporate register.")
    if what.kind == "ended" and now.accepted is None:
        raise RiskError("kind", "Nobody accepts it.")


def _says(row: RiskAssessment) -> tuple[object, ...]:
    names = ("kind", "likelihood", "impact", "on_day", "printed", "review_on", "note")
    return tuple(getattr(row, name) for name in names)


def _keep_standing(scope: Scope, item: Item) -> None:
    """Keep where the risk stands, whole, from all that was recorded."""
    kept = _kept(queries.history(scope, item.id), queries.responses(scope, item.id))
    row = queries.standing_row(scope, item.id)
    if row is None:
        row = RiskStanding(**beside(scope, item))
        scope.session.add(row)
    row.kept = kept
    row.updated_at, row.updated_by = scope.now(), scope.visitor.name
    scope.session.flush()


def _kept(known: Any, done: Any) -> dict[str, Any]:
    current = queries.counting(known, "current")
    others = {kind: queries.counting(known, kind)[:1] for kind in ("inherent", "target")}
    return {
        "current": [_line(row) for row in current[: queries.MOST_KEPT]],
        **{kind: _line(found[0]) if found else None for kind, found in others.items()},
        "review_on": current[0].review_on.isoformat() if current and current[0].review_on else None,
        "escalated": _open(done, "escalated", "returned"),
        "accepted": _open(done, "accepted", "ended"),
    }


def _line(row: RiskAssessment) -> list[Any]:
    return [row.likelihood, row.impact, row.on_day.isoformat(), row.printed]


def _open(done: Any, begins: str, ends: str) -> dict[str, Any] | None:
    """The newest response of a pair, where it is the one that begins."""
    last: RiskResponse | None = next((row for row in done if row.kind in (begins, ends)), None)
    if last is None or last.kind == ends:
        return None
    return {
        "whose": last.whose,
        "on": last.on_day.isoformat(),
        "because": last.because,
        "until": last.until.isoformat() if last.until else None,
    }
