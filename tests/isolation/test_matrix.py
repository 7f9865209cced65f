"""The matrix itself: it grows with the routes, and its words and people can tell things apart."""

from pathlib import Path

import pytest
from flask import Flask

from portal.web.guard import access_of
from tenants.roles import APPOINTED, Permission, Role
from tests.factories.marked import MARKERS
from tests.factories.world import COMPANIES, World
from tests.isolation.matrix import QUERIES, WORD, in_turn, walks
from tests.isolation.paths import (
    CHANGED_ALONE,
    DESCRIBED,
    READ_ALONE,
    company_rules,
    places,
    things_of,
)
from tests.isolation.who_reads import PUBLIC, everybody, may, reads

pytestmark = pytest.mark.isolation
TESTS = Path(__file__).resolve().parents[1]


def test_every_variable_of_a_path_is_described(app: Flask) -> None:
    variables = {name for rule in company_rules(app) for name in rule.arguments}
    assert variables <= DESCRIBED, "Say in paths.things_of what there is to put in its place"


def test_every_route_of_a_company_is_walked(marked_app: Flask) -> None:
    walked = {place.rule.rule for place in places(marked_app, things_of(World(marked_app)))}
    of_company = {
        rule.rule
        for rule in marked_app.url_map.iter_rules()
        if (access := access_of(marked_app, rule.endpoint)) and access.of_company
    }
    assert walked == of_company
    assert len(walked) > 25


def test_every_route_is_walked_where_there_is_something_and_where_there_is_nothing(
    marked_app: Flask,
) -> None:
    found = list(places(marked_app, things_of(World(marked_app))))
    # A director reads nothing of Part II: somebody else does.
    people = sorted(everybody(), key=lambda person: person.email != "director@afc.example")
    for rule in company_rules(marked_app):
        there = {
            any(place.visible(person) for person in people) for place in found if place.rule is rule
        }
        assert there == ({True} if rule.arguments == {"company"} else {True, False}), rule.rule


@pytest.mark.parametrize("room", READ_ALONE)
def test_the_rooms_read_alone_have_a_file_that_reads_them(room: str) -> None:
    assert any(
        f'endpoints_of(marked_app, "{room}")' in text for text in _tests_that("read_everyth")
    )


@pytest.mark.parametrize("room", CHANGED_ALONE)
def test_the_rooms_changed_alone_have_a_file_that_tries(room: str) -> None:
    tried = f'intrude(marked_app, rules=endpoints_of(marked_app, "{room}"))'
    assert any(tried in text for text in _tests_that("intrude("))


def _tests_that(call: str) -> list[str]:
    """The tests, each file's text, in which this call stands."""
    texts = [file.read_text("utf-8") for file in TESTS.rglob("test_*.py") if file != Path(__file__)]
    return [text for text in texts if call in text]


def test_strangers_to_a_company_try_all_of_it_between_them(marked_app: Flask) -> None:
    found = list(places(marked_app, things_of(World(marked_app))))
    for company in COMPANIES:
        there = [place for place in found if place.company == company]
        turns = [
            place.path
            for person in everybody()
            if not walks(person, company)
            for place in in_turn(person, there)
        ]
        assert sorted(turns) == sorted(place.path for place in there)


def test_everybody_with_a_post_or_with_none_at_all_tries_everything(marked_app: Flask) -> None:
    found = list(places(marked_app, things_of(World(marked_app))))
    for person in everybody():
        for company in COMPANIES:
            there = [place for place in found if place.company == company]
            if person.posts_in(company) or not person.posts:
                assert in_turn(person, there) == there


def test_every_permission_is_in_the_table_of_who_may() -> None:
    director = everybody()[1]
    assert director.posts[0].role is Role.DIRECTOR
    assert {may(director, "afc", needs, None) for needs in Permission} == {True, False}


def test_every_role_of_every_company_is_somebody() -> None:
    roles = {post.role for person in everybody() for post in person.posts}
    assert roles == set(APPOINTED) - {Role.OPERATOR}


def test_the_public_reads_only_what_is_public() -> None:
    states = {m.state for m in MARKERS if reads(PUBLIC, m.company, m.area, m.state)}
    assert states == {"public"}


def test_no_word_is_part_of_another() -> None:
    words = [marker.word for marker in MARKERS]
    assert all(WORD.findall(word) == [word] for word in words)
    assert len(set(words)) == len(words)


def test_questions_are_asked_of_routes_that_there_are(app: Flask) -> None:
    assert set(QUERIES) <= set(app.view_functions)
