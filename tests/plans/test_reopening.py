"""A save that reopens what was approved says so before it is made, and asks how it is meant."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.queries.row_digests import revision_row_digest
from portal.plans.service import Minor, PlanError, commencing
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.tenancy import DAY
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of

EDIT = f"{PLAN}priorities/KIN-01/edit"
EDITOR = "editor@kingston.example"
MINOR: dict[str, Any] = {
    "reopens": "minor",
    "minor_under": "Scheme of delegation, 4.2",
    "minor_because": "A misprint.",
}
WARNS = "Saving this opens a new draft that needs approval again"


@pytest.fixture
def director(world: World) -> Browser:
    return world.browser(DIRECTOR)


def title(world: World) -> str:
    with world.scope_of(DIRECTOR, writes=False) as scope:
        found = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert found is not None
        return found.revision.title


def save(browser: Browser, base: int = 1, **more: Any) -> Any:
    return browser.submit(EDIT, base=str(base), title="Another title", **more)


def test_a_plan_that_was_never_put_before_anybody_asks_nothing(
    director: Browser, frozen: State
) -> None:
    frozen("frozen")
    assert WARNS not in director.get(EDIT).text
    assert save(director).status_code == 303


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("approved_in_principle", "Version 1 was approved in principle on 24 June 2019."),
        ("approved", "Version 1 was approved on 24 June 2019."),
        ("submitted", "Version 1 was submitted for decision on 24 June 2019."),
    ],
)
def test_the_editor_says_what_a_save_would_reopen(
    director: Browser, frozen: State, state: str, words: str
) -> None:
    frozen(state)
    for path in (EDIT, f"{EDIT}?part=row", f"{EDIT}?part=outcome"):
        assert words in director.get(path).text


def test_the_version_in_force_is_said_to_stay_in_force(
    director: Browser, frozen: State, scope_of: ScopeOf
) -> None:
    frozen("approved")
    with scope_of(DIRECTOR) as scope:
        assert scope.hat is not None
        commencing.bring_into_force(scope, version_of(scope), scope.hat, DAY)
        scope.session.commit()
    assert "version 1 stays in force." in director.get(EDIT).text


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "frozen"])
def test_what_was_not_approved_asks_nothing(director: Browser, frozen: State, state: str) -> None:
    frozen(state)
    assert "reopens" not in director.get(EDIT).text


def test_a_form_from_before_the_approval_saves_nothing_and_loses_nothing(
    world: World, director: Browser, frozen: State
) -> None:
    frozen("approved")
    answer = save(director)
    assert answer.status_code == 409
    assert WARNS in answer.text
    assert 'value="Another title"' in answer.text
    assert title(world) == "Priority KIN-01"


def test_an_amendment_that_needs_approval_is_the_default(
    world: World, director: Browser, frozen: State
) -> None:
    frozen("approved")
    page = director.get(EDIT).text
    assert 'value="amendment" checked' in page
    assert save(director, reopens="amendment").status_code == 303
    assert title(world) == "Another title"


@pytest.mark.parametrize("left_out", ["minor_under", "minor_because"])
def test_a_minor_amendment_says_why_and_under_which_delegation(
    world: World, director: Browser, frozen: State, left_out: str
) -> None:
    frozen("approved")
    answer = save(director, **{**MINOR, left_out: " "})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert 'value="Another title"' in answer.text
    assert title(world) == "Priority KIN-01"


@both_databases
def test_a_minor_amendment_is_kept_as_one(world: World, frozen: State) -> None:
    frozen("approved")
    director = world.browser(DIRECTOR)
    assert save(director, **MINOR).status_code == 303
    page = director.get(f"{PLAN}priorities/KIN-01").text
    assert "Text 2, minor amendment under Scheme of delegation, 4.2: A misprint." in page
    changes = director.get(f"{PLAN}versions/1/changes?to=draft").text
    assert "Minor amendment by Director Afc under Scheme of delegation, 4.2" in changes
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
def test_a_hand_in_the_database_that_makes_a_change_minor_shows(
    world: World, frozen: State
) -> None:
    frozen("approved")
    save(world.browser(DIRECTOR), **MINOR)
    with world.operator_of() as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        scope.session.expunge(reading.revision)
        reading.revision.minor_under = "Another delegation"
        said = reading.revision.digest
        assert revision_row_digest(reading.revision, said) != said


def test_a_text_that_differs_already_is_not_asked_about_again(
    director: Browser, frozen: State
) -> None:
    frozen("approved")
    save(director, reopens="amendment")
    page = director.get(EDIT).text
    assert "This text already differs from version 1." in page
    assert WARNS not in page
    assert director.submit(EDIT, base="2", title="A third").status_code == 303


def test_a_save_that_changes_nothing_asks_nothing(director: Browser, frozen: State) -> None:
    frozen("approved")
    answer = director.submit(EDIT, base="1", title="Priority KIN-01")
    assert answer.status_code == 303


def test_an_editor_of_a_council_is_told_and_has_no_choice(world: World, frozen: State) -> None:
    frozen("approved")
    editor = world.browser(EDITOR)
    page = editor.get(EDIT).text
    assert WARNS in page
    assert "A minor amendment" not in page
    assert save(editor, reopens="amendment").status_code == 303


def test_only_a_director_makes_a_minor_amendment(world: World, frozen: State) -> None:
    frozen("approved")
    assert save(world.browser(EDITOR), **MINOR).status_code == 403
    with world.scope_of(EDITOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        with pytest.raises(NotAllowedError):
            service.revise(scope, reading.item, Content("x", "y"), base=1, minor=Minor("a", "b"))


def test_the_service_itself_asks_why(scope_of: Callable[..., Any]) -> None:
    with scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        with pytest.raises(PlanError, match="says why"):
            service.revise(scope, reading.item, Content("x", "y"), base=1, minor=Minor("", "b"))


OTHER_CHANGES = (
    "sections/C/add",
    "sections/C/arrange",
    "sections/",
    "priorities/KIN-01/attach",
    "derive/richmond?from=KIN-01",
)


@pytest.mark.parametrize("path", OTHER_CHANGES)
def test_every_other_change_of_a_plan_says_too_what_it_would_reopen(
    director: Browser, frozen: State, path: str
) -> None:
    frozen("approved")
    page = director.get(PLAN + path)
    assert page.status_code == 200
    assert "Version 1 was approved on 24 June 2019. A change here opens a new draft" in page.text


@pytest.mark.parametrize("path", OTHER_CHANGES)
def test_a_plan_that_nobody_decided_on_is_changed_without_a_warning(
    director: Browser, frozen: State, path: str
) -> None:
    frozen("frozen")
    assert "opens a new draft" not in director.get(PLAN + path).text


def test_taking_a_text_out_says_beforehand_what_it_reopens(
    director: Browser, frozen: State
) -> None:
    frozen("approved")
    page = director.get(f"{PLAN}priorities/KIN-01").text
    note = page.index("A change opens a new draft that needs approval again")
    assert note < page.index("Take it out of the draft")
