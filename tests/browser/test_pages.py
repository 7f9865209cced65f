"""Every main page in Chromium: accessible, whole at 320 px, readable without JavaScript."""

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.portal import DESK, NARROWEST, TELEPHONE, People, axe_violations, sideways

PLAN = "/afc/plans/business-plan-2019-2024/"
CARD = "/tfc/measures/business-plan-2019-2022/"
RISKS = "/afc/risks/risk-register-2019-2020/"
PAGES = (
    (None, "/"),
    (None, "/sign-in"),
    (None, "/accessibility"),
    (None, "/afc/"),
    (None, "/afc/reserved-matters/"),
    (None, "/afc/decisions/"),
    (None, "/afc/councils/kingston/"),
    (None, "/afc/search?q=nothing"),
    (None, "/design"),
    ("director@afc.example", "/afc/"),
    ("director@afc.example", "/afc/plans/"),
    ("director@afc.example", PLAN),
    ("director@afc.example", f"{PLAN}compare"),
    ("director@afc.example", f"{PLAN}priorities/KIN-03"),
    ("director@afc.example", f"{PLAN}priorities/C-01/edit"),
    ("director@afc.example", f"{PLAN}priorities/C-01/attach"),
    ("director@afc.example", f"{PLAN}plan.html"),
    ("director@afc.example", "/afc/plans/import"),
    ("director@afc.example", f"{PLAN}release"),
    ("director@afc.example", f"{PLAN}freeze"),
    ("director@afc.example", f"{PLAN}versions/"),
    ("director@afc.example", "/afc/search?q=health"),
    ("commissioner@kingston.example", PLAN),
    ("commissioner@kingston.example", f"{PLAN}compare"),
    ("director@tfc.example", "/tfc/plans/improvement-plan-2020-2021/"),
    ("director@afc.example", "/afc/measures/performance-plan-2019-2020/"),
    ("director@tfc.example", f"{CARD}?view=paper"),
    ("director@tfc.example", f"{CARD}KPI-5"),
    ("director@tfc.example", f"{CARD}KPI-5/record"),
    ("director@tfc.example", f"{CARD}KPI-5/compare"),
    ("director@afc.example", f"{RISKS}?cell=4x4"),
    ("director@afc.example", f"{RISKS}C-R04"),
    ("director@afc.example", f"{RISKS}C-R04/assess"),
    ("director@afc.example", f"{RISKS}C-R04/respond"),
    ("director@afc.example", "/afc/risk-matrix"),
)


@pytest.mark.browser
@pytest.mark.parametrize(("email", "path"), PAGES)
def test_a_page_has_no_accessibility_fault_at_desk_and_narrowest_width(
    readers: People, email: str | None, path: str
) -> None:
    page = readers.page(email)
    troubles = listen(page)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        assert axe_violations(page) == []
        assert sideways(page) == 0, f"{path} is wider than {size[0]} px"
    assert troubles == [], "the content security policy or a script complained"


@pytest.mark.browser
@pytest.mark.parametrize("path", [PLAN, f"{PLAN}compare", f"{PLAN}priorities/KIN-03"])
def test_a_page_reads_the_same_without_javascript(readers: People, path: str) -> None:
    with_script, without = (
        readers.page("commissioner@kingston.example", javascript=on, size=TELEPHONE)
        for on in (True, False)
    )
    texts = []
    for page in (with_script, without):
        page.goto(path)
        texts.append(page.locator("main").inner_text().split())
    assert texts[0] == texts[1]


@pytest.mark.browser
def test_a_page_that_is_not_there_says_what_to_do(readers: People) -> None:
    page = readers.page("commissioner@kingston.example")
    answer = page.goto(f"{PLAN}priorities/RIC-01")
    assert answer is not None
    assert answer.status == 404
    assert axe_violations(page) == []
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.browser
def test_the_first_tab_skips_to_the_content_and_the_slash_key_finds(readers: People) -> None:
    page = readers.page("director@afc.example")
    page.goto(PLAN)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def listen(page: Page) -> list[str]:
    """Collects what the browser complains of on this page from now on."""
    troubles: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            troubles.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return troubles
