"""People who have only a keyboard, no scripts, a telephone, or paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_journey
from tests.browser.portal import TELEPHONE, People, settled, sideways
from tests.browser.test_journey import PLAN

MOST_TABS = 60
MOST_LOOKS = 50
"""How often a page is looked at while it still scrolls, ten times a second."""
ONE_OF_EACH_COUNCIL = tuple(email for email in test_journey.MEMBERS if "co-chair" in email)
PAPER = (673, 950)  # pixels: a sheet of A4 between its margins


@pytest.mark.browser
def test_a_priority_is_edited_in_place_with_the_keyboard_alone(people: People) -> None:
    page = people.page("director@afc.example")
    page.goto(f"{PLAN}?section=D")
    tab_to(page, "Edit KIN-01 in place")
    page.keyboard.press("Enter")
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(", in every team")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    row = page.locator("#words-KIN-01")
    expect(row).to_contain_text("One way of practising, in every team")
    expect(row.locator("a.row-edit")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Saved.")


@pytest.mark.browser
def test_a_part_of_a_priority_is_edited_and_left_with_the_keyboard_alone(people: People) -> None:
    page = people.page("director@afc.example")
    page.goto(f"{PLAN}priorities/KIN-03")
    link = page.locator("#part-outcome a")
    for leaving in ("Back without saving", "Save"):
        settled(page)
        link.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name="Outcome")).to_be_focused()
        page.keyboard.type("Sooner. ")
        tab_to(page, leaving)
        page.keyboard.press("Enter")
        expect(link).to_be_focused()
    expect(page.locator("#part-outcome")).to_contain_text("Sooner. Children see")


@pytest.mark.browser
def test_a_plan_is_edited_submitted_and_voted_on_without_javascript(people: People) -> None:
    director, clerk, *members = (
        people.page(email, size=TELEPHONE, javascript=False)
        for email in ("director@afc.example", "clerk@afc.example", *ONE_OF_EACH_COUNCIL)
    )
    director.goto(f"{PLAN}?section=D")
    director.get_by_role("link", name="Edit KIN-01 in place").click()
    director.get_by_role("textbox", name="Title").fill("One way of working")
    director.get_by_role("button", name="Save").click()
    expect(director.get_by_role("link", name="One way of working")).to_be_visible()
    matter = test_journey.freeze_and_submit(director)
    test_journey.settle_the_citation(clerk, matter)
    open_the_first_vote(clerk, matter, "Olusanya", "Iyer", "Ravenhall")
    for member in members:
        member.goto(f"{matter}/vote/a")
        member.get_by_role("button", name="For", exact=True).click()
        expect(member.get_by_text("You voted for.")).to_be_visible()
    clerk.get_by_role("link", name="Refresh").click()
    clerk.get_by_role("button", name="Close the vote on (a)").click()
    clerk.goto(matter)
    expect(clerk.locator("#recommendation-a")).to_contain_text("Carried: all three")


@pytest.mark.browser
def test_the_next_theme_is_one_tap_away_on_a_telephone(readers: People) -> None:
    page = readers.page("director@afc.example", size=TELEPHONE)
    page.goto(f"{PLAN}compare#row-3")
    page.locator("#row-3").get_by_role("link", name="Next: ").click()
    expect(page.locator("#row-4 th")).to_be_in_viewport()
    page.mouse.wheel(0, 150)
    # The theme stays on top of the window while its councils pass.
    for _ in range(MOST_LOOKS):
        box = page.locator("#row-4 th").bounding_box()
        if box and box["y"] == 0:
            return
        page.wait_for_timeout(100)
    pytest.fail("The theme does not stand on top of the window.")


@pytest.mark.browser
@pytest.mark.parametrize("path", [PLAN, f"{PLAN}compare", f"{PLAN}priorities/KIN-03"])
def test_a_page_prints_its_words_and_tables_and_no_controls(readers: People, path: str) -> None:
    page = readers.page("director@afc.example", size=PAPER)
    page.goto(path)
    page.emulate_media(media="print")
    assert sideways(page) == 0
    shapes = page.locator("main table").evaluate_all(
        "all => all.map(t => getComputedStyle(t).display)"
    )
    assert set(shapes) <= {"table"}, "a table is stacked as on a telephone"
    for control in page.locator("button, .button, nav, input").all():
        assert not control.is_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        words = page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()")
        if words == name:
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {name!r}")


def open_the_first_vote(clerk: Page, matter: str, *names: str) -> None:
    """Mark these members as present, open the sitting and the vote on (a)."""
    clerk.goto(f"{matter}/sitting")
    for name in names:
        clerk.get_by_role("checkbox", name=name).check()
    clerk.get_by_role("button", name="Save who is here").click()
    clerk.get_by_role("button", name="Open the sitting").click()
    clerk.get_by_role("button", name="Open the vote on (a)").click()
