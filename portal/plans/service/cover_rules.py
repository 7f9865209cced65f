"""What a plan's cover may say, asked of the database: raised as errors that name the field."""

from collections.abc import Iterator, Mapping

from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.queries import frames, manifests
from portal.plans.rules import covers
from portal.plans.shapes import PlanDetails
from tenants.base import SHARED
from tenants.scope import Scope


class PlanError(ValueError):
    """What was asked of a plan cannot be, said in words."""


class CoverError(PlanError):
    """What a cover says that cannot be, with the field that says it."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def check_cover(scope: Scope, details: PlanDetails, plan: Plan | None = None) -> None:
    """Refuse a cover that cannot be; ``plan`` is the plan it replaces the cover of, if any.

    Raises CoverError with the field that is wrong.
    """
    for field, words in _cover_problems(scope, details, plan):
        if words:
            raise CoverError(field, words)


def check_area(plan_area_id: int, area_id: int) -> None:
    """Refuse a section of another area in one council's plan: its text would lie outside the walls
    of its plan. Raises PlanError."""
    if plan_area_id != SHARED and area_id != plan_area_id:
        raise PlanError("A plan of one council has sections of that council alone.")


def _cover_problems(
    scope: Scope, details: PlanDetails, plan: Plan | None
) -> Iterator[tuple[str, str]]:
    council = scope.area(details.area_id).slug if details.area_id else ""
    councils = [area.slug for area in scope.councils]
    yield "slug", covers.slug_problem(details.slug, council, councils)
    taken = queries.find_plan(scope, details.slug)
    if taken is not None and (plan is None or taken.id != plan.id):
        yield "slug", f"There is already a plan at this address: {taken.title}."
    if plan is not None and details.area_id != plan.area_id:
        yield "covers", "Whose plan it is cannot be changed: begin another plan."
    if (details.covers == "council") != (details.area_id != SHARED):
        yield "council", "Choose the council whose plan it is."
    if plan is not None and details.slug != plan.slug and manifests.last_version(scope, plan.id):
        yield "slug", "The address is part of what was frozen, and cannot be changed any more."
    yield "parent", _relation(scope, details, plan, details.parent_id, frames.parents(scope))
    yield "follows", _relation(scope, details, plan, details.follows_id, frames.predecessors(scope))


def _relation(
    scope: Scope,
    details: PlanDetails,
    plan: Plan | None,
    other_id: int | None,
    above: Mapping[int, int | None],
) -> str:
    """What is wrong with another plan above this one, or before it; empty for nothing."""
    if other_id is None:
        return ""
    if other_id not in above:
        return "Choose one of the plans that are offered."
    if plan is not None and covers.is_circle(above, plan.id, other_id):
        return "A plan cannot stand under itself, or come after itself: choose another."
    owner = frames.plan_now(scope, other_id).area_id
    if owner not in (SHARED, details.area_id):
        return "That is the plan of one council: only plans of the same council can depend on it."
    return ""
