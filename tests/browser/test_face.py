"""The public face in a browser: without an account, at every width, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways

PATHS = (
    "/afc/",
    "/tfc/",
    "/afc/councils/",
    "/afc/bodies/",
    "/afc/bodies/joint-committee/",
    "/afc/bodies/windsor-and-maidenhead-cabinet/",
    "/afc/people/",
    "/afc/open-data/",
)


@pytest.mark.browser
def test_the_public_pages_are_accessible_at_every_width(readers: People) -> None:
    page = readers.page()
    for path in PATHS:
        for size in (DESK, TELEPHONE, NARROWEST):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(path)
            assert axe_violations(page) == [], path
            assert sideways(page) == 0, f"{path} is wider than {size[0]} px"


@pytest.mark.browser
def test_a_resident_finds_who_decides_without_scripts(readers: People) -> None:
    page = readers.page(size=NARROWEST, javascript=False)
    page.goto("/afc/")
    page.get_by_role("link", name="Bodies and their members").click()
    expect(page.get_by_role("heading", level=1, name="Bodies")).to_be_visible()
    page.get_by_role("link", name="Joint committee", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Joint committee")).to_be_visible()
    expect(page.get_by_role("link", name="Councillor Harriet Olusanya")).to_be_visible()
    expect(page.get_by_text("Three members have to be there, at least one of each")).to_be_visible()
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Its meetings as a calendar").click()
    assert calendar.value.suggested_filename.endswith(".ics")
