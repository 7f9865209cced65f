"""The house's first page."""

from collections.abc import Callable

from flask import Flask

from tenants.roles import Role
from tests.factories import tenancy
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.world import World
from tests.queries import count_queries

DIRECTOR = "director@afc.example"


def test_a_stranger_finds_every_company(client: Browser) -> None:
    page = client.get("/").text
    assert '<a href="/afc/">Achieving for Children</a>' in page
    assert '<a href="/tfc/">Together for Children</a>' in page


def test_somebody_of_one_company_goes_straight_there(
    signed_in: Callable[[str], Browser],
) -> None:
    answer = signed_in(DIRECTOR).get("/")
    assert (answer.status_code, answer.location) == (303, "/afc/")


def test_somebody_of_two_companies_chooses(world: World) -> None:
    with world.operator_of("tfc") as scope:
        tenancy.appoint(scope, Post(DIRECTOR, "tfc", Role.BOARD_MEMBER, None, "board"))
        scope.session.commit()
    page = world.browser(DIRECTOR).get("/")
    assert page.status_code == 200
    assert page.text.count("You have a role here.") == 2


def test_a_portal_without_companies_says_what_will_be_here(empty_app: Flask) -> None:
    page = empty_app.test_client().get("/").text
    assert "The companies of this portal will be listed here." in page


def test_the_list_costs_one_query_however_many_companies(client: Browser) -> None:
    with count_queries() as asked:
        client.get("/")
    assert len(asked) == 1, asked
