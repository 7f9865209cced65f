"""Versions with a keyboard alone, without scripts, at the narrowest width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import portal, versions
from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways
from tests.browser.test_hands import tab_to
from tests.browser.test_journey import PLAN
from tests.factories.house import Database

pytestmark = pytest.mark.browser
DIRECTOR = "director@afc.example"


@pytest.fixture
def crowd(chromium: Browser, demonstration: Database) -> Iterator[People]:
    """The people of a demonstration whose business plan has versions."""
    versions.prepare(demonstration)
    with portal.serving(demonstration) as address:
        people = People(chromium, address, [])
        yield people
        people.close()


def test_two_texts_are_compared_with_the_keyboard_alone(crowd: People) -> None:
    page = crowd.page(DIRECTOR)
    page.goto(f"{PLAN}versions/2/")
    tab_to(page, "Compare it with another text")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
    page.get_by_label("Compare version 2 with").focus()
    page.keyboard.press("ArrowUp")
    tab_to(page, "Compare")
    page.keyboard.press("Enter")
    expect(page.locator(".facts").first).to_have_text("From version 2 to version 1")
    expect(page.locator("main")).to_contain_text("1 reworded.")


def test_a_plan_is_rolled_forward_with_the_keyboard_alone(crowd: People) -> None:
    page = crowd.page(DIRECTOR)
    page.goto(f"{PLAN}refresh")
    page.get_by_role("radio", name="This plan, a year on").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="A new plan that follows this one")).to_be_checked()
    tab_to(page, "Roll the plan forward")
    page.keyboard.press("Enter")
    page.wait_for_url("**/business-plan-2020-to-2025/", timeout=60_000)
    expect(page.locator("main")).to_contain_text("Rolled forward from version 2")


def test_comparing_rolling_and_reopening_work_without_javascript(crowd: People) -> None:
    page = crowd.page(DIRECTOR, size=NARROWEST, javascript=False)
    page.goto(f"{PLAN}versions/2/changes")
    page.get_by_label("Compare version 2 with").select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".facts").first).to_have_text("From version 2 to version 1")
    page.goto(f"{PLAN}priorities/KIN-02/edit")
    expect(page.locator("main")).to_contain_text("needs approval again; version 2 stays in force.")
    page.get_by_role("textbox", name="Title").fill("Quality, everywhere")
    page.get_by_role("radio", name="A minor amendment").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why it is a minor amendment.")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Quality, everywhere")
    page.get_by_label("If it is minor: under which delegation?").fill("Scheme, 4.2")
    page.get_by_label("If it is minor: why?").fill("A misprint")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("minor amendment under Scheme, 4.2: A misprint")
    page.goto(f"{PLAN}refresh")
    page.get_by_role("button", name="Roll the plan forward").click()
    expect(page.locator("main")).to_contain_text("Version 2 is rolled forward.")


def test_the_plan_as_at_a_date_is_asked_for_in_three_boxes(crowd: People) -> None:
    page = crowd.page(size=NARROWEST, javascript=False)
    page.goto(f"{PLAN}as-at")
    page.get_by_label("Day", exact=True).fill("23")
    page.get_by_role("button", name="Show that day").click()
    expect(page.locator("main")).to_contain_text("No plan was in force on 23 June 2019.")


def test_no_page_of_versions_has_an_accessibility_fault(crowd: People) -> None:
    page = crowd.page(DIRECTOR)
    for path in (
        "versions/",
        "versions/2/",
        "versions/1/changes?to=2",
        "versions/2/changes?to=draft",
        "as-at",
        "as-at?on=2019-02-31",
        "refresh",
        "priorities/KIN-02/edit",
    ):
        for size in (DESK, NARROWEST):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(PLAN + path)
            assert axe_violations(page) == [], path
            assert sideways(page) == 0, path
