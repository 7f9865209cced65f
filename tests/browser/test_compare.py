"""The comparison and derivations as people meet them: by keyboard, narrow, unscripted, on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from portal.bench import stage
from portal.web.database import db
from tests.browser import portal
from tests.browser.portal import (
    DESK,
    NARROWEST,
    TELEPHONE,
    People,
    axe_violations,
    settled,
    sideways,
)
from tests.browser.test_hands import tab_to
from tests.browser.test_journey import PLAN
from tests.factories import house

COMPARE = f"{PLAN}compare"
KINGSTON = f"{PLAN}priorities/KIN-07"
RICHMOND = f"{PLAN}priorities/RIC-07"
DIRECTOR = "director@afc.example"
TWELVE = f"{stage.LARGE_PLAN}compare"
COLUMNS = 13
"""The company's and twelve councils'."""


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[People]:
    """A company of twelve councils, to look at."""
    database = house.sqlite(tmp_path_factory.mktemp("twelve") / "portal.sqlite3")
    house.prepare(database, _build_twelve)
    with portal.serving(database) as address:
        crowd = People(chromium, address, [])
        yield crowd
        crowd.close()


def _build_twelve(app: Flask) -> None:
    portal.build_demonstration(app)
    with app.app_context():
        stage.add_large_company(db.session(), stage.Scale(councils=12, priorities=4))
        db.session().commit()
        db.session.remove()


def change_the_source(page: Page) -> None:
    """Kingston's wording, from which Richmond's derives, is saved anew."""
    page.goto(f"{KINGSTON}/edit")
    box = page.get_by_role("textbox", name="Wording")
    box.fill(box.input_value().replace("worth having", "worth keeping"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()


@pytest.mark.browser
def test_a_changed_source_is_found_and_kept_with_the_keyboard_alone(people: People) -> None:
    page = people.page(DIRECTOR)
    change_the_source(page)
    page.goto("/afc/")
    tab_to(page, "See what changed")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("RIC-07#derivation$"))
    expect(page.get_by_role("heading", name="Source changed")).to_be_visible()
    assert axe_violations(page) == []
    tab_to(page, "Keep our words")
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_have_text(
        "Kept as it stands. The source’s new words have been seen."
    )
    settled(page)
    expect(page.get_by_role("heading", name="Source changed")).to_have_count(0)
    page.goto(COMPARE)
    expect(page.get_by_text("Source changed")).to_have_count(1)  # Windsor and Maidenhead's alone


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_new_words_are_taken_over_with_and_without_javascript(
    people: People, javascript: bool
) -> None:
    page = people.page(DIRECTOR, javascript=javascript, size=NARROWEST)
    change_the_source(page)
    page.goto(RICHMOND)
    expect(page.locator("#derivation ins")).to_have_text("added: keeping.")
    expect(page.locator("#derivation")).to_contain_text("Kingston’s draft is not open to")
    assert sideways(page) == 0
    page.get_by_role("button", name="Take the new words over and show them").click()
    expect(page.locator("#part-words .passage")).to_contain_text("worth keeping.")
    expect(page.get_by_role("heading", name="Source changed")).to_have_count(0)


@pytest.mark.browser
def test_words_are_adapted_beside_the_sources(people: People) -> None:
    page = people.page(DIRECTOR)
    change_the_source(page)
    page.goto(RICHMOND)
    page.get_by_role("link", name="Adapt ours").click()
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert axe_violations(page) == []
        assert sideways(page) == 0
    page.get_by_role("textbox", name="Wording").fill("Our own way to work.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-words .passage")).to_have_text("Our own way to work.")
    expect(page.locator("#derivation")).to_contain_text("Adapted from KIN-07")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(COMPARE)
    row = page.get_by_role("row").filter(has_text="Our own way to work.")
    expect(row.get_by_role("link", name="KIN-07")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST])
def test_a_new_priority_is_derived_from_a_page_without_faults(
    people: People, size: tuple[int, int]
) -> None:
    page = people.page(DIRECTOR, size=size)
    page.goto(f"{PLAN}priorities/C-01")
    page.get_by_role("link", name="Derive a priority for Kingston").click()
    assert axe_violations(page) == []
    assert sideways(page) == 0
    page.get_by_role("button", name="Derive it").click()
    page.wait_for_url(re.compile("KIN-11$"))
    expect(page.locator("#derivation")).to_contain_text("The same wording as C-01")


@pytest.mark.browser
def test_each_cell_is_told_with_its_theme_and_its_councils(readers: People) -> None:
    page = readers.page(DIRECTOR)
    page.goto(COMPARE)
    tree = page.locator("table.matrix").aria_snapshot()
    assert '- columnheader "Kingston 10 priorities"' in tree
    assert re.search(r'- rowheader "\d+ of \d+ .*Special educational needs', tree) or (
        '- rowheader "Theme' in tree
    )
    lost = page.evaluate(
        """() => [...document.querySelectorAll('.matrix td[headers]')].filter((cell) => {
          const heads = cell.headers.trim().split(/\\s+/).map((id) => document.getElementById(id));
          const columns = heads.filter((head) => head && head.scope === 'col').length;
          const rows = heads.filter((head) => head && head.scope === 'row').length;
          const whole = cell.rowSpan > 1 || rows === 1;
          return heads.includes(null) || columns !== cell.colSpan || !whole;
        }).length"""
    )
    assert lost == 0
    assert page.locator(".matrix td[headers]").count() > 20


@pytest.mark.browser
def test_a_telephone_shows_one_theme_at_a_time_without_javascript(readers: People) -> None:
    page = readers.page(DIRECTOR, size=TELEPHONE, javascript=False)
    page.goto(COMPARE)
    rows = page.locator(".matrix tbody tr:visible")
    expect(rows).to_have_count(1)
    first = rows.locator("th").inner_text()
    assert "Theme 1 of " in first
    rows.locator(".matrix__next a").click()
    expect(rows).to_have_count(1)
    expect(rows.locator("th")).to_contain_text("Theme 2 of ")
    expect(rows.locator("th")).to_be_in_viewport()
    page.go_back()
    expect(rows.locator("th")).to_contain_text("Theme 1 of ")


@pytest.mark.browser
def test_a_column_that_is_not_shared_says_so_once(readers: People) -> None:
    page = readers.page("commissioner@kingston.example")
    page.goto(f"{COMPARE}?lens=all")
    expect(page.locator(".matrix__cell--unshared", has_text="Not shared with you")).to_have_count(2)
    assert page.locator(".matrix__cell--unshared").nth(0).get_attribute("rowspan") is not None


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, NARROWEST])
def test_twelve_councils_fit_a_page_without_faults(twelve: People, size: tuple[int, int]) -> None:
    page = twelve.page(stage.DIRECTOR, size=size)
    page.goto(TWELVE)
    assert axe_violations(page) == []
    assert sideways(page) == 0


@pytest.mark.browser
def test_many_columns_pass_by_keyboard_below_their_heads_and_beside_their_themes(
    twelve: People,
) -> None:
    page = twelve.page(stage.DIRECTOR)
    page.goto(TWELVE)
    window = page.get_by_role("region", name=f"Priorities side by side, {COLUMNS} columns")
    window.focus()
    expect(window).to_be_focused()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    wait_until_scrolled(page)
    left, top = page.evaluate(
        """() => {
          const at = (e) => document.querySelector(e).getBoundingClientRect();
          const frame = at('.matrix-window');
          return [at('.matrix tbody th').left - frame.left, at('.matrix thead th').top - frame.top];
        }"""
    )
    assert abs(left) <= 1, "the themes have gone out of sight"
    assert abs(top) <= 1, "the councils' names have gone out of sight"


def wait_until_scrolled(page: Page) -> None:
    """Until the window of many columns has moved both ways: pages forbid Playwright's own wait."""
    for _ in range(50):
        moved = page.evaluate(
            "(at => at.scrollLeft > 200 && at.scrollTop > 100)"
            "(document.querySelector('.matrix-window'))"
        )
        if moved:
            return
        page.wait_for_timeout(100)
    raise AssertionError("The keyboard does not move the columns")


@pytest.mark.browser
@pytest.mark.parametrize("many", [True, False])
def test_no_column_is_cut_on_paper(
    twelve: People, readers: People, many: bool, tmp_path: Path
) -> None:
    page = (twelve if many else readers).page(DIRECTOR)
    page.goto(TWELVE if many else COMPARE)
    width = 1512 if many else 1016  # pixels between the margins of A3 and A4, on their long side
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    assert sideways(page) == 0
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.matrix th, .matrix td')]
          .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length"""
    )
    assert cut == 0
    for control in page.locator("main button, main .button, nav").all():
        assert not control.is_visible()
    printed = tmp_path / "compare.pdf"
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True)
    sizes = {tuple(map(round, map(float, box))) for box in _pages(printed.read_bytes())}
    assert sizes == ({(1191, 842)} if many else {(842, 595)})


def _pages(printed: bytes) -> list[tuple[str, str]]:
    """Width and height of each page, in points."""
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    return [(width.decode(), height.decode()) for width, height in found]


@pytest.mark.browser
def test_paper_says_which_words_are_missing(readers: People) -> None:
    page = readers.page()
    page.goto("/design")
    missing = page.locator(".matrix .missing span").first
    page.emulate_media(media="print")
    box = missing.bounding_box()
    assert box is not None
    assert box["width"] > 20
