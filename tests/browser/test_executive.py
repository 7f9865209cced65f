"""Notices of an executive body as people meet them: on a telephone, without scripts, by axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways

CLERK = "cabinet-clerk@windsor-and-maidenhead.example"
MEETING = "/afc/meetings/windsor-and-maidenhead-cabinet-2019-07-25"
LIST = "/afc/executive-notices/"
LEASE = "Lease of a house for young people who leave care"
WORDS = "We all pay the rent."


def respond(page: Page) -> None:
    """Sum up and answer the first representation that has no response."""
    page.get_by_role("link", name="Write the response").first.click()
    page.get_by_role("textbox", name="What does it say, in short?").fill("Residents want to know.")
    page.get_by_role("textbox", name="What does the body answer?").fill("They will, in autumn.")
    page.get_by_role("button", name="Keep the response").click()
    expect(page.get_by_text("The response is kept for the second notice.")).to_be_visible()


@pytest.mark.browser
def test_what_a_stranger_writes_is_answered_in_the_second_notice(people: People) -> None:
    stranger = people.page(size=TELEPHONE, javascript=False)
    stranger.goto(LIST)
    stranger.get_by_role("link", name=LEASE).click()
    stranger.get_by_role("link", name="Say why it should be discussed in public").click()
    stranger.get_by_role("textbox", name="Why should this be").fill(WORDS)
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.get_by_role("alert")).to_contain_text("Enter your name.")
    expect(stranger.get_by_role("textbox", name="Why should this be")).to_have_value(WORDS)
    stranger.get_by_role("textbox", name="Your name").fill("Hester Pryor")
    stranger.get_by_role("button", name="Send").click()
    expect(stranger.get_by_text("The clerk has what you wrote")).to_be_visible()
    clerk = people.page(CLERK, javascript=False)
    clerk.goto(f"{MEETING}/notices")
    expect(clerk.get_by_text(WORDS)).to_be_visible()
    respond(clerk)
    respond(clerk)
    clerk.get_by_role("link", name="Publish the second notice").click()
    clerk.get_by_role("button", name="Publish the second notice").click()
    expect(clerk.get_by_text("Every notice was given in time.")).to_be_visible()
    stranger.goto(LIST)
    stranger.get_by_role("link", name="Second notice of a private item").click()
    expect(stranger.get_by_text("They will, in autumn.").first).to_be_visible()
    assert "Hester Pryor" not in stranger.content()


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST], ids=["desk", "narrow"])
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(
    readers: People, size: tuple[int, int]
) -> None:
    of_everybody = [LIST, f"{LIST}1", f"{LIST}2", f"{LIST}2/representation", f"{MEETING}/notices"]
    of_the_clerk = [f"{MEETING}/notices", f"{MEETING}/notices/6/general-exception", f"{LIST}2"]
    for email, paths in ((None, of_everybody), (CLERK, of_the_clerk)):
        page = readers.page(email, size=size)
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200
            assert axe_violations(page) == [], path
            assert sideways(page) == 0, path
