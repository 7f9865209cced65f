"""The annual refresh: one new draft, with items that stay themselves or say whence they came."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from portal.audit.queries import verify
from portal.plans import queries
from portal.plans.models import Item, Plan
from portal.plans.queries import derivations, progress_queries
from portal.plans.service import PlanError, commencing, refreshing, versioning
from portal.plans.service.progressing import Recorded, record_progress
from portal.plans.service.refreshing import AlreadyError, Refresh
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of
from tests.plans.deriving_helpers import link, reword

ON = Refresh("Business Plan")
SUCCESSOR = Refresh("Business plan 2020 to 2025", successor=True)
TOMORROW = DAY + timedelta(days=1)
NEW = "/afc/plans/business-plan-2020-to-2025/"


@pytest.fixture
def approved(frozen: State) -> None:
    frozen("approved_in_principle")


@pytest.fixture
def director(world: World) -> Browser:
    return world.browser(DIRECTOR)


def roll(world: World, how: Refresh, number: int = 1) -> str:
    with world.scope_of(DIRECTOR) as scope:
        into = refreshing.roll_forward(scope, plan_of(scope), version_of(scope, number), how)
        scope.session.commit()
        return into.slug


def unbroken(world: World) -> bool:
    with world.operator_of() as scope:
        return verify(scope).breaks == ()


@pytest.mark.usefixtures("approved")
@both_databases
def test_the_same_plan_goes_on_a_year_later(world: World) -> None:
    roll(world, ON)
    with world.scope_of(DIRECTOR, writes=False) as scope:
        plan = plan_of(scope)
        assert (plan.first_year, plan.years) == (2020, 5)
        assert (version_of(scope).first_year, version_of(scope).refreshed_into_id) == (
            2019,
            plan.id,
        )
        reading = queries.find_reading(scope, "KIN-01", plan=plan)
        assert reading is not None
        (step,) = queries.content_of(reading.revision).milestones
        assert (step.key, step.year, step.carried) == ("KIN-01-m1", 2020, 2019)
    assert unbroken(world)


@pytest.mark.usefixtures("approved")
@both_databases
def test_a_successor_is_a_plan_of_its_own_whose_items_say_whence_they_came(world: World) -> None:
    assert roll(world, SUCCESSOR) == "business-plan-2020-to-2025"
    with world.scope_of(DIRECTOR, writes=False) as scope:
        old = plan_of(scope)
        new = queries.find_plan(scope, "business-plan-2020-to-2025")
        assert new is not None
        assert (new.follows_id, new.lineage, new.first_year) == (old.id, "successor", 2020)
        assert (old.first_year, old.title) == (2019, "Business Plan")
        mine = {item.ref: item for item in scope.session.query(Item).filter_by(plan_id=new.id)}
        theirs = {item.ref: item for item in scope.session.query(Item).filter_by(plan_id=old.id)}
        assert {ref: item.origin_id for ref, item in mine.items()} == {
            ref: item.id for ref, item in theirs.items()
        }
    assert unbroken(world)


@both_databases
def test_a_successor_in_force_supersedes_the_version_of_the_plan_it_follows(
    world: World, frozen: State, director: Browser
) -> None:
    frozen("approved")
    with world.scope_of(DIRECTOR) as scope:
        assert scope.hat is not None
        commencing.bring_into_force(scope, version_of(scope), scope.hat, DAY)
        scope.session.commit()
    roll(world, SUCCESSOR)
    with world.scope_of(DIRECTOR) as scope:
        hat, new = scope.hat, queries.find_plan(scope, "business-plan-2020-to-2025")
        assert hat is not None
        assert new is not None
        version = versioning.freeze(scope, new)
        versioning.submit(scope, version, hat)
        versioning.settle(scope, version, hat, "approved")
        commencing.bring_into_force(scope, version, hat, TOMORROW)
        scope.session.commit()
        before = version_of(scope)
        assert (before.in_force_to, before.superseded_by_id) == (TOMORROW, version.id)
    link = f'<a href="{NEW}versions/1/">Superseded by Business plan 2020 to 2025, version 1</a>'
    assert link in director.get(f"{PLAN}versions/1/").text
    assert unbroken(world)


@pytest.mark.parametrize(
    ("moved", "source"),
    [(False, "business-plan-2020-to-2025"), (True, "business-plan-2019-2024")],
)
def test_a_successor_derives_as_its_predecessor_did(
    world: World, frozen: State, moved: bool, source: str
) -> None:
    with world.scope_of(DIRECTOR) as scope:
        link(scope, "RIC-01", "KIN-01")
        if moved:
            reword(scope, "KIN-01", "A change that nobody in Richmond has read.")
    frozen("approved_in_principle")
    roll(world, SUCCESSOR)
    with world.scope_of(DIRECTOR, writes=False) as scope:
        new = queries.find_plan(scope, "business-plan-2020-to-2025")
        assert new is not None
        (row,) = derivations.of_plan(scope, new.id)
        followed = scope.session.get_one(Item, row.source_id)
        assert scope.session.get_one(Plan, followed.plan_id).slug == source
        assert derivations.is_behind(scope, row.item_id) == moved
    assert unbroken(world)


@pytest.mark.usefixtures("approved")
def test_sent_twice_it_makes_one_draft(world: World, director: Browser) -> None:
    for _ in range(2):
        answer = director.submit(f"{PLAN}refresh", how="successor", title=SUCCESSOR.title)
        assert answer.location == NEW
    with world.scope_of(DIRECTOR, writes=False) as scope:
        assert len(queries.plans(scope)) == 2


@pytest.mark.usefixtures("approved")
@both_databases
def test_two_directors_at_once_make_one_draft(world: World) -> None:
    def attempt(_: int) -> str:
        try:
            return roll(world, SUCCESSOR)
        except AlreadyError as error:
            return str(error)

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(attempt, range(2)))
    assert answers == ["This version was rolled forward already.", "business-plan-2020-to-2025"]
    with world.operator_of() as scope:
        assert scope.session.query(Plan).count() == 2


@pytest.mark.parametrize("state", ["frozen", "submitted", "rejected"])
def test_only_an_approved_version_is_rolled_forward(
    world: World, frozen: State, state: str
) -> None:
    frozen(state)
    with pytest.raises(PlanError, match="Only a version that was approved"):
        roll(world, ON)


def test_without_an_approved_version_the_page_says_what_to_do(
    director: Browser, frozen: State
) -> None:
    frozen("submitted")
    assert "No version of this plan has been approved yet." in director.get(f"{PLAN}refresh").text
    assert director.submit(f"{PLAN}refresh", how="shift", title="x").status_code == 409


@pytest.fixture
def done(world: World) -> None:
    """Kingston's first milestone is done, as recorded beside the texts."""
    with world.scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        what = Recorded("KIN-01-m1", scope.today(), "Families said so.")
        record_progress(scope, reading.item, what, base=0)
        scope.session.commit()


@pytest.mark.usefixtures("approved", "done")
def test_a_finished_milestone_stays_in_its_year_as_history(world: World, director: Browser) -> None:
    page = director.get(f"{PLAN}refresh").text
    assert "1 milestone done in finished years stay as history; 7 not done go on to 2020/21" in page
    roll(world, ON)
    page = director.get(f"{PLAN}priorities/KIN-01").text
    assert "April 2019 to March 2020, history" in page
    assert "carried from 2019/20" in director.get(f"{PLAN}priorities/KIN-02").text


@pytest.mark.usefixtures("approved", "done")
def test_an_unchanged_priority_says_since_which_version(world: World, director: Browser) -> None:
    roll(world, ON)
    page = director.get(PLAN).text
    assert "Rolled forward from version 1" in page
    assert page.count("Unchanged since version 1") == 2  # the passage, and what was done already
    director.submit(f"{PLAN}priorities/KIN-01/edit", base="1", title="New", reopens="amendment")
    assert director.get(PLAN).text.count("Unchanged since version 1") == 1


@pytest.mark.usefixtures("approved", "done")
@both_databases
def test_a_successor_has_what_was_recorded_before_it_beside_its_own_items(world: World) -> None:
    roll(world, SUCCESSOR)
    with world.scope_of(DIRECTOR, writes=False) as scope:
        into = queries.find_plan(scope, NEW.split("/")[3])
        assert into is not None
        reading = queries.find_reading(scope, "KIN-01", plan=into)
        assert reading is not None
        (record,) = progress_queries.history(scope, reading.item.id)
        assert (record.key, record.done_on) == ("KIN-01-m1", scope.today())
        assert (record.note, record.made_by) == ("Families said so.", "Director Afc")
    assert unbroken(world)


@pytest.mark.usefixtures("approved", "done")
def test_a_successor_s_page_shows_the_finished_milestone_as_done(
    world: World, director: Browser
) -> None:
    roll(world, SUCCESSOR)
    page = director.get(f"{NEW}priorities/KIN-01").text
    assert "April 2019 to March 2020, history" in page
    assert "Done on 24 June 2019" in page


@pytest.mark.usefixtures("approved", "done")
def test_a_successor_says_it_too(world: World, director: Browser) -> None:
    roll(world, SUCCESSOR)
    assert "Unchanged since version 1 of Business Plan" in director.get(NEW).text


@pytest.mark.usefixtures("approved")
def test_what_was_written_into_the_draft_since_is_rolled_too_and_not_called_unchanged(
    world: World, director: Browser
) -> None:
    director.submit(f"{PLAN}priorities/A1/edit", base="1", wording="Since", reopens="amendment")
    roll(world, ON)
    page = director.get(PLAN).text
    assert "Since" in page
    assert "Unchanged since" not in page


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"how": "shift", "title": " "}, "Enter a title."),
        ({"how": "successor", "title": "Plans"}, "Choose"),
        ({"how": "successor", "title": "x" * 201}, "must be 200 characters or fewer"),
        ({"how": "sideways", "title": "Plan"}, "Choose one of the answers"),
        ({"title": "Plan"}, "Choose one of the answers"),
    ],
)
def test_a_bad_answer_is_explained_and_given_back(
    world: World, director: Browser, form: dict[str, str], words: str
) -> None:
    if form["title"] == "Plans":
        form = {**form, "title": "Business plan 2019 2024"}
        words = "Another plan has this title"
    answer = director.post(f"{PLAN}refresh", data={**form, "csrf_token": director.token()})
    assert answer.status_code == 422
    assert words in answer.text
    assert form["title"].strip() in answer.text
    with world.scope_of(DIRECTOR, writes=False) as scope:
        assert version_of(scope).refreshed_into_id is None


@pytest.mark.usefixtures("approved")
def test_the_version_in_force_is_the_one_that_is_rolled_forward(
    world: World, frozen: State
) -> None:
    frozen("approved")
    with world.scope_of(DIRECTOR) as scope:
        assert scope.hat is not None
        commencing.bring_into_force(scope, version_of(scope, 2), scope.hat, scope.today())
        scope.session.commit()
    frozen("approved_in_principle")
    with world.scope_of(DIRECTOR, writes=False) as scope:
        found = refreshing.source_of(scope, plan_of(scope))
        assert found is not None
        assert found.number == 2
