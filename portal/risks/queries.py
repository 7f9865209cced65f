"""Reads of risks. What a risk is stands in its plan; here is how it was assessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, select

from portal.plans import queries as plans
from portal.plans.models import Plan, Section
from portal.plans.shapes import PlanView, Reading
from portal.risks.models import RiskAssessment, RiskMatrix, RiskResponse, RiskStanding
from portal.risks.rules import USUAL, Band, Matrix, Score
from tenants.audiences import RELEASED
from tenants.scope import Scope

KIND = "risks"
MOST_KEPT = 13
"""Assessments in a standing: three years of quarters, and the one before."""


@dataclass(frozen=True)
class Assessed:
    """One assessment as it counts."""

    score: Score
    on_day: date
    printed: str = ""


@dataclass(frozen=True)
class Response:
    """To which register it is escalated, or by whom it is accepted until when."""

    whose: str
    on_day: date
    because: str
    until: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a risk stands: its current assessments, the newest day first, and what is done."""

    current: Sequence[Assessed] = ()
    inherent: Assessed | None = None
    target: Assessed | None = None
    review_on: date | None = None
    escalated: Response | None = None
    accepted: Response | None = None
    updated: str = ""
    updated_on: date | None = None

    def at(self, day: date) -> Assessed | None:
        """The current assessment that counted on a day."""
        return next((each for each in self.current if each.on_day <= day), None)


NOTHING = Standing()


@dataclass(frozen=True)
class Register:
    """A plan with its risks as one reader reads them, and where each stands.

    ``knows`` says of which areas the assessments are hers to read.
    """

    plan: Plan
    view: PlanView
    standings: Mapping[int, Standing]
    matrix: Matrix
    knows: frozenset[int] = field(default_factory=frozenset)


def find_risk(scope: Scope, ref: str, *, plan: Plan, **_: object) -> Reading | None:
    """The risk of this reference with the text this reader reads; None for other items."""
    found = plans.find_reading(scope, ref, plan=plan)
    return found if found is not None and found.section.kind == KIND else None


def plans_with_risks(scope: Scope) -> Sequence[Plan]:
    """The plans inside the reader's walls with a section of risks, the newest first."""
    return scope.session.scalars(_PLANS).all()


def register(scope: Scope, plan: Plan) -> Register:
    """A plan's register, in as many queries for ten years of assessments as for one."""
    view = plans.view(scope, plan)
    knows = frozenset(area.area_id for area in scope.areas if scope.reads(area.area_id, RELEASED))
    if not knows:
        return Register(plan, view, {}, USUAL)
    rows = scope.session.scalars(_STANDINGS, {"plan": plan.id})
    return Register(
        plan, view, {row.item_id: standing_of(row) for row in rows}, matrix_now(scope), knows
    )


def standing_row(scope: Scope, item_id: int) -> RiskStanding | None:
    """The row in which it is kept where one risk stands."""
    return scope.session.scalars(_STANDING, {"item": item_id}).first()


def history(scope: Scope, item_id: int) -> Sequence[RiskAssessment]:
    """Every assessment of a risk inside the reader's walls, the newest day first."""
    return scope.session.scalars(_HISTORY, {"item": item_id}).all()


def responses(scope: Scope, item_id: int) -> Sequence[RiskResponse]:
    """Every response to a risk inside the reader's walls, the newest first."""
    return scope.session.scalars(_RESPONSES, {"item": item_id}).all()


def matrices(scope: Scope) -> Sequence[RiskMatrix]:
    """The company's matrices, the newest first."""
    return scope.session.scalars(_MATRICES).all()


def matrix_now(scope: Scope) -> Matrix:
    """The matrix that counts today; the usual one until the company says otherwise."""
    return matrix_on(scope, scope.today())


def matrix_on(scope: Scope, day: date) -> Matrix:
    """The matrix that counted on a day."""
    found = scope.session.scalars(_MATRIX, {"day": day}).first()
    return matrix_of(found) if found is not None else USUAL


def matrix_of(row: RiskMatrix) -> Matrix:
    """A matrix as it is kept."""
    bands = tuple(Band(int(least), str(name)) for least, name in row.bands)
    return Matrix(bands, tuple(row.likelihood), tuple(row.impact))


def standing_of(row: RiskStanding) -> Standing:
    """Where a risk stands, as it is kept."""
    kept = row.kept
    return Standing(
        [_assessed(each) for each in kept["current"]],
        _assessed(kept["inherent"]) if kept["inherent"] else None,
        _assessed(kept["target"]) if kept["target"] else None,
        _day(kept["review_on"]),
        _response(kept["escalated"]),
        _response(kept["accepted"]),
        row.updated_by,
        row.updated_at.date(),
    )


def counting(rows: Sequence[RiskAssessment], kind: str) -> list[RiskAssessment]:
    """Of each day the assessment of a kind that counts, from a ``history``: newest day first."""
    found: dict[date, RiskAssessment] = {}
    for row in rows:
        if row.kind == kind:
            found.setdefault(row.on_day, row)
    return list(found.values())


def _assessed(kept: Sequence[Any]) -> Assessed:
    likelihood, impact, on_day, printed = kept
    return Assessed(Score(likelihood, impact), date.fromisoformat(on_day), printed)


def _response(kept: Mapping[str, Any] | None) -> Response | None:
    if kept is None:
        return None
    on_day = date.fromisoformat(kept["on"])
    return Response(kept["whose"], on_day, kept["because"], _day(kept["until"]))


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


_PLANS = (
    select(Plan)
    .where(exists().where(Section.plan_id == Plan.id, Section.kind == KIND))
    .order_by(Plan.first_year.desc(), Plan.title)
)
_STANDINGS = select(RiskStanding).where(RiskStanding.plan_id == bindparam("plan"))
_STANDING = select(RiskStanding).where(RiskStanding.item_id == bindparam("item"))
_HISTORY = (
    select(RiskAssessment)
    .where(RiskAssessment.item_id == bindparam("item"))
    .order_by(RiskAssessment.on_day.desc(), RiskAssessment.id.desc())
)
_RESPONSES = (
    select(RiskResponse)
    .where(RiskResponse.item_id == bindparam("item"))
    .order_by(RiskResponse.id.desc())
)
_MATRICES = select(RiskMatrix).order_by(RiskMatrix.in_force_from.desc(), RiskMatrix.id.desc())
_MATRIX = _MATRICES.where(RiskMatrix.in_force_from <= bindparam("day")).limit(1)
