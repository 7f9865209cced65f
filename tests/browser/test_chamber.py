"""The chair's screen at a meeting: it follows by itself what happens in the room."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_journey
from tests.browser.portal import (
    DESK,
    NARROWEST,
    TELEPHONE,
    People,
    axe_violations,
    sideways,
)

MEETING = "/afc/meetings/joint-committee-2019-06-24"
SECONDS = 10_000
"""Milliseconds within which a screen has moved."""


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and wait for that."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def open_the_meeting(clerk: Page) -> None:
    """Everybody is there, the meeting is open, and the business plan is being taken."""
    clerk.goto(f"{MEETING}/chamber")
    clerk.get_by_text("Call the roll").click()
    for box in clerk.get_by_role("checkbox").all():
        box.check()
    press(clerk, "Save who is here")
    press(clerk, "Open the meeting")
    for number in range(1, 8):
        press(clerk, f"Take item {number}:")


@pytest.mark.browser
def test_a_vote_cast_on_a_telephone_is_on_the_chairs_screen_without_loading_it_again(
    people: People,
) -> None:
    matter = test_journey.freeze_and_submit(people.page("director@afc.example"))
    clerk = people.page("clerk@afc.example")
    open_the_meeting(clerk)
    chair = people.page(test_journey.MEMBERS[0], size=DESK)
    chair.goto(f"{MEETING}/chair")
    room = people.page("clerk@afc.example", size=DESK)
    room.goto(f"{MEETING}/room")
    loaded = [page.evaluate("performance.timeOrigin") for page in (chair, room)]
    expect(chair.locator("#now")).to_contain_text("Quorate: eight members present.")
    clerk.goto(f"{matter}/sitting")
    press(clerk, "Open the vote on (a)")
    expect(chair.locator("#now")).to_contain_text("Vote on (a)", timeout=SECONDS)
    member = people.page(test_journey.MEMBERS[1], size=TELEPHONE)
    member.goto(f"{matter}/vote/a")
    member.get_by_role("button", name="For", exact=True).click()
    expect(member.get_by_text("You voted for.")).to_be_visible()
    for page in (chair, room):
        expect(page.locator("#now")).to_contain_text("1 of 3", timeout=SECONDS)
    expect(chair.locator("#now")).to_contain_text("Carried: one member voted for")
    assert [page.evaluate("performance.timeOrigin") for page in (chair, room)] == loaded
    for size in (DESK, TELEPHONE, NARROWEST):
        for page, screen in ((chair, "chair"), (room, "room"), (clerk, "chamber")):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(f"{MEETING}/{screen}")
            expect(page.locator("h1")).to_be_visible()
            assert (axe_violations(page), sideways(page)) == ([], 0), (screen, size)


@pytest.mark.browser
def test_a_meeting_is_minuted_without_javascript_on_a_narrow_screen(people: People) -> None:
    clerk = people.page("clerk@afc.example", size=NARROWEST, javascript=False)
    open_the_meeting(clerk)
    clerk.get_by_label("Why is it adjourned?").fill("A fire alarm.")
    press(clerk, "Adjourn the meeting")
    expect(clerk.get_by_text("Adjourned: A fire alarm.")).to_be_visible()
    press(clerk, "Resume the meeting")
    press(clerk, "Close the meeting")
    clerk.goto(f"{MEETING}/minutes")
    press(clerk, "Draft the minutes")
    expect(clerk.get_by_text("All that was recorded is in this draft.")).to_be_visible()
    assert sideways(clerk) == 0
    clerk.get_by_role("link", name="Publish the draft").click()
    expect(clerk.get_by_text("Everybody will read them.")).to_be_visible()
    press(clerk, "Publish the draft")
    reader = people.page(size=NARROWEST)
    reader.goto(f"{MEETING}/minutes")
    expect(reader.get_by_text("It was adjourned at")).to_contain_text("A fire alarm.")
    assert (axe_violations(reader), sideways(reader)) == ([], 0)
