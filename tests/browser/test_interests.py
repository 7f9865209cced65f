"""Registers and declarations as people meet them: on a telephone, without scripts, by axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.portal import (
    DESK,
    NARROWEST,
    TELEPHONE,
    People,
    axe_violations,
    sideways,
)
from tests.browser.test_engagement import unfold

HERE = "/afc/interests/"
CLERK = "clerk@afc.example"
WITHHOLDING = "member-1@windsor-and-maidenhead.example"
NAME = "Councillor Callum Brightwater"
SECRET = "Night worker in a refuge"


@pytest.mark.browser
def test_a_member_enters_an_interest_on_a_telephone_without_javascript(people: People) -> None:
    page = people.page("member-1@richmond.example", size=TELEPHONE, javascript=False)
    page.goto(HERE)
    page.get_by_role("link", name="Your register").click()
    page.get_by_label("What is it?").fill("An allotment in Ham")
    page.get_by_role("button", name="Enter it in the register").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what kind of interest it is.")
    expect(page.get_by_label("What is it?")).to_have_value("An allotment in Ham")
    page.get_by_label("Kind of interest").select_option("Land")
    page.get_by_label("The member’s own").check()
    page.get_by_role("button", name="Enter it in the register").click()
    expect(page.get_by_text("Entered in the register.")).to_be_visible()
    stranger = people.page()
    stranger.goto(page.url)
    expect(stranger.get_by_text("An allotment in Ham")).to_be_visible()


@pytest.mark.browser
def test_what_is_withheld_is_shown_to_the_member_and_the_clerk_alone(people: People) -> None:
    for email, shown in ((None, False), (WITHHOLDING, True), (CLERK, True)):
        page = people.page(email)
        page.goto(HERE)
        page.get_by_role("link", name=NAME).click()
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        expect(page.get_by_text("withheld under section 32").first).to_be_visible()
        assert (SECRET in page.content()) is shown


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST], ids=["desk", "narrow"])
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(
    readers: People, size: tuple[int, int]
) -> None:
    for email in (None, CLERK):
        page = readers.page(email, size=size)
        page.goto(HERE)
        assert axe_violations(page) == []
        assert sideways(page) == 0
        page.get_by_role("link", name="Councillor Gethin Marchbanks").first.click()
        unfold(page)
        assert axe_violations(page) == []
        assert sideways(page) == 0
