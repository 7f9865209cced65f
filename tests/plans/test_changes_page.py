"""What changed between two versions, or to the draft: who, when, by which decision, for whom."""

from dataclasses import replace

import pytest
from flask import Flask

from portal.plans import queries, service
from portal.plans.models import Item
from portal.plans.service import versioning
from portal.plans.service.versioning import Decision
from tests.factories.browser import Browser
from tests.factories.plans import content
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of
from tests.queries import count_queries

TO_DRAFT = f"{PLAN}versions/1/changes?to=draft"


@pytest.fixture
def changed(scope_of: ScopeOf, frozen: State) -> None:
    """Version 1 approved in principle; then KIN-01 reworded, RIC-02 removed, C-03 new, moved."""
    frozen("approved_in_principle")
    with scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        items = {item.ref: item for item in scope.session.query(Item).filter_by(plan_id=plan.id)}
        kingston = replace(content("KIN-01"), wording="We will do what KIN-01 asks, sooner.")
        service.revise(scope, items["KIN-01"], kingston, base=1)
        items["RIC-02"].removed_at = scope.now()
        items["WM-01"].position, items["WM-02"].position = 1, 0
        shared = queries.find_section(scope, plan, "B")
        assert shared is not None
        prefix = scope.area(0).prefix
        service.add_item(scope, plan, shared, f"{prefix}-99", content(f"{prefix}-99"))
        scope.session.commit()


@pytest.fixture
def director(world: World) -> Browser:
    return world.browser(DIRECTOR)


@pytest.mark.usefixtures("changed")
def test_it_says_what_was_added_removed_moved_and_reworded(director: Browser) -> None:
    page = " ".join(director.get(TO_DRAFT).text.split())
    assert "1 added, 1 removed, 1 moved and 1 reworded." in page
    for tag in ("Added", "Removed", "Moved", "Reworded"):
        assert f">{tag}</span>" in page
    assert "To another place in this section" in page


@pytest.mark.usefixtures("changed")
def test_the_words_that_differ_are_marked_and_who_saved_them_is_said(director: Browser) -> None:
    page = director.get(TO_DRAFT).text
    assert 'class="govuk-visually-hidden">added: </span>asks, sooner.' in page
    assert "Saved by Director Afc, 24 June 2019" in page


@pytest.mark.usefixtures("changed")
def test_backwards_everything_is_the_other_way_round(director: Browser, frozen: State) -> None:
    frozen("approved_in_principle")
    forth = " ".join(director.get(f"{PLAN}versions/1/changes?to=2").text.split())
    back = " ".join(director.get(f"{PLAN}versions/2/changes?to=1").text.split())
    assert "1 added, 1 removed, 1 moved and 1 reworded." in forth
    assert "1 added, 1 removed, 1 moved and 1 reworded." in back
    assert "removed: </span>asks, sooner." in back


def test_two_equal_texts_differ_in_nothing(director: Browser, frozen: State) -> None:
    frozen("approved_in_principle")
    frozen("approved_in_principle")
    assert "Nothing differs." in director.get(f"{PLAN}versions/1/changes?to=2").text


def test_each_side_names_the_decision_that_caused_it(
    director: Browser, scope_of: ScopeOf, frozen: State
) -> None:
    frozen("submitted")
    with scope_of(DIRECTOR) as scope:
        assert scope.hat is not None
        decision = Decision("Joint committee, 24 June 2019: Business plan", "decisions/plan")
        versioning.settle(scope, version_of(scope), scope.hat, "approved_in_principle", decision)
        scope.session.commit()
    page = director.get(TO_DRAFT).text
    link = '<a href="/afc/decisions/plan">Joint committee, 24 June 2019: Business plan</a>'
    assert link in page


@pytest.mark.usefixtures("changed")
def test_a_section_that_is_not_shared_is_said_to_be_that_and_no_more(world: World) -> None:
    page = world.browser("editor@kingston.example").get(TO_DRAFT).text
    assert "asks, sooner." in page
    assert "Not shared with you" in page
    assert "RIC-02" not in page
    assert "WM-01" not in page
    assert "1 added and 1 reworded in what is shared with you." in " ".join(page.split())


@pytest.mark.usefixtures("changed")
def test_the_public_compares_with_no_draft(client: Browser) -> None:
    assert client.get(TO_DRAFT).status_code == 404
    page = client.get(f"{PLAN}versions/1/changes").text
    assert "Nothing differs." in page
    assert "The draft" not in page


@pytest.mark.parametrize("to", ["99", "two", "-1", "0", "draft"])
def test_what_is_not_there_for_the_reader_is_not_found(
    client: Browser, frozen: State, to: str
) -> None:
    frozen("approved_in_principle")
    assert client.get(f"{PLAN}versions/1/changes?to={to}").status_code == 404


def test_a_plan_that_was_rolled_forward_says_that_its_years_changed(
    director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    director.submit(f"{PLAN}refresh", how="shift", title="Business Plan")
    page = director.get(TO_DRAFT).text
    assert "Begins in April of" in page
    assert "2020/21: First step of KIN-01 (carried from 2019/20)" in " ".join(
        page.replace('<ins class="marked"><span class="govuk-visually-hidden">added: </span>', "")
        .replace("</ins>", "")
        .split()
    )


def test_the_number_of_queries_does_not_grow_with_the_plan(
    app: Flask, world: World, director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    few = _asked(director)
    with world.scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        section = queries.find_section(scope, plan, "B")
        assert section is not None
        for number in range(40):
            service.add_item(scope, plan, section, f"X-{number}", content(f"X-{number}"))
        scope.session.commit()
    director.submit(f"{PLAN}priorities/KIN-01/edit", base="1", title="Changed", reopens="amendment")
    assert _asked(director) <= few + 1  # the minor amendments, asked for where a text differs
    assert few <= 11


def _asked(browser: Browser) -> int:
    assert browser.get(TO_DRAFT).status_code == 200
    with count_queries() as asked:
        browser.get(TO_DRAFT)
    return len(asked)


@pytest.mark.usefixtures("changed")
def test_the_margin_of_the_draft_says_what_is_new_moved_and_removed(director: Browser) -> None:
    page = " ".join(director.get(PLAN).text.split())
    assert '<span class="changed__label">New</span> since version 1' in page
    assert '<span class="changed__label">Moved</span> to another place since version 1' in page
    assert '<span class="changed__label">Removed</span> since version 1' in page
    assert "<li>RIC-02 Priority RIC-02</li>" in page


@pytest.mark.usefixtures("changed")
def test_the_margin_of_what_is_read_from_a_version_says_nothing(client: Browser) -> None:
    page = client.get(PLAN).text
    assert "changed__label" not in page
