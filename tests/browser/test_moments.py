"""Pages in their moments, at the narrowest width: a clash, an open vote, a lost one."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_journey
from tests.browser.portal import NARROWEST, People, axe_violations, sideways
from tests.browser.test_hands import open_the_first_vote
from tests.browser.test_journey import PLAN


@pytest.mark.browser
def test_forms_with_faults_and_clashes_fit_the_narrowest_window(people: People) -> None:
    stranger = people.page(size=NARROWEST)
    stranger.goto("/sign-in")
    stranger.get_by_role("button", name="Sign in").click()
    whole(stranger, "There is a problem")
    director, colleague = (
        people.page(email, size=NARROWEST)
        for email in ("director@afc.example", "director-2@afc.example")
    )
    for page, words in ((director, "First."), (colleague, "Second.")):
        page.goto(f"{PLAN}priorities/C-02/edit")
        page.get_by_label("Outcome").fill(words)
    for page in (director, colleague):
        page.get_by_role("button", name="Save").click()
    whole(colleague, "Two people changed this")
    director.goto(f"{PLAN}priorities/C-02/edit")
    director.get_by_label("Title").fill("")
    director.get_by_role("button", name="Save").click()
    whole(director, "Enter a title.")


@pytest.mark.browser
def test_a_vote_fits_the_narrowest_window_from_its_opening_to_its_loss(people: People) -> None:
    director, clerk, member = (
        people.page(email, size=NARROWEST)
        for email in ("director@afc.example", "clerk@afc.example", test_journey.MEMBERS[0])
    )
    matter = test_journey.freeze_and_submit(director)
    clerk.goto(matter)
    whole(clerk, "Which reserved matter is this?")
    open_the_first_vote(clerk, matter, "Olusanya", "Iyer", "Ravenhall")
    whole(clerk, "Still to vote:")
    member.goto("/afc/")
    whole(member, "What needs you")
    member.goto(f"{matter}/vote/a")
    whole(member, "You vote in a Kingston seat.")
    member.get_by_role("button", name="Against", exact=True).click()
    whole(member, "You voted against.")
    clerk.get_by_role("button", name="Close the vote on (a)").click()
    whole(clerk, "all the same?")
    clerk.get_by_role("button", name="Close the vote on (a) now").click()
    clerk.goto(matter)
    whole(clerk, "Not carried: one member voted against")


def whole(page: Page, words: str) -> None:
    """The page says these words, breaks no rule of accessibility and is not too wide."""
    expect(page.locator("main")).to_contain_text(words)
    assert axe_violations(page) == []
    assert sideways(page) == 0
