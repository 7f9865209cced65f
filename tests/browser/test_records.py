"""What decisions leave behind, in Chromium: records, histories, lists and the forward plan."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.bench import many
from portal.decision_records.service import Described, describe, described
from tests.browser import portal
from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways
from tests.factories import decisions, house, people
from tests.factories.world import World

pytestmark = pytest.mark.browser
MATTER = "/afc/decisions/business-plan-framework-and-priorities"
PAGES = (
    (None, f"{MATTER}/record"),
    (None, f"{MATTER}/history"),
    (None, "/afc/decisions/?state=decided&page=2"),
    (None, "/afc/decisions/forward-plan"),
    (decisions.DIRECTOR, "/afc/decisions/"),
    (decisions.DIRECTOR, "/afc/decisions/forward-plan"),
    (decisions.CLERK, f"{MATTER}/record/edit"),
)


@pytest.fixture(scope="module")
def decided_address(
    templates: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A small world with one matter decided with its reasons, and many more, decided and open."""
    folder = tmp_path_factory.mktemp("decided")
    database = house.copy_sqlite(templates("world"), folder / "portal.sqlite3")
    with house.running(database) as app:
        world = World(app)
        slug = decisions.submit(world)
        decisions.begin(world)
        decisions.decide(world, slug)
        with world.scope_of(decisions.CLERK) as scope:
            found = decisions.find(scope, slug)
            said = Described("The councils asked for it.", "To keep the plan of 2014.")
            describe(scope, found, said, seen=described(found).digest)
            scope.session.commit()
        with world.operator_of() as operator:
            many.write(operator, 25, 2)
    with portal.serving(database) as address:
        yield address


@pytest.fixture
def visitors(chromium: Browser, decided_address: str) -> Iterator[People]:
    """The people of that world."""
    crowd = People(chromium, decided_address, [])
    yield crowd
    crowd.close()


def open_page(visitors: People, email: str | None, *, javascript: bool = True) -> Page:
    page = visitors.page(javascript=javascript)
    if email is not None:
        page.goto("/sign-in")
        page.get_by_role("textbox", name="Email address").fill(email)
        page.get_by_role("textbox", name="Password").fill(people.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: "/sign-in" not in address)
    return page


@pytest.mark.parametrize(("email", "path"), PAGES)
def test_a_page_has_no_accessibility_fault_at_desk_and_narrowest_width(
    visitors: People, email: str | None, path: str
) -> None:
    page = open_page(visitors, email)
    for size in (DESK, NARROWEST):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        assert axe_violations(page) == []
        assert sideways(page) == 0, f"{path} is wider than {size[0]} px"


def test_lists_are_narrowed_and_turned_over_without_javascript(visitors: People) -> None:
    page = open_page(visitors, None, javascript=False)
    page.goto("/afc/decisions/")
    page.get_by_role("textbox", name="Year").fill("2000")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Decided", exact=True).click()
    page.get_by_role("link", name="Older").click()
    assert page.get_by_text("Page 2").is_visible()
    assert "year=2000" in page.url


def test_a_clerk_keeps_a_record_without_javascript(visitors: People) -> None:
    page = open_page(visitors, decisions.CLERK, javascript=False)
    page.goto(f"{MATTER}/record")
    page.get_by_role("link", name="Keep this record").click()
    page.get_by_role("textbox", name="Reasons for the decision").fill("A better reason.")
    page.get_by_role("button", name="Save the record").click()
    assert page.get_by_text("A better reason.").is_visible()


def test_the_reason_of_a_day_opens_by_keyboard(visitors: People) -> None:
    page = open_page(visitors, decisions.DIRECTOR)
    page.goto("/afc/decisions/forward-plan")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("clear working days before").first.is_visible()
