"""The number of queries stays still, however many councils own the company."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from portal.plans import queries, service
from portal.plans.models import Plan
from portal.web.database import db
from tenants import service as tenants
from tenants.roles import Role
from tenants.scope import Scope
from tests.factories import tenancy
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.plans import content
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, PLAN, State
from tests.queries import count_queries

OWNERS = 30
FOUNDED = date(2014, 4, 1)
WIDE = "/wide/plans/plan-of-thirty/"
SLOTS = 9
"""What the plan page shows besides, one query each: actions of the plan, its version, whom its
consultations invite, these, the comments on its rows, how its actions stand, what its priorities
derive from, whether a budget locks it, and what follows the decision on its version."""


@pytest.fixture
def wide(app: Flask, world: World) -> None:
    """A company of thirty councils, each with a priority."""
    with app.app_context():
        found = tenants.CompanyDetails("wide", "Wide Company", "#1f3a5f", tenancy.DAY)
        scope = tenants.add_company(db.session(), found)
        for number in range(OWNERS):
            tenants.admit_council(scope, _council(number))
        tenancy.appoint(scope, Post(DIRECTOR, "wide", Role.DIRECTOR))
        db.session().commit()
    with world.scope_of(DIRECTOR, "wide") as scope:
        _write(scope)
        scope.session.commit()


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("page", ["", "compare", "priorities.csv"])
def test_thirty_councils_cost_as_many_queries_as_three(
    signed_in: Callable[[str], Browser], page: str
) -> None:
    director = signed_in(DIRECTOR)
    few, many = _asked(director, PLAN + page), _asked(director, WIDE + page)
    assert few == many


@pytest.mark.parametrize(("page", "slots"), [("", SLOTS), ("compare", 0)])
@pytest.mark.parametrize("state", ["submitted", "approved_in_principle"])
def test_a_page_asks_at_most_eight_queries_and_one_for_each_slot(
    signed_in: Callable[[str], Browser], frozen: State, state: str, page: str, slots: int
) -> None:
    frozen(state)
    director = signed_in(DIRECTOR)
    director.submit(
        f"{PLAN}priorities/KIN-01/edit", base="1", title="Changed since", reopens="amendment"
    )
    assert _asked(director, PLAN + page) <= 8 + slots


def _asked(browser: Browser, path: str) -> int:
    assert browser.get(path).status_code == 200
    with count_queries() as asked:
        browser.get(path)
    return len(asked)


def _council(number: int) -> tenants.CouncilDetails:
    name = f"Council {number:02}"
    return tenants.CouncilDetails(
        f"council-{number:02}", name, f"K{number:02}", "#3f4db0", Decimal(3), FOUNDED
    )


def _write(scope: Scope) -> Plan:
    details = service.PlanDetails("plan-of-thirty", "Plan of thirty", "business", 2019, 5)
    sections = [
        service.SectionDetails(area.prefix[:4], area.name, "priorities", area.area_id)
        for area in scope.areas
    ]
    plan = service.create_plan(scope, details, sections)
    for area in scope.areas:
        section = queries.find_section(scope, plan, area.prefix[:4])
        assert section is not None
        service.add_item(scope, plan, section, f"{area.prefix}-01", content(area.prefix))
    return plan
