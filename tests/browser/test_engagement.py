"""A stranger answers on a telephone without scripts; a director moderates with the keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

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

HERE = "/afc/engagement/help-us-shape-the-next-five-years/"
DIRECTOR, COMMISSIONER = "director@afc.example", "commissioner@kingston.example"


@pytest.mark.browser
def test_a_stranger_answers_on_a_telephone_without_javascript(people: People) -> None:
    page = people.page(size=TELEPHONE, javascript=False)
    page.goto("/afc/")
    page.get_by_role("link", name="Help us shape the next five years").click()
    page.get_by_label("What do you say about KIN-03?").fill("Name one person we can ring.")
    page.get_by_role("group", name="How far do you agree with KIN-03?").get_by_label(
        "Agree", exact=True
    ).check()
    page.get_by_label("E-mail address").fill("not an address")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    expect(page.get_by_label("What do you say about KIN-03?")).to_have_value(
        "Name one person we can ring."
    )
    page.get_by_label("E-mail address").fill("")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_text("Your answer was sent.")).to_be_visible()
    page.goto(HERE)
    expect(page.get_by_text("Name one person we can ring.")).to_have_count(0)


@pytest.mark.browser
def test_a_director_reads_and_publishes_with_the_keyboard_alone(people: People) -> None:
    page = people.page(DIRECTOR)
    page.goto(f"{HERE}responses/")
    first = page.locator("section.response").first
    box = first.get_by_label("As published")
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Foster carers were not asked what would make them stay.")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Published.")
    stranger = people.page()
    stranger.goto(HERE)
    expect(stranger.get_by_text("Larch Avenue")).to_have_count(0)
    said = stranger.get_by_text("Foster carers were not asked what would make them stay.")
    expect(said).to_be_hidden()
    stranger.locator("details.so-far", has_text="about C-07").locator("summary").click()
    expect(said).to_be_visible()


@pytest.mark.browser
def test_a_director_withholds_with_a_reason_and_keeps_what_was_typed(people: People) -> None:
    page = people.page(DIRECTOR)
    page.goto(f"{HERE}responses/")
    first = page.locator("section.response").first
    first.get_by_text("Withhold it").click()
    first.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is withheld.")
    page.get_by_label("Why it is withheld").fill("It names where somebody lives.")
    page.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Withheld.")


@pytest.mark.browser
def test_a_director_opens_a_consultation_and_a_partner_comes_in_by_its_link(
    people: People,
) -> None:
    page = people.page(DIRECTOR)
    page.goto(PLAN)
    page.get_by_role("link", name="Put texts of this plan to others").click()
    page.get_by_label("Title", exact=True).fill("A word from our partners")
    page.get_by_label("What it is about").fill("We ask you first.")
    page.get_by_label("Partner organisations").check()
    for group, day in (("First day", "24"), ("Last day", "28")):
        box = page.get_by_role("group", name=group)
        for name, value in (("Day", day), ("Month", "6"), ("Year", "2019")):
            box.get_by_label(name).fill(value)
    page.get_by_label("C-02 Support services that work").check()
    page.get_by_role("button", name="Open the consultation").click()
    link = page.get_by_label("Partner organisations").input_value()
    assert axe_violations(page) == []
    partner = people.page(size=TELEPHONE)
    partner.goto(link)
    expect(partner.get_by_role("heading", name="A word from our partners")).to_be_visible()
    assert "key=" not in partner.url
    assert partner.evaluate("document.referrer") == ""
    partner.get_by_label("What do you say about C-02?").fill("Ask the schools too.")
    partner.get_by_role("button", name="Send your answer").click()
    expect(partner.get_by_text("Your answer was sent.")).to_be_visible()
    stranger = people.page()
    stranger.goto("/afc/engagement/")
    expect(stranger.get_by_text("A word from our partners")).to_have_count(0)


@pytest.mark.browser
def test_a_commissioner_comments_and_is_answered_in_the_thread(people: People) -> None:
    page = people.page(COMMISSIONER, javascript=False)
    page.goto(f"{PLAN}priorities/KIN-01")
    page.get_by_label("Your comment").fill("Which framework?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(words_of(page, "Which framework?")).to_be_visible()
    director = people.page(DIRECTOR)
    director.goto(f"{PLAN}?section=D")
    director.get_by_role("link", name="1 comment on KIN-01").click()
    settled(director)
    director.get_by_text("Reply").first.click()
    director.get_by_label("Your reply").fill("Signs of Safety.")
    director.get_by_role("button", name="Reply").click()
    expect(words_of(director, "Signs of Safety.")).to_be_visible()
    page.reload()
    expect(words_of(page, "Signs of Safety.")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, TELEPHONE, NARROWEST], ids=["desk", "telephone", "narrow"])
@pytest.mark.parametrize(
    ("email", "path"),
    [
        (None, HERE),
        (COMMISSIONER, HERE),
        (DIRECTOR, HERE),
        (DIRECTOR, f"{HERE}responses/"),
        (DIRECTOR, f"{HERE}answers/"),
        (DIRECTOR, f"{PLAN}consult"),
        (DIRECTOR, f"{PLAN}priorities/KIN-03"),
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(
    readers: People, email: str | None, path: str, size: tuple[int, int]
) -> None:
    page = readers.page(email, size=size)
    page.goto(path)
    unfold(page)
    assert axe_violations(page) == []
    assert sideways(page) == 0


def words_of(page: Page, words: str) -> Locator:
    """A comment as it is read, not the box in which it is edited."""
    return page.locator("p.comment__words", has_text=words)


def unfold(page: Page) -> None:
    """Open whatever is folded up."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
