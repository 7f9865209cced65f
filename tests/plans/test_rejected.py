"""A rejected version never takes the place of an older text: it is read as a version only."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.plans import service
from portal.plans.models import Item
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.plans import content
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of

MEMBER = "member-1@kingston.example"
PRIORITY = f"{PLAN}priorities/KIN-01"


@pytest.fixture
def reworded(scope_of: ScopeOf) -> Callable[[], None]:
    """Gives the first priority of Kingston a second text."""

    def revise() -> None:
        with scope_of(DIRECTOR) as scope:
            plan = plan_of(scope)
            found = scope.session.query(Item).filter_by(plan_id=plan.id, ref="KIN-01").one()
            changed = replace(content("KIN-01"), title="Something else")
            service.revise(scope, found, changed, base=1)
            scope.session.commit()

    return revise


@both_databases
def test_the_older_approved_text_is_read_by_default(
    world: World, frozen: State, reworded: Callable[[], None]
) -> None:
    frozen("approved_in_principle")
    reworded()
    frozen("rejected")
    member = world.browser(MEMBER)
    for page in (member.get(PLAN).text, member.get(PRIORITY).text):
        assert "Priority KIN-01" in page
        assert "Something else" not in page
    assert "Approved in principle on 24 June 2019." in member.get(PLAN).text
    assert "Something else" in member.get(f"{PLAN}versions/2/").text


def test_a_text_of_both_versions_is_not_called_rejected(world: World, frozen: State) -> None:
    frozen("approved_in_principle")
    frozen("rejected")
    page = world.browser(MEMBER).get(PRIORITY).text
    assert "Approved in principle on 24 June 2019." in page
    assert "Rejected" not in page


def test_where_all_was_rejected_the_plan_leads_to_the_version(world: World, frozen: State) -> None:
    frozen("rejected")
    member: Browser = world.browser(MEMBER)
    page = member.get(PLAN).text
    assert "Priority KIN-01" not in page
    assert f'open to you is kept under <a href="{PLAN}versions/">Versions</a>' in page
    assert "Priority KIN-01" in member.get(f"{PLAN}versions/1/").text
    assert "Rejected on 24 June 2019." in member.get(PRIORITY).text


def test_a_draft_is_compared_with_the_text_that_was_not_rejected(
    world: World, frozen: State, reworded: Callable[[], None]
) -> None:
    frozen("approved_in_principle")
    reworded()
    frozen("rejected")
    assert "since version 1" in world.browser(DIRECTOR).get(PLAN).text
