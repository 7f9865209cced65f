"""A plan is begun and its items put in order: by keyboard, on a narrow screen, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, settled, sideways
from tests.browser.test_hands import tab_to
from tests.browser.test_journey import PLAN

ARRANGE = f"{PLAN}sections/D/arrange"
DIRECTOR = "director@afc.example"
PAGES = (
    "/afc/plans/",
    "/afc/plans/new",
    f"{PLAN}cover",
    f"{PLAN}sections/",
    f"{PLAN}sections/new",
    f"{PLAN}sections/D/heading",
    f"{PLAN}sections/D/add",
    ARRANGE,
)
HANDS = [
    pytest.param(DESK, True, id="desk"),
    pytest.param(NARROWEST, True, id="narrow"),
    pytest.param(NARROWEST, False, id="without-scripts"),
]


def order(page: Page) -> list[str]:
    """The references in the order of the page."""
    refs = page.locator("[data-ref]").evaluate_all("all => all.map(row => row.dataset.ref)")
    return list(refs)


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_frame_is_accessible_at_every_width(readers: People, path: str) -> None:
    page = readers.page(DIRECTOR)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(path)
        assert axe_violations(page) == []
        assert sideways(page) == 0, f"{path} is wider than {size[0]} px"


@pytest.mark.browser
@pytest.mark.parametrize(("size", "javascript"), HANDS)
def test_items_are_put_in_order_with_the_keyboard_alone(
    people: People, size: tuple[int, int], javascript: bool
) -> None:
    page = people.page(DIRECTOR, size=size, javascript=javascript)
    page.goto(ARRANGE)
    assert order(page)[:3] == ["KIN-01", "KIN-02", "KIN-03"]
    tab_to(page, "↓ Down: KIN-01")
    for place in (1, 2):
        page.keyboard.press("Enter")
        expect(page.locator("[data-ref]").nth(place)).to_have_attribute("data-ref", "KIN-01")
        settled(page)
        # The focus is still on the same button, so that the next press goes on.
        expect(page.locator("#down-KIN-01")).to_be_focused()
    assert order(page)[:3] == ["KIN-02", "KIN-03", "KIN-01"]
    assert sideways(page) == 0
    page.goto(PLAN)
    refs = page.locator("table.priorities tr[id^=KIN]").evaluate_all("all => all.map(r => r.id)")
    assert refs[:3] == ["KIN-02", "KIN-03", "KIN-01"]


@pytest.mark.browser
@pytest.mark.parametrize(("size", "javascript"), HANDS)
def test_a_plan_is_begun_and_written_with_the_keyboard_alone(
    people: People, size: tuple[int, int], javascript: bool
) -> None:
    page = people.page(DIRECTOR, size=size, javascript=javascript)
    page.goto("/afc/plans/")
    page.get_by_role("link", name="New plan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New plan")).to_be_visible()
    page.get_by_role("textbox", name="Title").focus()
    page.keyboard.type("Improvement plan 2020")
    page.get_by_role("radio", name="An improvement plan by domain").focus()
    page.keyboard.press("Space")
    page.get_by_role("textbox", name="Domains or focus areas").focus()
    page.keyboard.type("Help and protection")
    page.keyboard.press("Enter")
    page.keyboard.type("Leadership")
    tab_to(page, "Begin the plan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Improvement plan 2020")
    for domain in ("Help and protection", "Leadership"):
        expect(page.get_by_role("heading", name=domain)).to_be_visible()
    add_an_action(page, javascript)
    # axe-core is a script itself.
    assert not javascript or axe_violations(page) == []
    assert sideways(page) == 0


def add_an_action(page: Page, javascript: bool) -> None:
    """Write an action at the end of section D, with the keyboard alone."""
    tab_to(page, "Add an action to D Actions")
    page.keyboard.press("Enter")
    what = page.get_by_role("textbox", name="What", exact=True)
    if javascript:
        # In place, the first field takes the focus by itself.
        expect(what).to_be_focused()
    what.focus()
    page.keyboard.type("See every child alone")
    page.get_by_role("textbox", name="When").focus()
    page.keyboard.type("31/02/2020")
    tab_to(page, "Add")
    page.keyboard.press("Enter")
    row = page.locator("#C-A01")
    expect(row).to_contain_text("See every child alone")
    expect(row).to_contain_text("31/02/2020")


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_taken_out_is_put_back(people: People, javascript: bool) -> None:
    page = people.page(DIRECTOR, javascript=javascript)
    page.goto(ARRANGE)
    page.locator("button", has_text="Take out: KIN-02").click()
    back = page.locator("button", has_text="Put back: KIN-02")
    expect(back).to_be_visible()
    assert "KIN-02" not in order(page)
    back.click()
    expect(page.locator("[data-ref]").nth(1)).to_have_attribute("data-ref", "KIN-02")


@pytest.mark.browser
def test_two_orders_at_once_are_both_shown_and_mine_can_be_used(people: People) -> None:
    mine, theirs = people.page(DIRECTOR), people.page("editor@kingston.example")
    for page in (mine, theirs):
        page.goto(ARRANGE)
    theirs.locator("button", has_text="Down: KIN-09").click()
    expect(theirs.locator("[data-ref]").nth(9)).to_have_attribute("data-ref", "KIN-09")
    mine.locator("button", has_text="Down: KIN-01").click()
    expect(mine.get_by_role("heading", name="Somebody changed this section")).to_be_visible()
    assert axe_violations(mine) == []
    mine.get_by_role("button", name="Use my order").click()
    expect(mine.locator("[data-ref]").first).to_have_attribute("data-ref", "KIN-02")
