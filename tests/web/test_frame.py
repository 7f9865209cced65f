"""What stands round a page: menu, lens, accent, person, and the way back after signing in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, session

from portal.web.frame import Frame, chosen_lens, colours_version
from tenants.models import Area
from tests.factories.browser import Browser
from tests.factories.world import World

DIRECTOR = "director@afc.example"
KINGSTON = "commissioner@kingston.example"
SignedIn = Callable[[str], Browser]
PLAN = "/afc/plans/business-plan-2019-2024/"


def current(page: str) -> list[str]:
    navigation = page.partition('aria-label="Service"')[2].partition("</nav>")[0]
    return re.findall(r'aria-current="page">([^<]+?) ?<', navigation)


def lens(page: str) -> str:
    found = re.search(r'<a class="lens__change".*?Showing (.+?) – change', page)
    return found[1] if found else ""


@contextmanager
def looking(app: Flask, world: World, email: str | None, path: str) -> Iterator[Frame]:
    """A frame as it is made for a request to ``path``."""
    with app.test_request_context(path), world.scope_of(email, writes=False) as scope:
        yield Frame(scope)


def test_the_menu_marks_where_you_are(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    assert current(browser.get("/afc/").text) == ["What needs you"]
    assert current(browser.get("/afc/plans/").text) == ["Plan"]


def test_a_page_deeper_in_a_room_is_marked_under_its_room(signed_in: SignedIn) -> None:
    assert current(signed_in(DIRECTOR).get(f"{PLAN}versions/").text) == ["Plan"]


def test_a_page_outside_every_room_of_the_menu_marks_nothing(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    assert current(browser.get("/afc/search").text) == []
    assert current(browser.get("/afc/councils/kingston/").text) == []


def test_the_menu_shows_what_needs_you_only_to_whoever_has_a_role(
    client: Browser, signed_in: SignedIn
) -> None:
    assert "What needs you" not in client.get("/afc/").text
    assert "What needs you" not in signed_in("director@tfc.example").get("/afc/").text


def test_a_commissioner_starts_in_her_councils_lens(signed_in: SignedIn) -> None:
    assert lens(signed_in("editor@kingston.example").get(PLAN).text) == "Kingston"


def test_a_director_starts_with_every_council(signed_in: SignedIn) -> None:
    assert lens(signed_in(DIRECTOR).get(PLAN).text) == "All councils"


def test_the_lens_stays_while_you_move(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    browser.get(f"{PLAN}?lens=richmond")
    assert lens(browser.get(PLAN).text) == "Richmond"
    browser.get(f"{PLAN}?lens=all")
    assert lens(browser.get(PLAN).text) == "All councils"


def test_somebody_of_one_council_can_look_at_all(signed_in: SignedIn) -> None:
    browser = signed_in("editor@kingston.example")
    browser.get(f"{PLAN}?lens=all")
    assert lens(browser.get(PLAN).text) == "All councils"


@pytest.mark.parametrize("asked", ["nowhere", "", "x" * 5000, "sunderland", "<b>"])
def test_a_lens_that_is_no_council_of_the_company_is_not_kept(
    app: Flask, world: World, asked: str
) -> None:
    with (
        app.test_request_context("/afc/", query_string={"lens": asked}),
        world.scope_of(KINGSTON, writes=False) as scope,
    ):
        found = chosen_lens(scope)
        assert found is not None
        assert found.slug == "kingston"
        assert "lens" not in session


def test_the_lens_gives_the_page_its_colour(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    assert '<body class="accent-afc">' in browser.get(PLAN).text
    assert '<body class="accent-richmond">' in browser.get(f"{PLAN}?lens=richmond").text


def test_a_company_with_one_owner_has_no_lens(signed_in: SignedIn) -> None:
    page = signed_in("director@tfc.example").get("/tfc/plans/business-plan-2019-2022/").text
    assert 'aria-label="Council"' not in page


def test_the_lens_keeps_what_else_was_asked_for(app: Flask, world: World) -> None:
    with looking(app, world, None, "/afc/?section=D&lens=all") as frame:
        frame.has_lens = True
        assert frame.lens[1].href == "/afc/?section=D&lens=kingston"


def test_signing_in_leads_back_to_the_page(app: Flask, world: World) -> None:
    with looking(app, world, None, "/afc/search?q=a&b=c") as frame:
        assert frame.sign_in_url == "/sign-in?next=%2Fafc%2Fsearch%3Fq%3Da%26b%3Dc"


def test_signing_in_after_a_refused_fragment_leads_back_to_its_page(client: Browser) -> None:
    asking = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/afc/search?q=a"}
    part = client.get("/afc/hat", headers=asking).text
    assert 'href="/sign-in?next=%2Fafc%2Fsearch%3Fq%3Da"' in part


def test_an_address_that_cannot_be_read_leads_nowhere(client: Browser) -> None:
    asking = {"HX-Request": "true", "HX-Current-URL": "http://[evil"}
    assert client.get("/afc/hat", headers=asking).status_code == 403


def test_the_door_does_not_lead_back_to_itself(app: Flask, world: World) -> None:
    with looking(app, world, None, "/sign-in?next=/afc/") as frame:
        assert frame.sign_in_url == "/sign-in"


def test_a_person_stands_with_her_role(signed_in: SignedIn) -> None:
    page = signed_in(KINGSTON).get("/afc/").text
    assert "Commissioner Kingston" in page
    assert 'class="person__hat">Commissioner, Kingston' in page


def test_a_page_says_that_it_is_a_demonstration_and_of_which_day(client: Browser) -> None:
    assert "Demonstration: it is Monday 24 June 2019 here." in client.get("/afc/").text


def test_the_colours_have_another_address_when_any_of_them_changes(
    app: Flask, world: World
) -> None:
    with world.operator_of("afc") as scope:
        before = colours_version(scope)
        areas: list[Area] = list(scope.areas)
        areas[-1].accent = "#123456"
        assert colours_version(scope) != before
