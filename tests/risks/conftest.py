"""A plan with risks: one of the company's own and one of each council."""

import pytest

from portal.plans.models import Item, Plan
from portal.plans.service import release
from portal.plans.shapes import PlanDetails, SectionDetails
from portal.risks import queries
from tenants.base import SHARED
from tenants.scope import Scope
from tests.factories.shaped import Shape, write
from tests.factories.world import World

DIRECTOR = "director@afc.example"
REGISTER = "/afc/risks/risk-register/"
STAFF = {
    "title": "Too few social workers",
    "wording": "Posts stay empty.",
    "controls": "Monthly report.",
    "likelihood": "4",
    "impact": "3",
    "lead": "Head of People",
}


def shape(scope: Scope) -> Shape:
    """Section A is the company's, and B, C … one for each council."""
    areas = [SHARED, *(area.area_id for area in scope.councils)]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    sections = [
        SectionDetails(letter, "Risks", "risks", area_id)
        for letter, area_id in zip(letters, areas, strict=False)
    ]
    items = {section.letter: [STAFF] for section in sections}
    details = PlanDetails("risk-register", "Risk register", "delivery", 2019, 1)
    return Shape(details, sections, items)


@pytest.fixture
def risky(world: World) -> World:
    """The small world with the plan of risks, released to every council."""
    with world.scope_of(DIRECTOR) as scope:
        plan = write(scope, shape(scope))
        for area in scope.areas:
            release(scope, plan, area.area_id)
        scope.session.commit()
    return world


def plan_of(scope: Scope) -> Plan:
    """The plan of risks."""
    (plan,) = queries.plans_with_risks(scope)
    return plan


def item_of(scope: Scope, ref: str) -> Item:
    """The item of a risk."""
    reading = queries.find_risk(scope, ref, plan=plan_of(scope))
    assert reading is not None
    return reading.item
