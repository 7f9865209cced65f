"""A manager updates her actions from top to bottom with the keyboard; and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import (
    DESK,
    NARROWEST,
    PASSWORD,
    TELEPHONE,
    People,
    axe_violations,
    settled,
    sideways,
)

LEAD = "service-lead@tfc.example"
SLUG = "improvement-plan-2020-2021"
LIST = f"/tfc/actions/?plan={SLUG}"
ACTION = f"/tfc/actions/{SLUG}/HP-11"


@pytest.mark.browser
def test_a_service_lead_updates_ten_actions_in_three_keystrokes_each(people: People) -> None:
    page = people.page(LEAD)
    page.goto(f"{LIST}&domain=D")
    rows = page.locator("tr.action")
    row_ids = rows.evaluate_all("all => all.slice(0, 11).map(row => row.id)")
    page.locator(f"#{row_ids[0]} a.action__update").focus()
    for number, row_id in enumerate(row_ids[:10]):
        before = page.locator(f"#{row_id} .mark").inner_text()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{row_id} input:checked")).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator(f"#{row_ids[number + 1]} a.action__update")).to_be_focused()
        settled(page)
        row = page.locator(f"#{row_id}")
        expect(row.locator(".facts").last).to_contain_text("Edmund Carrowmore, 12 October 2020")
        expect(row.locator(".mark")).not_to_have_text(before)
    expect(page.locator("#announcer")).to_contain_text("Saved. LD-10")


@pytest.mark.browser
def test_a_note_and_a_new_date_are_told_by_keyboard(people: People) -> None:
    page = people.page(LEAD)
    page.goto(f"{LIST}&domain=B")
    row = page.locator("tr.action", has_text="HP-11")
    row_id = row.get_attribute("id")
    first = page.locator("tr.action a.action__update").first
    first.focus()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{row_id} a.action__update")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{row_id} input:checked")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Two more teams are coached.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("31/02/2021")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#{row_id} .govuk-error-summary")).to_be_focused()
    date = page.locator(f"#{row_id}").get_by_label("New date")
    expect(date).to_have_value("31/02/2021")
    date.fill("31 March 2021")
    page.keyboard.press("Tab")
    page.keyboard.type("The improvement board")
    page.keyboard.press("Control+s")
    saved = page.locator(f"#{row_id}")
    expect(saved).to_contain_text("31 March 2021")
    expect(saved).to_contain_text("First: 01/06/2020")
    expect(saved).not_to_contain_text("Its date says")


@pytest.mark.browser
def test_escape_leaves_the_row_as_it_was(people: People) -> None:
    page = people.page(LEAD)
    page.goto(LIST)
    link = page.locator("tr.action a.action__update").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".action--open input:checked")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".action--open")).to_have_count(0)
    expect(page.locator("tr.action a.action__update").first).to_be_focused()


@pytest.mark.browser
def test_without_javascript_an_action_is_updated_on_a_page_of_its_own(people: People) -> None:
    page = people.page(LEAD, size=TELEPHONE, javascript=False)
    page.goto(f"{LIST}&domain=D")
    page.get_by_role("link", name="Update LD-12").click()
    page.get_by_label("Not on target").check()
    page.get_by_label("What happened").fill("The case is with the board.")
    page.get_by_role("button", name="Save and go to LD-13").click()
    expect(page.get_by_text("LD-12 is saved: Not on target.")).to_be_visible()
    assert page.url.partition("#")[2].startswith("action-")
    expect(page.locator("tr.action", has_text="LD-12")).to_contain_text(
        "The case is with the board"
    )


@pytest.mark.browser
def test_a_link_from_a_letter_leads_through_the_sign_in_to_the_action(people: People) -> None:
    page = people.page()
    page.goto(ACTION)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_role("textbox", name="Email address").fill(LEAD)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Better assessments")).to_be_visible()
    assert page.url.endswith(ACTION)


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST])
@pytest.mark.parametrize(
    ("email", "path"),
    [
        (LEAD, LIST),
        ("director@afc.example", "/afc/actions/?show=differs"),
        (None, "/tfc/actions/"),
        (LEAD, ACTION),
        (LEAD, f"{ACTION}/update"),
    ],
)
def test_the_pages_are_accessible_and_fit_their_window(
    readers: People, email: str | None, path: str, size: tuple[int, int]
) -> None:
    page = readers.page(email, size=size)
    page.goto(path)
    assert axe_violations(page) == []
    assert sideways(page) == 0


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST])
def test_an_open_row_is_accessible_and_fits(readers: People, size: tuple[int, int]) -> None:
    page = readers.page(LEAD, size=size)
    page.goto(LIST)
    open_first(page)
    page.locator("details.printed-totals summary").click()
    assert axe_violations(page) == []
    assert sideways(page) == 0


def open_first(page: Page) -> None:
    """Open the first row for updating."""
    page.locator("tr.action a.action__update").first.click()
    expect(page.locator(".action--open")).to_be_visible()
    settled(page)
