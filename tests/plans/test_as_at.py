"""The plan as at any date: the day on which a version came into force counts."""

from datetime import date, timedelta

import pytest

from portal.plans import queries
from portal.plans.queries import as_at
from portal.plans.service import commencing
from tests.factories.browser import Browser
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of

PAGE = f"{PLAN}as-at"
SECOND = DAY + timedelta(days=30)


@pytest.fixture
def two(world: World, frozen: State) -> None:
    """Version 1 approved in principle; version 2 in force from today, version 3 in thirty days."""
    frozen("approved_in_principle")
    for number, day in ((2, DAY), (3, SECOND)):
        frozen("approved")
        with world.scope_of(DIRECTOR) as scope:
            assert scope.hat is not None
            commencing.bring_into_force(scope, version_of(scope, number), scope.hat, day)
            scope.session.commit()


def stood(world: World, day: date) -> tuple[int | None, str]:
    with world.scope_of(None, writes=False) as scope:
        found = as_at.stood(queries.versions(scope, plan_of(scope).id), day, scope.today())
        return found.version.number if found.version else None, found.sentence


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("day", "number", "sentence"),
    [
        (DAY - timedelta(days=1), None, "No plan was in force on 23 June 2019."),
        (DAY, 2, "Version 2 is the plan in force on 24 June 2019."),
        (SECOND - timedelta(days=1), 2, "Version 2 will be the plan in force on 23 July 2019."),
        (SECOND, 3, "Version 3 will be the plan in force on 24 July 2019."),
        (SECOND + timedelta(days=999), 3, "Version 3 will be the plan in force on 18 April 2022."),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(
    world: World, day: date, number: int | None, sentence: str
) -> None:
    assert stood(world, day) == (number, sentence)


def test_before_any_was_in_force_the_newest_in_principle_is_shown_as_that(
    world: World, frozen: State
) -> None:
    frozen("approved_in_principle")
    assert stood(world, DAY) == (1, "No plan is in force on 24 June 2019.")
    page = " ".join(world.browser().get(PAGE).text.split())
    assert "The newest text approved in principle by then was version 1, of 24 June 2019." in page
    assert "it was not the plan in force" in page
    assert "Priority KIN-01" in page


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    "query",
    ["on=2019-07-24", "on-day=24&on-month=7&on-year=2019", "on-day=24&on-month=07&on-year=2019"],
)
def test_a_day_is_asked_for_in_the_address(client: Browser, query: str) -> None:
    page = client.get(f"{PAGE}?{query}").text
    assert "Version 3 will be the plan in force on 24 July 2019." in page
    assert 'value="2019"' in page
    assert "From 24 June 2019, until 24 July 2019" in page


@pytest.mark.parametrize(
    "query", ["on=2019-02-31", "on=yesterday", "on-day=31&on-month=2&on-year=2019", "on-day=1"]
)
def test_a_day_that_does_not_exist_is_explained_and_given_back(
    client: Browser, frozen: State, query: str
) -> None:
    frozen("approved_in_principle")
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert "is not a day that exists. Enter day, month and year, such as 24 6 2019." in answer.text
    typed = query.split("&")[0].split("=")[1]
    assert f'value="{typed}"' in answer.text


def test_where_nothing_was_approved_it_says_so(world: World, frozen: State) -> None:
    frozen("submitted")
    page = world.browser(DIRECTOR).get(PAGE).text
    assert "No plan is in force on 24 June 2019." in page
    assert "Priority KIN-01" not in page


@pytest.mark.usefixtures("two")
def test_the_list_of_versions_is_a_timeline(client: Browser) -> None:
    page = client.get(f"{PLAN}versions/").text
    assert page.index("From 24 July 2019") < page.index("From 24 June 2019, until 24 July 2019")
