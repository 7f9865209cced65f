"""Lists of matters: a page at a time, by indexes, for whoever may read them."""

from typing import Any

import pytest
from flask import Flask

from portal.bench import many
from portal.decisions.queries import lists
from portal.decisions.queries.lists import MOST, Sought
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.house import Database
from tests.factories.world import World
from tests.queries import analyse, count_queries, explained, reads_whole

INDEX = "/afc/decisions/"


def fill(world: World, open_matters: int, years: int) -> None:
    with world.operator_of() as operator:
        decisions.prepare(operator)
        many.write(operator, open_matters, years)


@pytest.fixture
def filled(world: World) -> World:
    """Twenty-five open matters and two years of decisions."""
    fill(world, 25, 2)
    return world


def titles(scope: Scope, state: str, **sought: Any) -> list[str]:
    return [line.title for line in lists.window(scope, state, Sought(**sought)).lines]


def test_a_page_has_twenty_and_says_that_there_are_more(filled: World) -> None:
    with filled.scope_of(decisions.DIRECTOR, writes=False) as scope:
        first = lists.window(scope, "waiting", Sought())
        second = lists.window(scope, "waiting", Sought(page=2))
    assert (len(first.lines), first.before, first.after) == (MOST, None, 2)
    assert (len(second.lines), second.before, second.after) == (5, 1, None)
    assert not {line.slug for line in first.lines} & {line.slug for line in second.lines}


def test_the_newest_stand_first(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        days = [line.day for line in lists.window(scope, "decided", Sought()).lines]
    assert days == sorted(days, reverse=True)


def test_the_public_is_shown_nothing_that_waits(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        assert titles(scope, "waiting") == []
        assert titles(scope, "waiting", words="open") == []


def test_a_year_is_that_of_the_decision(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        lines = lists.window(scope, "decided", Sought(year=2000)).lines
    assert {line.day.year for line in lines} == {2000}


def test_every_word_has_to_be_in_the_texts_of_a_matter(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        assert titles(scope, "decided", words="MATTER 15") == ["Decided matter 15"]
        assert titles(scope, "decided", words="matter nowhere") == []


def test_what_was_deferred_is_listed_as_nothing_decided(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        outcomes = {line.outcome for line in lists.window(scope, "undecided", Sought()).lines}
        assert "deferred" not in {
            line.outcome for line in lists.window(scope, "decided", Sought()).lines
        }
    assert outcomes == {"deferred"}


def test_a_body_that_decided_nothing_has_no_lines(filled: World) -> None:
    with filled.scope_of(None, writes=False) as scope:
        other = next(number for number, slug, _ in lists.bodies(scope) if slug != "joint-committee")
        assert titles(scope, "decided", body_id=other) == []


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("", ["Open matter 0", "Decided matter 99", "More: decided"], ["Open matter 21"]),
        ("?state=decided&page=2", ["Decided matter 70", "Newer", "Older"], ["Open matter"]),
        ("?state=waiting&q=24", ["Open matter 24"], ["Open matter 23", "Older"]),
        ("?year=2001", ["Decided matter 99"], ["Decided matter 70", "Open matter"]),
        ("?q=nowhere", ["Nothing that you can read is listed here."], ["Open matter"]),
    ],
)
def test_the_page_shows_what_is_looked_for(
    filled: World, asked: str, there: list[str], not_there: list[str]
) -> None:
    page = filled.browser(decisions.DIRECTOR).get(f"{INDEX}{asked}")
    assert page.status_code == 200
    assert [words for words in there if words not in page.text] == []
    assert [words for words in not_there if words in page.text] == []


def test_a_year_that_is_none_is_refused_beside_its_field(filled: World) -> None:
    page = filled.browser().get(f"{INDEX}?year=twenty&q=plan")
    assert page.status_code == 422
    assert "Enter a year of four figures, such as 2019." in page.text
    assert 'value="twenty"' in page.text
    assert 'value="plan"' in page.text


@pytest.mark.parametrize(
    "asked", ["?state=other", "?state=decided&page=0", "?state=decided&page=x", "?page=99999"]
)
def test_a_list_that_is_none_is_not_there(filled: World, asked: str) -> None:
    assert filled.browser().get(f"{INDEX}{asked}").status_code == 404


def test_htmx_is_given_the_lists_alone(filled: World) -> None:
    answer = filled.browser().fragment(f"{INDEX}?state=decided")
    assert "Decided matter 98" in answer.text
    assert "<html" not in answer.text


def _asked(world: World, path: str) -> int:
    browser = world.browser(decisions.DIRECTOR)
    browser.get(path)
    with count_queries() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", [INDEX, f"{INDEX}?state=decided", f"{INDEX}?q=matter&year=2000"])
def test_the_page_asks_as_much_of_a_thousand_matters_as_of_ten(world: World, path: str) -> None:
    fill(world, 10, 1)
    few = _asked(world, path)
    with world.operator_of() as operator:
        many.extend(operator, 1000, 20)
    assert _asked(world, path) == few
    assert few <= 8


SEARCHES: dict[str, tuple[str, dict[str, Any]]] = {
    "waiting": ("waiting", {}),
    "decided": ("decided", {}),
    "undecided": ("undecided", {}),
    "a far page": ("decided", {"page": 20}),
    "of a year": ("decided", {"year": 2005}),
    "of a body": ("decided", {"body_id": 1}),
    "of a body and a year": ("waiting", {"body_id": 1, "year": 2019}),
    "by words": ("decided", {"words": "matter 15"}),
}


@both_databases
def test_every_list_is_read_by_an_index(app: Flask, database: Database) -> None:
    world = World(app)
    fill(world, 1000, 20)
    analyse(database)
    with world.scope_of(decisions.DIRECTOR, writes=False) as scope:
        plans = {name: _plan_of(scope, *asked) for name, asked in SEARCHES.items()}
    scanned = {name: plan for name, plan in plans.items() if reads_whole(plan, "matter")}
    assert scanned == {}, "\n\n".join(scanned.values())


def _plan_of(scope: Scope, state: str, sought: dict[str, Any]) -> str:
    [plan] = explained(scope, lambda: lists.window(scope, state, Sought(**sought)))
    return plan
