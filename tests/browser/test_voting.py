"""Several people at one vote: on telephones at once, by hands that the clerk counts, in a seat."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import portal, test_journey
from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways
from tests.browser.test_hands import ONE_OF_EACH_COUNCIL, open_the_first_vote

SECONDS = 10_000
"""Milliseconds within which the chair's screen has moved."""


def vote_by_herself(address: str, email: str, path: str) -> str:
    """One member with a telephone and a browser of her own votes; answers what she is told."""
    with sync_playwright() as playwright:
        browser = portal.launch(playwright)
        people = People(browser, address, [])
        page = people.page(email, size=TELEPHONE)
        page.goto(path)
        page.get_by_role("button", name="For", exact=True).click()
        told = page.get_by_text("You voted for.")
        expect(told).to_be_visible()
        said = told.inner_text()
        people.close()
        browser.close()
    return said


def submitted(people: People) -> tuple[Page, str]:
    """The clerk's page, and the address of a matter that waits for the committee."""
    director, clerk = (people.page(f"{who}@afc.example") for who in ("director", "clerk"))
    return clerk, test_journey.freeze_and_submit(director)


@pytest.mark.browser
def test_three_people_vote_at_once_on_telephones_and_the_chair_s_screen_moves(
    people: People,
) -> None:
    clerk, matter = submitted(people)
    open_the_first_vote(clerk, matter, "Olusanya", "Iyer", "Ravenhall")
    chair = people.page(test_journey.MEMBERS[0], size=DESK)
    chair.goto(f"{matter}/sitting")
    loaded = chair.evaluate("performance.timeOrigin")
    expect(chair.locator("#count")).to_contain_text("Waiting for 3 of 3")
    with ThreadPoolExecutor(3) as pool:
        votes = [
            pool.submit(vote_by_herself, people.address, email, f"{matter}/vote/a")
            for email in ONE_OF_EACH_COUNCIL
        ]
        assert [vote.result(60) for vote in votes] == ["You voted for."] * 3
    expect(chair.locator("#count")).to_contain_text(
        "All three members present have voted", timeout=SECONDS
    )
    assert chair.evaluate("performance.timeOrigin") == loaded, "the chair's page was loaded again"
    chair.get_by_role("button", name="Close the vote on (a)").click()
    chair.goto(matter)
    expect(chair.locator("#recommendation-a")).to_contain_text("Carried: all three members")


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, TELEPHONE, NARROWEST], ids=["1280", "390", "320"])
def test_hands_are_counted_and_names_called_without_javascript(
    people: People, size: tuple[int, int]
) -> None:
    _, matter = submitted(people)
    clerk = people.page("clerk@afc.example", size=size, javascript=False)
    clerk.goto(f"{matter}/sitting")
    for name in ("Olusanya", "Iyer", "Ravenhall"):
        clerk.get_by_role("checkbox", name=name).check()
    clerk.get_by_role("button", name="Save who is here").click()
    clerk.get_by_role("button", name="Open the sitting").click()
    clerk.get_by_role("button", name="Count hands on (a)").click()
    boxes = clerk.get_by_role("textbox", name="For")
    for place in range(3):
        boxes.nth(place).fill("2" if place == 0 else "1")
    clerk.get_by_role("button", name="Save the hands").click()
    expect(clerk.get_by_text("Kingston: 2 hands, but one member who can vote")).to_be_visible()
    assert sideways(clerk) == 0
    boxes.nth(0).fill("1")
    clerk.get_by_role("button", name="Save the hands").click()
    clerk.get_by_role("button", name="Close the vote on (a)").click()
    clerk.get_by_role("button", name="Call the members on (b)").click()
    for place in range(3):
        clerk.get_by_role("radio", name="For").nth(place).check()
    with clerk.expect_navigation():
        clerk.get_by_role("button", name="Save the answers").click()
    assert sideways(clerk) == 0
    clerk.get_by_role("button", name="Close the vote on (b)").click()
    clerk.goto(matter)
    for letter in "ab":
        row = clerk.locator(f"#recommendation-{letter}")
        expect(row).to_contain_text("Carried: all three members present voted for")


@pytest.mark.browser
def test_the_clerk_s_forms_break_no_rule_of_accessibility(people: People) -> None:
    _, matter = submitted(people)
    clerk = people.page("clerk@afc.example", size=NARROWEST)
    clerk.goto("/afc/bodies/joint-committee/settings?change=notice_clear_days")
    assert (axe_violations(clerk), sideways(clerk)) == ([], 0)
    open_the_first_vote(clerk, matter, "Olusanya", "Iyer", "Ravenhall")
    clerk.get_by_role("button", name="Close the vote on (a)").click()
    clerk.get_by_role("button", name="Close the vote on (a) now").click()
    for name in ("Count hands on (b)", "Call the members on (c)"):
        clerk.get_by_role("button", name=name).click()
        assert (axe_violations(clerk), sideways(clerk)) == ([], 0)
        letter = name[-2]
        clerk.get_by_role("button", name=f"Close the vote on ({letter})").click()
        clerk.get_by_role("button", name=f"Close the vote on ({letter}) now").click()
    for path in ("vote/a/correct",):
        clerk.goto(f"{matter}/{path}")
        assert (axe_violations(clerk), sideways(clerk)) == ([], 0)
