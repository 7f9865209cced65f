"""Exempt papers in the reader: for whom, and what may be kept of them."""

import pytest

from tests.factories import reading
from tests.factories.reading import CLERK, MEMBER
from tests.factories.world import World

SECRET = "The lowest tender is £1.2 million."


@pytest.fixture
def read(world: World) -> str:
    """The address of a reader that holds exempt papers."""
    return f"/afc/meetings/{reading.prepare(world, exempt=SECRET)}/read"


def test_members_and_the_clerk_read_them_in_their_place_and_no_cache_keeps_them(
    world: World, read: str
) -> None:
    for email in (MEMBER, CLERK):
        page = world.browser(email).get(read)
        assert SECRET in page.text
        assert "Part II, not for publication" in page.text
        assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("email", ["commissioner@kingston.example", "director-2@afc.example"])
def test_others_read_the_public_title_alone(world: World, read: str, email: str) -> None:
    page = world.browser(email).get(read)
    assert page.status_code == 200
    assert "Terms of a contract" in page.text
    assert SECRET not in page.text


@pytest.mark.parametrize("allowed", [False, True])
def test_the_copy_for_the_train_never_holds_them_in_the_clear(
    world: World, read: str, allowed: bool
) -> None:
    if allowed:
        reading.allow_copies(world)
    assert SECRET not in world.browser(MEMBER).get(f"{read}/kept").text


def test_they_are_given_out_to_be_encrypted_only_where_the_body_allows_it(
    world: World, read: str
) -> None:
    browser = world.browser(MEMBER)
    refused = browser.get(f"{read}/kept/part-two")
    assert (SECRET in refused.text, refused.headers["Goldthread-Keep-Seconds"]) == (False, "0")
    assert "does not allow copies" in browser.get(f"{read}/keep").text
    reading.allow_copies(world)
    given = browser.get(f"{read}/kept/part-two")
    assert SECRET in given.text
    assert 24 * 3600 < int(given.headers["Goldthread-Keep-Seconds"]) <= 48 * 3600
    assert given.headers["Cache-Control"] == "private, no-store"
    assert "26 June 2019" not in browser.get(f"{read}/keep").text
    assert "thrown away at the end of 25 June 2019" in browser.get(f"{read}/keep").text


def test_an_allowance_gives_nothing_to_who_may_not_read_them(world: World, read: str) -> None:
    reading.allow_copies(world)
    answer = world.browser("commissioner@kingston.example").get(f"{read}/kept/part-two")
    assert SECRET not in answer.text


def test_my_papers_count_them_for_a_member(world: World, read: str) -> None:
    page = world.browser(MEMBER).get("/afc/meetings/my-papers").text
    assert "2 items to read, for 1 meeting." in page
    assert SECRET not in page


def test_a_report_is_read_with_its_parts_under_its_item(world: World, read: str) -> None:
    page = world.browser(MEMBER).get(read).text
    assert "<h3 id=" in page
    assert "Purpose of the report" in page
    assert "Words on purpose of the report." in page
