"""Takes the pictures in docs/images: ``python -m tests.browser.images``.

The demonstration is built afresh and walked through, so that each page is seen in its moment.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, Page, sync_playwright

from tests.browser import portal, test_journey
from tests.browser.portal import DESK, TELEPHONE, People
from tests.browser.test_journey import MEMBERS, PLAN
from tests.factories import house

IMPROVEMENT = "/tfc/plans/improvement-plan-2020-2021/"
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def main() -> None:
    """Build, serve, walk, and take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = house.sqlite(Path(folder) / "portal.sqlite3")
        house.prepare(database, portal.build_demonstration)
        browser = portal.launch(playwright)
        with portal.serving(database) as address:
            people = People(browser, address, [])
            walk(people)
            people.close()
        browser.close()
    sys.stdout.write(f"{len(list(IMAGES.glob('*.png')))} pictures in docs/images\n")


def walk(people: People) -> None:
    """The journey, with a picture at each place worth seeing."""
    take(people.page(), "/sign-in", "sign-in")
    director = people.page("director@afc.example")
    take(director, f"{PLAN}?section=D", "plan")
    take(director, f"{PLAN}priorities/KIN-04", "priority")
    take(director, f"{PLAN}priorities/KIN-04/edit", "edit")
    take(director, "/afc/plans/", "framework")
    take(director, f"{PLAN}thread/KIN-01", "thread")
    take(director, f"{PLAN}overview", "one-page")
    take(director, f"{PLAN}progress", "progress")
    take(director, "/afc/engagement/help-us-shape-the-next-five-years/", "consultation")
    take(people.page("director@tfc.example"), f"{IMPROVEMENT}?section=B", "actions")
    take(director, f"{PLAN}compare", "compare")
    take(people.page("director@afc.example", size=TELEPHONE), f"{PLAN}compare", "compare-telephone")
    commissioner = people.page("commissioner@kingston.example")
    take(commissioner, f"{PLAN}compare?lens=all", "compare-not-shared")
    matter = test_journey.freeze_and_submit(director)
    clerk = people.page("clerk@afc.example")
    take(clerk, "/afc/", "needs-you")
    take(clerk, matter, "matter-submitted")
    test_journey.settle_the_citation(clerk, matter)
    members = [people.page(email, size=TELEPHONE) for email in MEMBERS]
    sit(clerk, members, matter)
    take(clerk, matter, "matter-decided")
    stranger = people.page()
    take(stranger, PLAN, "plan-public", whole=False)
    take(stranger, "/afc/", "company")
    take(people.page(size=TELEPHONE), "/afc/", "company-telephone")
    take(stranger, "/afc/reserved-matters/", "register", whole=False)


def sit(clerk: Page, members: list[Page], matter: str) -> None:
    """Hold the sitting, with pictures of the ballot and of the chair's screen."""
    clerk.goto(f"{matter}/sitting")
    for box in clerk.locator("input[name=present]").all():
        box.check()
    clerk.get_by_role("button", name="Save who is here").click()
    clerk.get_by_role("button", name="Open the sitting").click()
    for letter in "abc":
        clerk.get_by_role("button", name=f"Open the vote on ({letter})").click()
        if letter == "b":
            take(members[0], f"{matter}/vote/b", "vote-telephone", whole=False)
            take(members[0], "/afc/", "needs-you-telephone")
        for place, member in enumerate(members):
            if letter == "b" and place == 6:
                take(members[0], f"{matter}/vote/b", "vote-cast-telephone")
                take(clerk, f"{matter}/sitting", "sitting")
            member.goto(f"{matter}/vote/{letter}")
            member.get_by_role("button", name="For", exact=True).click()
            member.get_by_text("You voted for.").wait_for()
        clerk.goto(f"{matter}/sitting")
        clerk.get_by_role("button", name=f"Close the vote on ({letter})").click()
        clerk.wait_for_load_state()


def take(page: Page, path: str, name: str, *, whole: bool = True) -> None:
    """One picture: the whole page, or what its window shows."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    size = page.viewport_size or {"width": DESK[0], "height": DESK[1]}
    height = min(page.evaluate("document.documentElement.scrollHeight"), 2400) if whole else None
    clip = FloatRect(x=0, y=0, width=size["width"], height=height or size["height"])
    page.screenshot(path=IMAGES / f"{name}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main()
