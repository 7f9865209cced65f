"""Reports in Chromium: read by everybody, worked on by whoever is named, at every width."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways
from tests.documents import samples

pytestmark = pytest.mark.browser

REPORTS = "/afc/reports/"
ITEM_7 = "Business plan 2019 to 2024: framework and priorities"
LEASE = "Lease of 14 Almond Road: the offer, and how far it may be raised"
WRITER = "director-2@afc.example"


def opened(page: Page, title: str) -> Page:
    """The report of this title, from the list."""
    page.goto(REPORTS)
    with page.expect_navigation():
        page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page


@pytest.mark.parametrize(("email", "title"), [(None, ITEM_7), (WRITER, LEASE)])
def test_a_report_keeps_to_the_rules_of_accessibility_at_every_width(
    readers: People, email: str | None, title: str
) -> None:
    page = opened(readers.page(email), title)
    for width, height in (DESK, NARROWEST):
        page.set_viewport_size({"width": width, "height": height})
        assert axe_violations(page) == []
        assert sideways(page) == 0


def test_both_wordings_of_recommendation_c_stand_side_by_side(readers: People) -> None:
    page = opened(readers.page(None), ITEM_7)
    pair = page.get_by_role("group", name="Recommendation (c)")
    expect(pair.locator("mark").first).to_be_visible()
    expect(pair).to_contain_text("Reserved Matter 9")
    expect(pair).to_contain_text("Reserved Matter 13")


def test_a_writer_attaches_a_file_and_a_damaged_one_is_refused_beside_its_box(
    people: People, tmp_path: Path
) -> None:
    sound, damaged = tmp_path / "Plan of the house.pdf", tmp_path / "Damaged.pdf"
    sound.write_bytes(samples.PDF)
    damaged.write_bytes(samples.PDF[:60])
    page = opened(people.page(WRITER), LEASE)
    for file in (damaged, sound):
        with page.expect_navigation():
            page.get_by_role("link", name="Attach a file").click()
        page.get_by_label("File", exact=True).set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Attach a file").click()
        if file is damaged:
            expect(page.get_by_role("alert")).to_contain_text("is damaged: it cannot be opened")
            with page.expect_navigation():
                page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_role("link", name="Plan of the house.pdf")).to_be_visible()
    expect(page.get_by_role("link", name="Damaged.pdf")).to_have_count(0)
