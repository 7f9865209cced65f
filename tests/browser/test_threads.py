"""Milestones marked as done and the golden thread walked, by keyboard and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways
from tests.browser.test_hands import PAPER, tab_to
from tests.browser.test_journey import PLAN

PRIORITY = f"{PLAN}priorities/KIN-03"
MILESTONE = "Map health services in Kingston and their contracts"
DIRECTOR = "director@afc.example"


@pytest.mark.browser
def test_a_milestone_is_marked_as_done_with_the_keyboard_alone_at_320_pixels(
    people: People,
) -> None:
    page = people.page("editor@kingston.example", size=NARROWEST)
    page.goto(PRIORITY)
    tab_to(page, f"Mark as done: {MILESTONE}")
    page.keyboard.press("Enter")
    block = page.locator("#milestone-2019-1")
    expect(block.get_by_label("Day")).to_be_focused()
    assert axe_violations(page) == []
    assert sideways(page) == 0
    day = block.get_by_label("Day")
    day.fill("31")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(block).to_contain_text(
        "31 6 2019 is not a day that exists. Enter day, month and year, such as 24 6 2019."
    )
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert axe_violations(page) == []
    day.fill("3")
    page.keyboard.press("Enter")
    expect(block).to_contain_text("Done on 3 June 2019")
    expect(block.get_by_role("link", name="Correct")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Recorded. Done on 3 June 2019")
    assert axe_violations(page) == []
    assert sideways(page) == 0


@pytest.mark.browser
def test_a_milestone_is_marked_and_corrected_without_javascript(people: People) -> None:
    page = people.page("editor@kingston.example", size=NARROWEST, javascript=False)
    page.goto(PRIORITY)
    page.get_by_role("link", name=re.compile(f"^Mark as done ?: {MILESTONE}")).click()
    page.get_by_role("textbox", name="Note").fill("Nine contracts, **four** with one provider.")
    page.get_by_role("button", name="Mark as done").click()
    block = page.locator("#milestone-2019-1")
    expect(block).to_contain_text("Done on 24 June 2019")
    expect(block).to_contain_text("Nine contracts, four with one provider.")
    block.get_by_role("link", name=re.compile("^Correct")).click()
    page.get_by_role("button", name="It is not done").click()
    expect(block).to_contain_text("Due this plan year")
    expect(block.locator("summary")).to_contain_text("2 records")


@pytest.mark.browser
def test_going_back_without_saving_puts_the_milestone_back(people: People) -> None:
    page = people.page("editor@kingston.example")
    page.goto(PRIORITY)
    block = page.locator("#milestone-2019-1")
    link = block.get_by_role("link", name=re.compile("^Mark as done"))
    link.click()
    block.get_by_role("link", name="Back without saving").click()
    expect(link).to_be_focused()


@pytest.mark.browser
def test_what_is_done_is_seen_in_the_plan_and_on_one_page(people: People) -> None:
    page = people.page(DIRECTOR)
    page.goto(f"{PLAN}?section=D")
    late = page.locator("#KIN-02 .strip__cell").first
    expect(late).to_contain_text("1 late")
    page.goto(f"{PLAN}overview")
    expect(page.get_by_role("cell", name=re.compile("KIN-02 1 late"))).to_be_visible()
    page.goto(f"{PLAN}progress?lens=all")
    page.get_by_role("link", name="Late, 2").click()
    page.get_by_role("link", name="Adopt one audit form for front-line work").click()
    expect(page.locator("#milestone-2019-1")).to_contain_text("Late: it was due by 31 May 2019")


@pytest.mark.browser
def test_the_thread_is_walked_both_ways_with_the_keyboard_alone(people: People) -> None:
    page = people.page(DIRECTOR)
    tie(page, "KIN-01", "KIN-03")
    page.goto(f"{PLAN}thread/KIN-03")
    follow(page, "KIN-01 One way of practising", "Golden thread of KIN-01")
    expect(page.locator("main")).to_contain_text("What carries it")
    follow(page, "KIN-03 Health services that join up", "Golden thread of KIN-03")
    assert page.get_by_role("img", name="Golden thread of KIN-03").is_visible()


def tie(page: Page, upper: str, lower: str) -> None:
    """Say in the form that one priority serves another."""
    page.goto(f"{PLAN}priorities/{lower}/edit")
    page.get_by_label("Serves").fill(upper)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.", exact=True).first.wait_for()


def follow(page: Page, link: str, heading: str) -> None:
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("email", "path"),
    [
        (DIRECTOR, "progress?lens=all"),
        (DIRECTOR, "progress?state=late"),
        ("commissioner@kingston.example", "progress?lens=all"),
        (DIRECTOR, "overview"),
        ("commissioner@kingston.example", "overview"),
        (DIRECTOR, "thread?lens=all"),
        (DIRECTOR, "thread/KIN-01"),
        (DIRECTOR, "loose-ends"),
        (DIRECTOR, "priorities/KIN-01/progress?milestone=2019-1"),
    ],
)
def test_a_page_of_progress_or_thread_is_accessible_and_fits_every_window(
    readers: People, email: str, path: str
) -> None:
    page = readers.page(email)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        answer = page.goto(PLAN + path)
        assert answer is not None
        assert answer.status == 200
        assert axe_violations(page) == []
        assert sideways(page) == 0


@pytest.mark.browser
def test_the_plan_on_one_page_prints_on_one_sheet(readers: People) -> None:
    page = readers.page(DIRECTOR)
    page.goto(f"{PLAN}overview")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1


@pytest.mark.browser
@pytest.mark.parametrize("path", ["progress?lens=all", "thread/KIN-01", "overview"])
def test_a_page_of_progress_or_thread_prints_without_controls(readers: People, path: str) -> None:
    page = readers.page(DIRECTOR, size=PAPER)
    page.goto(PLAN + path)
    page.emulate_media(media="print")
    assert sideways(page) == 0
    for control in page.locator("button, .button, nav, input").all():
        assert not control.is_visible()
