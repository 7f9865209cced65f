"""Meetings in a real browser: at every width, by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways

HELD = "/afc/meetings/joint-committee-2019-06-24"
DRAFT = "/afc/meetings/joint-committee-2019-09-09"
CLERK = "clerk@afc.example"
TITLES = ".agenda__title"
CLERKS = (
    "items/add",
    "items/1",
    "items/1/withdraw",
    "order",
    "standing-items",
    "publish",
    "matters",
)


@pytest.mark.browser
def test_meetings_are_whole_at_every_width(readers: People) -> None:
    for size in (DESK, TELEPHONE, NARROWEST):
        public, clerk = readers.page(size=size), readers.page(CLERK, size=size)
        for page, paths in (
            (public, (HELD, "/afc/meetings/", "/afc/meetings/calendar?month=2019-09")),
            (clerk, (DRAFT, *(f"{DRAFT}/{each}" for each in CLERKS), "/afc/meetings/arrange")),
        ):
            for path in paths:
                page.goto(path)
                assert (path, axe_violations(page), sideways(page)) == (path, [], 0)


@pytest.mark.browser
def test_an_item_is_moved_by_keyboard_and_the_focus_stays(people: People) -> None:
    clerk = people.page(CLERK)
    clerk.goto(f"{DRAFT}/order")
    first = clerk.locator("tbody tr").first
    title = first.locator("th").inner_text()
    name = re.compile(f"Down *: {title}")
    first.get_by_role("button", name=name).focus()
    clerk.keyboard.press("Enter")
    expect(clerk.locator("tbody tr").nth(1).locator("th")).to_have_text(title)
    expect(clerk.get_by_role("button", name=name)).to_be_focused()
    clerk.goto(DRAFT)
    expect(clerk.locator(TITLES).nth(1)).to_have_text(title)


@pytest.mark.browser
def test_an_agenda_is_published_without_scripts(people: People) -> None:
    clerk, public = people.page(CLERK, javascript=False), people.page(javascript=False)
    public.goto(DRAFT)
    expect(public.locator(TITLES)).to_have_count(0)
    clerk.goto(DRAFT)
    expect(clerk.locator("main")).to_contain_text("Publish by Friday 30 August 2019")
    clerk.get_by_role("link", name="Publish agenda").click()
    expect(clerk.locator("h1")).to_have_text("Publish the agenda")
    clerk.get_by_role("button", name="Publish", exact=True).click()
    expect(clerk.locator("main")).to_contain_text("Published on Monday 24 June 2019, in time")
    public.goto(DRAFT)
    expect(public.locator(TITLES)).to_have_count(clerk.locator(TITLES).count())
