"""Somebody with several roles chooses the one she acts under."""

import re
from collections.abc import Callable

import pytest

from tenants.roles import Role
from tests.factories import tenancy
from tests.factories.browser import Browser
from tests.factories.people import Post
from tests.factories.world import World

MEMBER = "member-1@kingston.example"
SEAT = "Member, Joint committee, Kingston"
COMMISSIONER = "Commissioner, Kingston"


@pytest.fixture
def two_hats(world: World) -> Browser:
    with world.operator_of("afc") as scope:
        tenancy.appoint(scope, Post(MEMBER, "afc", Role.COMMISSIONER, "kingston"))
        scope.session.commit()
    return world.browser(MEMBER)


def choices(page: str) -> dict[str, str]:
    found = re.findall(r'name="hat" type="radio" value="(\d+)"[^>]*><label[^>]*>([^<]+)', page)
    return {label: value for value, label in found}


def test_the_page_lists_every_role_of_today(two_hats: Browser) -> None:
    assert set(choices(two_hats.get("/afc/hat").text)) == {SEAT, COMMISSIONER}


def test_the_frame_offers_the_switch_only_to_somebody_with_several_roles(
    two_hats: Browser, signed_in: Callable[[str], Browser]
) -> None:
    assert 'href="/afc/hat"' in two_hats.get("/afc/").text
    assert 'href="/afc/hat"' not in signed_in("clerk@afc.example").get("/afc/").text


def test_the_chosen_role_stands_beside_the_name(two_hats: Browser) -> None:
    wanted = choices(two_hats.get("/afc/hat").text)[COMMISSIONER]
    assert f'class="person__hat">{SEAT}' in two_hats.get("/afc/").text
    answer = two_hats.submit("/afc/hat", hat=wanted)
    assert (answer.status_code, answer.location) == (303, "/afc/")
    home = two_hats.get("/afc/").text
    assert f'class="person__hat">{COMMISSIONER}' in home
    assert f"You now act as {COMMISSIONER}." in home


@pytest.mark.parametrize("typed", ["999999", "-1", "x", "", "9" * 40])
def test_a_role_that_is_not_hers_is_refused_in_plain_words(two_hats: Browser, typed: str) -> None:
    answer = two_hats.submit("/afc/hat", hat=typed)
    assert answer.status_code == 422
    assert "Choose one of the answers that are offered." in answer.text
    assert f'class="person__hat">{SEAT}' in two_hats.get("/afc/").text


def test_another_persons_role_is_refused(two_hats: Browser, world: World) -> None:
    director = world.browser("director@afc.example")
    theirs = next(iter(choices(director.get("/afc/hat").text).values()))
    assert two_hats.submit("/afc/hat", hat=theirs).status_code == 422


def test_somebody_without_a_role_here_is_told_who_gives_one(
    signed_in: Callable[[str], Browser],
) -> None:
    page = signed_in("commissioner@sunderland.example").get("/afc/hat").text
    assert "You have none today." in page


def test_a_stranger_is_asked_to_sign_in(client: Browser) -> None:
    answer = client.get("/afc/hat")
    assert answer.status_code == 403
    assert "Sign in to see this." in answer.text
