"""The register in a browser: read at every width, changed by its clerk, asked by a director."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways

AT = "/afc/reserved-matters"
CLERK, DIRECTOR = "clerk@afc.example", "director@afc.example"
PAGES = (
    (None, f"{AT}/"),
    (None, f"{AT}/20"),
    (None, f"{AT}/?on=2018-01-01"),
    (None, "/tfc/reserved-matters/"),
    (CLERK, f"{AT}/add"),
    (CLERK, f"{AT}/20/change"),
    (CLERK, f"{AT}/20/end"),
    (CLERK, f"{AT}/20/delegate"),
    (DIRECTOR, f"{AT}/do-i-need-consent"),
    (DIRECTOR, f"{AT}/do-i-need-consent?kind=contract&pounds=650k&plan=yes"),
    (DIRECTOR, f"{AT}/do-i-need-consent?kind=contract&pounds=lots&plan=yes"),
)
HANDS = [
    pytest.param(DESK, True, id="desk"),
    pytest.param(NARROWEST, False, id="narrow-without-scripts"),
]


@pytest.mark.browser
@pytest.mark.parametrize(("email", "path"), PAGES)
def test_a_page_of_the_register_is_accessible_at_every_width(
    readers: People, email: str | None, path: str
) -> None:
    page = readers.page(email)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(path)
        assert axe_violations(page) == []
        assert sideways(page) == 0, f"{path} is wider than {size[0]} px"


def change_the_rule(page: Page) -> None:
    """From 1 December 2020 contracts are decided by a majority."""
    page.goto(f"{AT}/20")
    page.get_by_role("link", name="Change this line").click()
    page.get_by_label("Rule", exact=True).select_option("simple_majority:casting")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the day from which it is in force.")
    expect(page.get_by_label("Rule", exact=True)).to_have_value("simple_majority:casting")
    for part, typed in (("Day", "1"), ("Month", "12"), ("Year", "2020")):
        page.get_by_role("textbox", name=part, exact=True).fill(typed)
    page.get_by_label("Which decision allows it?").fill("Joint committee, 24 June 2019, minute 7")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{AT}/20")


@pytest.mark.browser
@pytest.mark.parametrize(("size", "javascript"), HANDS)
def test_a_clerk_changes_a_rule_and_a_director_is_told_of_both(
    people: People, size: tuple[int, int], javascript: bool
) -> None:
    clerk = people.page(CLERK, size=size, javascript=javascript)
    change_the_rule(clerk)
    expect(clerk.get_by_text("To come. Changes on 1 December 2020.")).to_be_visible()
    director = people.page(DIRECTOR, size=size, javascript=javascript)
    director.goto(f"{AT}/do-i-need-consent")
    director.get_by_label("What do you mean to do?").select_option("contract")
    director.get_by_label("How much does it come to?").fill("£650,000")
    director.get_by_role("radio", name="Yes").check()
    director.get_by_role("button", name="Answer").click()
    expect(director.get_by_text("You need the owners’ consent.")).to_be_visible()
    expect(director.get_by_text("Unanimous of the members present and voting")).to_be_visible()
    expect(director.get_by_text("What is submitted until then keeps the rule")).to_be_visible()
    expect(director.get_by_text("Monday 9 September 2019: Joint committee")).to_be_visible()
