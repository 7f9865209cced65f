"""A plan of actions: two shared domains and one of Kingston's, released."""

from collections.abc import Sequence

import pytest

from portal.actions import queries, service
from portal.actions.queries import ActionLine
from portal.actions.service import Telling
from portal.plans import queries as plans
from portal.plans import service as plan_service
from portal.plans.content import Content
from portal.plans.models import Plan
from tenants.base import SHARED
from tenants.scope import Scope
from tests.fixtures import ScopeOf

DIRECTOR = "director@afc.example"
EDITOR = "editor@kingston.example"
COMMISSIONER = "commissioner@kingston.example"
SLUG = "improvement-plan"
LIST = "/afc/actions/"
PLAN = f"{LIST}{SLUG}/"

SHARED_ACTIONS = (
    ("C-A01", "Open one page", "30/06/2019", "Head of People", "yes"),
    ("C-A02", "Name a manager for each contract", "31/05/2019", "Head of People", ""),
    ("C-A03", "Keep the standards", "Monthly from 01/04/2019", "Head of Practice", ""),
    ("C-A04", "Review every process", "31/02/2019", "", ""),
)
KINGSTON = (
    ("KIN-A01", "Publish the plan", "23/06/2019", "Plan editor, Richmond", "yes"),
    ("KIN-A02", "Train managers", "24/06/2019", "Director of Education", ""),
)


def write(scope: Scope, slug: str = SLUG) -> Plan:
    """Write the plan and release all of it."""
    kingston = next(area for area in scope.areas if area.slug == "kingston")
    details = plan_service.PlanDetails(slug, "Improvement plan", "improvement", 2019, 1)
    sections = [
        plan_service.SectionDetails("B", "Help", "actions", SHARED),
        plan_service.SectionDetails("C", "Kingston", "actions", kingston.area_id),
    ]
    plan = plan_service.create_plan(scope, details, sections)
    _fill(scope, plan, "B", SHARED_ACTIONS)
    _fill(scope, plan, "C", KINGSTON)
    for area_id in (SHARED, kingston.area_id):
        plan_service.release(scope, plan, area_id)
    return plan


def _fill(scope: Scope, plan: Plan, letter: str, rows: Sequence[tuple[str, ...]]) -> None:
    section = plans.find_section(scope, plan, letter)
    assert section is not None
    for ref, title, when, lead, high in rows:
        said = {"title": title, "when": when, "lead": lead, "high_priority": high}
        plan_service.add_item(scope, plan, section, ref, Content.of(said))


@pytest.fixture
def plan(scope_of: ScopeOf) -> str:
    """The plan, by its address."""
    with scope_of(DIRECTOR) as scope:
        write(scope)
        scope.session.commit()
    return SLUG


def action_of(scope: Scope, ref: str, slug: str = SLUG) -> ActionLine:
    """One of its actions, as this reader reads it."""
    found = plans.find_plan(scope, slug)
    assert found is not None
    line = queries.find_action(scope, ref, plan=found)
    assert line is not None
    return line


def tell(
    scope_of: ScopeOf, ref: str, what: Telling, *, by: str = DIRECTOR, base: int | None = None
) -> None:
    """Tell of an action as somebody would; ``base`` is what she has seen, unless told all of it."""
    with scope_of(by) as scope:
        line = action_of(scope, ref)
        service.tell(scope, line, what, base=line.head if base is None else base)
        scope.session.commit()
