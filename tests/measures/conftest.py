"""A plan with measures: two of the company's own and one of each council."""

import pytest

from portal.measures import queries
from portal.plans.models import Item, Plan
from portal.plans.service import release
from portal.plans.shapes import PlanDetails, SectionDetails
from tenants.base import SHARED
from tenants.scope import Scope
from tests.factories.shaped import Shape, write
from tests.factories.world import World

DIRECTOR = "director@afc.example"
CARD = "/afc/measures/performance-plan/"
KPI = {
    "title": "Cases that succeeded",
    "wording": "Of all cases closed.",
    "measure_set": "contractual",
    "unit": "%",
    "polarity": "higher",
    "target": "65%",
    "tolerance": "62% – 64.9%",
    "frequency": "Quarterly",
}
WATCHED = {"title": "Children looked after", "unit": "rate", "target": "Monitor"}


def shape(scope: Scope) -> Shape:
    """Section A is the company's, and B, C … one for each council."""
    areas = [SHARED, *(area.area_id for area in scope.councils)]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    sections = [
        SectionDetails(letter, "Measures", "measures", area_id)
        for letter, area_id in zip(letters, areas, strict=False)
    ]
    items = {section.letter: [KPI] for section in sections}
    items["A"] = [KPI, WATCHED]
    details = PlanDetails("performance-plan", "Performance plan", "delivery", 2019, 1)
    return Shape(details, sections, items)


@pytest.fixture
def measured(world: World) -> World:
    """The small world with the plan of measures, released to every council."""
    with world.scope_of(DIRECTOR) as scope:
        plan = write(scope, shape(scope))
        for area in scope.areas:
            release(scope, plan, area.area_id)
        scope.session.commit()
    return world


def plan_of(scope: Scope) -> Plan:
    """The plan of measures."""
    (plan,) = queries.plans_with_measures(scope)
    return plan


def item_of(scope: Scope, ref: str) -> Item:
    """A measure by its reference."""
    found = queries.find_measure(scope, ref, plan=plan_of(scope))
    assert found is not None, f"{ref} is not there for this reader"
    return found.item
