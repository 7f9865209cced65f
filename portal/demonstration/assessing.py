"""How the demonstration's risks were assessed by its day, recorded by a director."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.content import FOLDER
from portal.plans import queries
from portal.plans.models import Item, Plan
from portal.risks import service
from portal.risks.service import AssessmentDetails, ResponseDetails
from tenants.scope import Scope


def assess(session: Session, company: str) -> None:
    """Record every assessment and response of a company's content file; none where it has none.

    Raises LookupError for a risk that is not there.
    """
    file = FOLDER / company / "assessments.toml"
    if not file.is_file():
        return
    told = tomllib.loads(file.read_text("utf-8"))
    scope = people.director_of(session, company)
    plan = queries.find_plan(scope, told["plan"])
    if plan is None:
        raise LookupError(f"{company} has no plan {told['plan']}.")
    for ref, details in _assessments(told):
        service.assess(scope, _item(scope, plan, ref), details)
    for each in told.get("response", ()):
        response = ResponseDetails(
            each["kind"], each["on"], each["because"], each["whose"], each.get("until")
        )
        service.respond(scope, _item(scope, plan, each["ref"]), response)


def _assessments(told: dict[str, Any]) -> Iterator[tuple[str, AssessmentDetails]]:
    days: list[date] = told["days"]
    for kind in ("inherent", "target"):
        for ref, score in told.get(kind, {}).items():
            yield ref, _details(kind, score, days[0])
    for ref, scores in told["current"].items():
        for day, score in zip(days, scores.split(), strict=True):
            last = day == days[-1]
            printed = told["printed"].get(ref, "") if last else ""
            review = told["review"] if last else None
            if score != "-":
                yield ref, _details("current", score, day, printed, review)


def _details(
    kind: str, score: str, day: date, printed: str = "", review: date | None = None
) -> AssessmentDetails:
    likelihood, _, impact = score.partition("x")
    return AssessmentDetails(kind, int(likelihood), int(impact), day, printed, review)


def _item(scope: Scope, plan: Plan, ref: str) -> Item:
    reading = queries.find_reading(scope, ref, plan=plan)
    if reading is None:
        raise LookupError(f"{plan.slug} has no {ref}.")
    return reading.item
