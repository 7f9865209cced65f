"""An approved version comes into force on a day; the one before is superseded, once."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.audit.models import AuditEvent
from portal.audit.queries import verify
from portal.plans import queries, sayings
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError, commencing
from tests.both import both_databases
from tests.factories import house
from tests.factories.browser import Browser
from tests.factories.house import Database
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of

TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def in_force(scope_of: ScopeOf) -> Callable[[int, date], None]:
    """``in_force(1, day)`` brings a version into force."""

    def bring(number: int, day: date) -> None:
        with scope_of(DIRECTOR) as scope:
            assert scope.hat is not None
            commencing.bring_into_force(scope, version_of(scope, number), scope.hat, day)
            scope.session.commit()

    return bring


Bring = Callable[[int, date], None]


def states(world: World, day: date = DAY) -> dict[int, str]:
    with world.scope_of(DIRECTOR, writes=False) as scope:
        found = queries.versions(scope, plan_of(scope).id)
        return {version.number: sayings.state_of(version, day) for version in found}


def events(world: World, action: str) -> int:
    with world.operator_of() as scope:
        counting = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == action)
        return scope.session.scalar(counting) or 0


@both_databases
def test_a_newer_version_supersedes_the_one_in_force(
    world: World, frozen: State, in_force: Bring
) -> None:
    for number in (1, 2):
        frozen("approved")
        in_force(number, DAY + timedelta(days=number))
    assert states(world, DAY) == {1: "approved", 2: "approved"}
    assert states(world, DAY + timedelta(days=1)) == {1: "in_force", 2: "approved"}
    assert states(world, DAY + timedelta(days=2)) == {1: "superseded", 2: "in_force"}
    assert events(world, "plan:superseded") == 1
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


def test_nothing_is_written_when_the_day_comes(
    client: Browser, frozen: State, in_force: Bring, world: World
) -> None:
    frozen("approved")
    in_force(1, TOMORROW)
    assert "It comes into force on 25 June 2019" in client.get(PLAN).text
    assert states(world, TOMORROW) == {1: "in_force"}


@pytest.mark.parametrize("state", ["frozen", "submitted", "approved_in_principle", "rejected"])
def test_only_what_was_approved_comes_into_force(
    frozen: State, in_force: Bring, state: str
) -> None:
    frozen(state)
    with pytest.raises(PlanError, match="Only a version that was approved can come into force"):
        in_force(1, DAY)


def test_a_version_comes_into_force_once(frozen: State, in_force: Bring) -> None:
    frozen("approved")
    in_force(1, DAY)
    with pytest.raises(PlanError, match="once"):
        in_force(1, TOMORROW)


def test_a_version_is_not_in_force_before_it_was_approved(frozen: State, in_force: Bring) -> None:
    frozen("approved")
    with pytest.raises(PlanError, match="approved on 24 June 2019"):
        in_force(1, DAY - timedelta(days=1))


def test_a_version_to_come_is_replaced_by_one_that_comes_sooner(
    world: World, frozen: State, in_force: Bring
) -> None:
    frozen("approved")
    in_force(1, DAY)
    frozen("approved")
    in_force(2, DAY + timedelta(days=90))
    frozen("approved")
    in_force(3, TOMORROW)
    assert states(world, DAY) == {1: "in_force", 2: "superseded", 3: "approved"}
    assert states(world, DAY + timedelta(days=100)) == {
        1: "superseded",
        2: "superseded",
        3: "in_force",
    }


def test_two_versions_of_one_day_leave_the_later_in_force(
    world: World, frozen: State, in_force: Bring
) -> None:
    for number in (1, 2):
        frozen("approved")
        in_force(number, DAY)
    assert states(world) == {1: "superseded", 2: "in_force"}
    with world.scope_of(None, writes=False) as scope:
        assert "superseded before it came into force" in sayings.version_words(
            version_of(scope), DAY
        )


def bring(database: Database, number: int) -> str:
    """Bring a version into force, in a process of one's own; the refusal in words."""
    with house.running(database) as app, World(app).scope_of(DIRECTOR) as scope:
        assert scope.hat is not None
        try:
            commencing.bring_into_force(scope, version_of(scope, number), scope.hat, DAY)
        except PlanError as error:
            return str(error)
        scope.session.commit()
    return "in force"


def at_once(database: Database, numbers: list[int]) -> list[str]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        return list(pool.map(bring, [database] * len(numbers), numbers))


@both_databases
def test_two_processes_supersede_the_version_in_force_once(
    world: World, database: Database, frozen: State, in_force: Bring
) -> None:
    frozen("approved")
    in_force(1, DAY)
    frozen("approved")
    frozen("approved")
    assert at_once(database, [2, 3]) == ["in force", "in force"]
    with world.scope_of(DIRECTOR, writes=False) as scope:
        found = queries.versions(scope, plan_of(scope).id)
        assert sum(each.in_force_to is None for each in found) == 1
        assert version_of(scope).superseded_by_id in {version_of(scope, n).id for n in (2, 3)}
    assert events(world, "plan:superseded") == 2
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
def test_two_processes_bring_one_version_into_force_once(
    world: World, database: Database, frozen: State
) -> None:
    frozen("approved")
    answers = at_once(database, [1, 1])
    assert sorted(answer == "in force" for answer in answers) == [False, True]
    assert events(world, "plan:in_force") == 1


@both_databases
def test_the_database_itself_holds_one_open_version_in_force(
    scope_of: ScopeOf, frozen: State, in_force: Bring
) -> None:
    frozen("approved")
    in_force(1, DAY)
    frozen("approved")
    with scope_of(DIRECTOR) as scope:
        version_of(scope, 2).in_force_from = TOMORROW
        with pytest.raises(IntegrityError):
            scope.session.flush()


@pytest.mark.parametrize("page", ["", "versions/", "versions/1/", "compare"])
def test_every_page_says_since_when_a_version_is_in_force(
    client: Browser, frozen: State, in_force: Bring, page: str
) -> None:
    frozen("approved")
    in_force(1, DAY)
    text = client.get(PLAN + page).text
    assert "Version 1, in force since 24 June 2019" in text
    assert "not the plan in force" not in text


@pytest.mark.parametrize("page", ["/afc/", "/afc/councils/kingston/"])
def test_the_home_pages_say_since_when_a_version_is_in_force(
    client: Browser, frozen: State, in_force: Bring, page: str
) -> None:
    frozen("approved")
    in_force(1, DAY)
    assert "Version 1, in force since 24 June 2019." in client.get(page).text


def test_the_feed_says_that_a_version_is_in_force(
    client: Browser, frozen: State, in_force: Bring
) -> None:
    frozen("approved")
    in_force(1, DAY)
    feed = client.get("/afc/feed.atom").text
    assert "Business Plan, version 1: in force" in feed
    assert "In force since 24 June 2019." in feed


def test_a_newer_text_in_principle_names_the_version_that_is_in_force(
    client: Browser, frozen: State, in_force: Bring
) -> None:
    frozen("approved")
    in_force(1, DAY)
    frozen("approved_in_principle")
    page = " ".join(client.get(PLAN).text.split())
    assert "Approved in principle on 24 June 2019. This is not the plan in force." in page
    assert "Version 1</a> is the plan in force since 24 June 2019." in page


def test_a_withdrawn_version_stands_in_for_no_text(world: World, frozen: State) -> None:
    frozen("approved_in_principle")
    frozen("withdrawn")
    with world.scope_of("member-1@kingston.example", writes=False) as scope:
        found = queries.newest_version(scope, plan_of(scope).id)
        assert found is not None
        assert found.number == 1


def test_a_director_withdraws_a_frozen_version_with_a_reason(world: World, frozen: State) -> None:
    frozen("frozen")
    director = world.browser(DIRECTOR)
    assert "Enter why it is withdrawn." in director.submit(f"{PLAN}versions/1/withdraw").text
    assert director.submit(
        f"{PLAN}versions/1/withdraw", because="The figures were wrong."
    ).location == (f"{PLAN}versions/1/")
    page = director.get(f"{PLAN}versions/1/").text
    assert "Withdrawn" in page
    assert "The figures were wrong." in page


def test_a_version_before_a_body_is_withdrawn_there(world: World, frozen: State) -> None:
    frozen("submitted")
    answer = world.browser(DIRECTOR).submit(f"{PLAN}versions/1/withdraw", because="No.")
    assert answer.status_code == 409
    assert "This version is before a body: withdraw it there" in answer.text


def test_a_version_is_frozen_with_its_cover(scope_of: ScopeOf, frozen: State) -> None:
    frozen("frozen")
    with scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        plan.title, plan.first_year = "Another", 2020
        found: Version = version_of(scope)
        assert (found.title, found.first_year, found.years) == ("Business Plan", 2019, 5)
