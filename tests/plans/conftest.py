"""The tests' plan in the states it passes through."""

from collections.abc import Callable

import pytest

from portal.plans import queries, service
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.service import versioning
from tenants.scope import Scope
from tests.factories.plans import PLANS
from tests.fixtures import ScopeOf

DIRECTOR = "director@afc.example"
PLAN = f"/afc/plans/{PLANS['afc']}/"

State = Callable[[str], None]


def plan_of(scope: Scope) -> Plan:
    """The company's plan."""
    found = queries.find_plan(scope, PLANS[scope.company.slug])
    assert found is not None
    return found


def version_of(scope: Scope, number: int = 1) -> Version:
    """One of its versions."""
    found = queries.find_version(scope, number, plan=plan_of(scope))
    assert found is not None
    return found


@pytest.fixture
def released(scope_of: ScopeOf) -> Callable[[str], None]:
    """``released("kingston")`` releases the draft of one council."""

    def release(slug: str) -> None:
        with scope_of(DIRECTOR) as scope:
            area = next(area for area in scope.areas if area.slug == slug)
            service.release(scope, plan_of(scope), area.area_id)
            scope.session.commit()

    return release


@pytest.fixture
def frozen(scope_of: ScopeOf) -> State:
    """``frozen("submitted")`` freezes the next version and brings it into that state."""

    def freeze(state: str) -> None:
        with scope_of(DIRECTOR) as scope:
            version = versioning.freeze(scope, plan_of(scope))
            hat = scope.hat
            assert hat is not None
            if state != "frozen":
                versioning.submit(scope, version, hat)
            if state not in ("frozen", "submitted"):
                versioning.settle(scope, version, hat, state)
            scope.session.commit()

    return freeze
