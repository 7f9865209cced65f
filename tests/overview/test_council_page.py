"""An owning council's page."""

from collections.abc import Callable
from datetime import date

from tenants.roles import Role
from tests.both import both_databases
from tests.factories import decisions, tenancy
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.plans import PLANS
from tests.factories.world import World
from tests.queries import count_queries

PAGE = "/afc/councils/kingston/"


@both_databases
def test_everybody_reads_name_share_and_seats(client: Browser) -> None:
    page = client.get(PAGE).text
    assert "<h1>Kingston</h1>" in page
    assert "Owns 40%" in page
    assert "Owner since 1 April 2014" in page
    assert "Co Chair Kingston</a>" in page
    assert "Joint committee" in page


def test_no_seat_of_another_council_is_named(client: Browser) -> None:
    assert "Richmond" not in client.get(PAGE).text


def test_commissioners_and_editors_are_not_named(
    client: Browser, signed_in: Callable[[str], Browser]
) -> None:
    for browser in (client, signed_in("commissioner@kingston.example")):
        main = browser.get(PAGE).text.partition("<main")[2]
        assert "Commissioner" not in main
        assert "Editor" not in main


def test_a_seat_that_has_ended_is_not_named(world: World, client: Browser) -> None:
    with world.operator_of("afc") as scope:
        post = Post("past@kingston.example", "afc", Role.MEMBER, "kingston", "joint-committee")
        tenancy.appoint(scope, post, date(2015, 1, 1), date(2018, 12, 31))
        scope.session.commit()
    assert "Past Kingston" not in client.get(PAGE).text


def test_the_page_has_the_councils_colour(client: Browser) -> None:
    assert '<body class="accent-kingston">' in client.get(PAGE).text


def test_its_plans_open_under_its_lens(world: World, client: Browser) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    assert f'href="/afc/plans/{PLANS["afc"]}/?lens=kingston"' in client.get(PAGE).text


def test_a_draft_is_listed_only_for_who_may_read_it(
    client: Browser, signed_in: Callable[[str], Browser]
) -> None:
    assert PLANS["afc"] not in client.get(PAGE).text
    assert PLANS["afc"] in signed_in("editor@kingston.example").get(PAGE).text


def test_another_companys_council_is_not_here(client: Browser) -> None:
    assert client.get("/afc/councils/sunderland/").status_code == 404
    assert client.get("/afc/councils/afc/").status_code == 404
    assert client.get("/afc/councils/..%2fkingston/").status_code == 404


def test_the_page_costs_two_queries_beside_its_frame(client: Browser) -> None:
    with count_queries() as asked:
        client.get(PAGE)
    assert len(asked) == 4, asked
