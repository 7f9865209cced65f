"""The screens of a meeting, as browsers get them."""

from typing import Any

import pytest

from tests.factories import decisions, meeting, minutes
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.queries import count_queries

BASE = f"/afc/meetings/{minutes.HELD}"
MATTER = "business-plan-framework-and-priorities"
MEMBER = "member-1@kingston.example"


@pytest.fixture
def clerk(world: World) -> Browser:
    """The clerk's browser, at a meeting whose agenda is published and nobody has opened."""
    decisions.submit(world)
    minutes.arrange(world)
    return world.browser(meeting.CLERK)


def seat(world: World, email: str) -> str:
    with world.scope_of(meeting.CLERK) as scope:
        return str(minutes.seat(scope, world, meeting.found(scope, minutes.HELD), email))


def begin(world: World, clerk: Browser) -> None:
    """Everybody is there, the meeting is open and the plan is being taken."""
    everybody = [seat(world, email) for email in decisions.COMMITTEE]
    assert clerk.submit(f"{BASE}/chamber/attendance", present=everybody).status_code == 303
    assert clerk.submit(f"{BASE}/chamber/open").status_code == 303
    with world.scope_of(meeting.CLERK) as scope:
        number = minutes.item_of(scope, minutes.HELD, kind="matter").number
    assert clerk.submit(f"{BASE}/chamber/items/{number}/take").status_code == 303


def test_the_clerk_takes_a_meeting_from_its_opening_to_its_close(
    world: World, clerk: Browser
) -> None:
    begin(world, clerk)
    assert clerk.submit(f"{BASE}/chamber/preside", seat=seat(world, MEMBER)).status_code == 303
    assert "Member 1 Kingston in the chair" in clerk.get(f"{BASE}/chamber").text
    left = clerk.submit(f"{BASE}/chamber/movement", seat=seat(world, MEMBER), way="left", at="")
    assert left.status_code == 303
    assert "2 of 3 present" in clerk.get(f"{BASE}/chamber").text
    adjourned = clerk.submit(f"{BASE}/chamber/adjourn", because="A fire alarm.")
    assert adjourned.status_code == 303
    assert "Adjourned: A fire alarm." in clerk.get(f"{BASE}/chamber").text
    assert clerk.submit(f"{BASE}/chamber/open").status_code == 303
    assert clerk.submit(f"{BASE}/chamber/close").status_code == 303


def test_what_cannot_be_is_said_beside_its_field_and_keeps_what_was_typed(
    world: World, clerk: Browser
) -> None:
    begin(world, clerk)
    page = clerk.submit(f"{BASE}/chamber/movement", seat=seat(world, MEMBER), way="left", at="soon")
    assert page.status_code == 422
    assert "Enter a time, such as 11.42am." in page.text
    assert 'value="soon"' in page.text
    page = clerk.submit(f"{BASE}/chamber/adjourn", because="")
    assert page.status_code == 409
    assert "Enter why the meeting is adjourned" in page.text


def test_a_motion_is_recorded_from_the_clerks_page(world: World, clerk: Browser) -> None:
    begin(world, clerk)
    with world.scope_of(meeting.CLERK) as scope:
        number = minutes.item_of(scope, minutes.HELD, kind="matter").number
    path = f"{BASE}/chamber/items/{number}/motion"
    said: dict[str, Any] = {"kind": "amendment", "letter": "a", "seconder": "", "ref": ""}
    page = clerk.submit(path, mover=seat(world, MEMBER), words="", **said)
    assert page.status_code == 409
    assert "Enter the words of the amendment." in page.text
    words = "Leave out “each”."
    assert clerk.submit(path, mover=seat(world, MEMBER), words=words, **said).status_code == 303
    assert words in clerk.get(f"{BASE}/chair").text
    assert clerk.submit(f"{BASE}/chamber/motions/1/outcome", outcome="lost").status_code == 303


def test_the_chair_reads_the_count_and_what_will_be_minuted(world: World, clerk: Browser) -> None:
    begin(world, clerk)
    decisions.call(world, MATTER)
    decisions.vote(world, MEMBER, MATTER)
    page = world.browser(minutes.CHAIR).get(f"{BASE}/chair").text
    assert "1 of 3" in page
    assert "Minutes, if closed now" in page
    assert "Quorate: eight members present." in page


def test_the_chairs_screen_answers_nothing_while_nothing_is_new(
    world: World, clerk: Browser
) -> None:
    begin(world, clerk)
    page = clerk.get(f"{BASE}/chair").text
    state = page.split("chair?seen=")[1][:12]
    assert clerk.fragment(f"{BASE}/chair?seen={state}").status_code == 204
    decisions.call(world, MATTER)
    moved = clerk.fragment(f"{BASE}/chair?seen={state}")
    assert moved.status_code == 200
    assert "<html" not in moved.text
    assert "Vote on (a)" in moved.text


def test_the_screen_for_the_room_shows_public_words_and_nothing_to_press(
    world: World, clerk: Browser
) -> None:
    begin(world, clerk)
    decisions.call(world, MATTER)
    decisions.vote(world, MEMBER, MATTER)
    page = clerk.get(f"{BASE}/room").text
    assert "That the framework be approved." in page
    assert "1 of 3" in page
    assert "Member 1 Kingston" not in page
    assert "Democratic services officer" not in page
    for control in ("<form", "<button", "<a ", "<input"):
        assert control not in page


@pytest.mark.parametrize("screen", ["chamber", "chair", "room"])
def test_the_screens_are_the_clerks_and_the_chairs_alone(
    world: World, clerk: Browser, screen: str
) -> None:
    assert world.browser(MEMBER).get(f"{BASE}/{screen}").status_code == 403
    assert world.browser().get(f"{BASE}/{screen}").status_code == 403


def test_the_chairs_screen_asks_a_fixed_number_of_queries(world: World, clerk: Browser) -> None:
    begin(world, clerk)
    decisions.call(world, MATTER)
    chair = world.browser(minutes.CHAIR)
    with count_queries() as asked:
        chair.get(f"{BASE}/chair")
    assert len(asked) <= 24, asked
