"""Reading on a train: the papers and the notes without a connection, and nothing left after."""

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.browser.portal import TELEPHONE, People, axe_violations, sideways
from tests.browser.test_journey import freeze_and_submit

MEETING = "/afc/meetings/joint-committee-2019-06-24"
READ = f"{MEETING}/read"
MEMBER = "member-1@kingston.example"
OFFLINE = "This is the copy that you kept"
LEFT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).map((each) => each.name),
})"""
NOTHING = {"caches": [], "workers": 0, "databases": []}


def keep(page: Page) -> None:
    """Keep the copy, and read the papers without a connection."""
    page.goto(READ)
    page.get_by_role("link", name="Keep this for the train").click()
    page.get_by_role("button", name="Keep this for the train").click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    page.context.set_offline(True)
    page.goto(READ)
    expect(page.get_by_text(OFFLINE)).to_be_visible()


def choose(page: Page, words: str) -> None:
    """Choose words of the papers, as by a long press."""
    page.evaluate(
        """(words) => {
          for (const place of document.querySelectorAll(".paper__words")) {
            const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(words);
              if (at < 0) continue;
              document.getSelection().setBaseAndExtent(
                walker.currentNode, at, walker.currentNode, at + words.length);
              return;
            }
          }
          throw new Error("no such words");
        }""",
        words,
    )


@pytest.mark.browser
def test_papers_are_read_and_noted_on_a_train_and_nothing_is_left_after_sign_out(
    people: People,
) -> None:
    freeze_and_submit(people.page("director@afc.example"))
    page = people.page(MEMBER, size=TELEPHONE)
    keep(page)
    assert sideways(page) == 0
    assert axe_violations(page) == []
    page.locator(".paper__add").first.click()
    page.get_by_label("Your note").fill("Ask why the evidence is thin.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Ask why the evidence is thin.")).to_be_visible()
    expect(page.get_by_text("1 note written here")).to_be_visible()
    page.context.set_offline(False)
    page.goto(READ)
    expect(page.get_by_role("link", name="Change or remove this note")).to_be_visible()
    expect(page.get_by_text(OFFLINE)).to_have_count(0)
    page.goto("/afc/")
    page.locator("#menu-button").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert page.evaluate(LEFT) == NOTHING
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(READ)
