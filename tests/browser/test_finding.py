"""Finding, and asking for e-mails, in a browser: at every width, without scripts, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways

DIRECTOR = "director@afc.example"
PAGES = (
    (DIRECTOR, "/afc/search?q=children"),
    (DIRECTOR, "/afc/search?q=children&kind=priorities&page=2"),
    (None, "/afc/search?q=committee"),
    (None, "/afc/search?q=gooseberries"),
    (None, "/afc/search"),
    (None, "/afc/notices/"),
    (None, "/afc/notices/confirm?key=x"),
    (DIRECTOR, "/afc/notices/mine"),
    (None, "/forgotten"),
    (None, "/welcome/x"),
)


@pytest.mark.browser
@pytest.mark.parametrize(("email", "path"), PAGES)
def test_a_page_is_accessible_at_every_width(readers: People, email: str | None, path: str) -> None:
    page = readers.page(email)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(path)
        assert axe_violations(page) == []
        assert sideways(page) == 0, f"{path} is wider than {size[0]} px"


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_finds_a_page_and_narrows_it_to_a_kind(
    readers: People, *, javascript: bool
) -> None:
    page = readers.page(DIRECTOR, javascript=javascript)
    page.goto("/afc/")
    if javascript:
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox").first).to_be_focused()
    page.locator("#search").fill("children")
    page.locator("#search").press("Enter")
    expect(page.get_by_role("heading", name="Search", exact=True)).to_be_visible()
    page.get_by_role("link", name="Priorities,").click()
    expect(page.get_by_role("heading", name="Priorities")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()


@pytest.mark.browser
def test_somebody_asks_for_emails_without_an_account(people: People) -> None:
    page = people.page(javascript=False, size=NARROWEST)
    page.goto("/afc/notices/")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one.")
    page.get_by_label("Decisions").check()
    page.get_by_label("Your email address").fill("dora@example.org")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
