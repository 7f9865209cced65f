"""The plans' editor by people who have only a keyboard, a narrow telephone, or no scripts."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, settled, sideways
from tests.browser.test_hands import tab_to
from tests.browser.test_pages import listen

PLAN = "/afc/plans/business-plan-2019-2024/"
KIN = f"{PLAN}priorities/KIN-03"
KEPT = "Kept as you type, not saved yet"
DIRECTOR = "director@afc.example"
TYPED = {
    "Title": "Health close to home",
    "Wording": "Bring **health** services to where families are.",
    "Outcome": "Fewer journeys to hospital.",
    "Why: the evidence": "See https://www.kingston.gov.uk/health for the needs.",
    "April 2019 to March 2020": "Agree the places (by 30 September 2019)",
    "Lead posts": "Associate Director, Health",
    "Other organisations": "Your Healthcare; Kingston Hospital",
}


@pytest.mark.browser
def test_a_whole_priority_is_edited_with_the_keyboard_alone_kept_reloaded_and_saved(
    people: People,
) -> None:
    page = people.page(DIRECTOR, size=NARROWEST)
    troubles = listen(page)
    page.goto(f"{KIN}/edit")
    for label, words in TYPED.items():
        tab_to_box(page, label)
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
    expect(page.locator(".kept")).to_have_text(KEPT)
    page.reload()
    expect(page.get_by_role("heading", level=2)).to_have_text(
        re.compile(r"You have words from 24 June 2019, \d\d:\d\d that are not saved")
    )
    assert axe_violations(page) == []
    assert sideways(page) == 0
    tab_to(page, "Continue with them")
    page.keyboard.press("Enter")
    settled(page)
    for label, words in TYPED.items():
        expect(page.get_by_role("textbox", name=label, exact=True)).to_have_value(words)
    assert axe_violations(page) == []
    assert sideways(page) == 0
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Health close to home")
    article = page.locator("#article")
    for words in ("by 30 September 2019", "Kingston Hospital", "Fewer journeys to hospital."):
        expect(article).to_contain_text(words)
    expect(article.locator("strong").first).to_have_text("health")
    expect(article.get_by_role("link", name="https://www.kingston.gov.uk/health")).to_be_visible()
    expect(page.get_by_text("that are not saved")).to_have_count(0)
    assert troubles == []


@pytest.mark.browser
def test_words_are_kept_looked_at_and_saved_without_javascript(people: People) -> None:
    page = people.page(DIRECTOR, size=NARROWEST, javascript=False)
    page.goto(f"{KIN}/edit?part=why")
    page.get_by_label("Why: the evidence").fill("Many **families** say so.")
    page.get_by_role("button", name="Preview of Why: the evidence").click()
    expect(page.locator(".preview strong")).to_have_text("families")
    page.get_by_role("button", name="Keep for later").click()
    expect(page.get_by_text("Kept for you alone")).to_be_visible()
    expect(page.locator("#part-why")).not_to_contain_text("families")
    page.locator("#part-outcome").get_by_role("link", name="Edit").click()
    expect(page.get_by_text("Many **families** say so.")).to_be_visible()
    assert sideways(page) == 0
    page.get_by_role("button", name="Continue with them").click()
    expect(page.get_by_label("Why: the evidence")).to_have_value("Many **families** say so.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#part-why strong")).to_have_text("families")


@pytest.mark.browser
def test_keeping_words_moves_nothing_and_is_said_once(people: People) -> None:
    page = people.page(DIRECTOR)
    page.goto(KIN)
    page.locator("#part-outcome a").click()
    box = page.get_by_role("textbox", name="Outcome")
    expect(box).to_be_focused()
    page.evaluate(
        "window.said = []; new MutationObserver(all => all.forEach(one => one.addedNodes.forEach("
        "node => node.textContent.trim() && window.said.push(node.textContent.trim()))))"
        ".observe(document.querySelector('.kept'), {childList: true});"
    )
    for words in ("One. ", "Two. ", "Three. "):
        with page.expect_response(re.compile("/scratch")):
            page.keyboard.type(words)
        expect(box).to_be_focused()
    expect(page.locator(".kept")).to_have_text(KEPT)
    assert page.evaluate("window.said") == [KEPT]
    expect(page.locator("#announcer")).not_to_have_text(re.compile("Kept|Updated"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "you are signed out"), (500, "could not be reached"), (0, "could not be reached")],
)
def test_words_that_cannot_be_kept_are_said_quietly_and_stay(
    people: People, status: int, said: str
) -> None:
    page = people.page(DIRECTOR)

    def refuse(route: Route) -> None:
        if status:
            route.fulfill(status=status, body="<p>No</p>", headers={"HX-Retarget": "#problem"})
        else:
            route.abort()

    page.route(re.compile("/scratch$"), refuse)
    page.goto(f"{KIN}/edit")
    box = page.get_by_role("textbox", name="Outcome")
    box.fill("Typed words")
    expect(page.locator(".kept")).to_contain_text(said)
    expect(box).to_be_focused()
    expect(box).to_have_value("Typed words")
    expect(page.locator("#problem")).to_be_empty()
    page.unroute(re.compile("/scratch$"))
    page.keyboard.type(" and more")
    expect(page.locator(".kept")).to_have_text(KEPT)


@pytest.mark.browser
def test_a_preview_opens_under_its_box_and_enter_in_a_line_saves(people: People) -> None:
    page = people.page(DIRECTOR)
    page.goto(f"{KIN}/edit?part=words")
    page.get_by_label("Wording").fill("Some **strong** words")
    page.get_by_role("button", name="Preview of Wording").click()
    expect(page.locator(".preview strong")).to_have_text("strong")
    expect(page.locator("#announcer")).to_have_text("Preview: as it will be shown.")
    page.get_by_text("How to format").click()
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert axe_violations(page) == []
        assert sideways(page) == 0
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert page.url.endswith(KIN)
    expect(page.locator("#part-words strong")).to_have_text("strong")


def tab_to_box(page: Page, label: str) -> None:
    """Press Tab until the box of this label has the focus."""
    for _ in range(60):
        named = page.evaluate(
            "document.activeElement.labels ? [...document.activeElement.labels]"
            ".map(label => label.textContent.trim()).join() : ''"
        )
        if named == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No tab leads to {label!r}")
