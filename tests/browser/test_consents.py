"""The consent board in a real browser: wide, on a telephone, at the narrowest, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways

BOARD = "/afc/decisions/agreement-between-the-owners-sharing-a-surplus"
SENTENCE = "Waiting for Windsor and Maidenhead: two of three councils consent to the document."


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, TELEPHONE, NARROWEST], ids=["desk", "telephone", "320"])
def test_the_board_is_whole_at_every_width(people: People, size: tuple[int, int]) -> None:
    page = people.page("director@afc.example", size=size)
    page.goto(BOARD)
    expect(page.locator("main")).to_contain_text(SENTENCE)
    lanes = page.locator(".lane")
    expect(lanes).to_have_count(3)
    boxes = [lanes.nth(place).bounding_box() for place in range(3)]
    tops = {round(box["y"]) for box in boxes if box is not None}
    assert len(tops) == (1 if size == DESK else 3)
    assert axe_violations(page) == []
    assert sideways(page) == 0


@pytest.mark.browser
def test_a_council_decides_and_the_board_says_so(people: People) -> None:
    clerk = people.page("cabinet-clerk@windsor-and-maidenhead.example")
    clerk.goto(BOARD)
    expect(clerk.locator("main")).to_contain_text("Windsor and Maidenhead considers it")
    clerk.get_by_role("link", name="Record Windsor and Maidenhead’s decision").click()
    expect(clerk.locator("h1")).to_contain_text("Cabinet")
    assert axe_violations(clerk) == []


@pytest.mark.browser
def test_the_board_says_as_much_without_scripts(people: People) -> None:
    page = people.page("commissioner@richmond.example", javascript=False)
    page.goto(BOARD)
    expect(page.locator("main")).to_contain_text(SENTENCE)
    expect(page.locator("main")).to_contain_text("Consents to the document, 1 condition")
    page.get_by_role("link", name="deed-of-variation.txt").first.wait_for()
