"""Reading on a train: the papers and the notes without a connection, and nothing left after."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser import portal
from tests.browser.portal import TELEPHONE, People, axe_violations, sideways
from tests.factories import people as persons
from tests.factories import reading
from tests.factories import world as whole
from tests.factories.house import Database
from tests.factories.reading import COLLEAGUE, MEETING, MEMBER
from tests.factories.world import World
from tests.fixtures import BUILDS

READ = f"/afc/meetings/{MEETING}/read"
KEPT = "This is the copy that you kept"
NOTE = "Ask why the evidence is thin."
SECRET = "The lowest tender is £1.2 million."
LEFT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  databases: (await indexedDB.databases()).map((each) => each.name),
})"""
NOTHING: dict[str, object] = {"caches": [], "workers": 0, "databases": []}
IN_THE_CLEAR = """async (words) => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request)).text();
      if (text.includes(words)) found.push(request.url);
    }
  }
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("goldthread-reading");
    request.onsuccess = () => resolve(request.result);
  });
  const sealed = await new Promise((resolve) => {
    const request = database.transaction("sealed").objectStore("sealed").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  for (const each of sealed) {
    if (new TextDecoder().decode(each.sealed).includes(words)) found.push(each.read);
    if (each.key.extractable) found.push("a key that can be taken out");
  }
  return { found, sealed: sealed.length };
}"""


def build(app: Flask) -> None:
    """The small world, with a meeting whose papers are to be read, some of them exempt."""
    whole.build(app)
    reading.prepare(World(app), exempt=SECRET)
    reading.allow_copies(World(app))


BUILDS["papers to read"] = build


@pytest.fixture
def train(
    chromium: Browser, make_database: Callable[[str, str], Database], backend: str
) -> Iterator[People]:
    """The people of this world, each with a browser of her own."""
    with portal.serving(make_database(backend, "papers to read")) as address:
        crowd = People(chromium, address, [])
        yield crowd
        crowd.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("textbox", name="Email address").fill(email)
    page.get_by_role("textbox", name="Password").fill(persons.PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def keep(page: Page) -> None:
    """Keep the copy, and read the papers without a connection."""
    page.goto(READ)
    page.get_by_role("link", name="Keep this for the train").click()
    page.get_by_role("button", name="Keep this for the train").click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    go_offline(page)


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto(READ)
    expect(page.get_by_text(KEPT)).to_be_visible()


def choose(page: Page, words: str) -> None:
    """Choose words of the papers, as by a long press."""
    page.evaluate(
        """(words) => {
          for (const place of document.querySelectorAll(".paper__words")) {
            const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(words);
              if (at < 0) continue;
              const node = walker.currentNode;
              document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
              return;
            }
          }
          throw new Error("no such words");
        }""",
        words,
    )


@pytest.mark.browser
def test_papers_are_read_and_noted_on_a_train_and_nothing_is_left_after_sign_out(
    train: People,
) -> None:
    page = train.page(size=TELEPHONE)
    sign_in(page, MEMBER)
    keep(page)
    assert sideways(page) == 0
    assert axe_violations(page) == []
    page.locator(".paper__add").first.click()
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Kept on this device, not sent yet")).to_be_visible()
    choose(page, "the priorities")
    page.get_by_role("button", name="Highlight").click()
    expect(page.get_by_text("2 notes written here")).to_be_visible()
    page.reload()
    expect(page.get_by_text(NOTE)).to_be_visible()
    # With the connection the notes are sent, and the copy gives way to the page itself.
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="Change or remove this note")).to_be_visible()
    expect(page.locator("mark")).to_have_text("the priorities")
    expect(page.get_by_text(KEPT)).to_have_count(0)
    page.locator("#menu-button").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert page.evaluate(LEFT) == NOTHING
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(READ)


@pytest.mark.browser
def test_somebody_else_who_signs_in_finds_nothing(train: People) -> None:
    page = train.page()
    sign_in(page, MEMBER)
    keep(page)
    page.context.set_offline(False)
    # Her session has ended by itself: nobody signed out.
    page.context.clear_cookies(name="goldthread")
    sign_in(page, MEMBER)
    assert page.evaluate(LEFT) != NOTHING
    page.context.clear_cookies(name="goldthread")
    sign_in(page, COLLEAGUE)
    assert page.evaluate(LEFT) == NOTHING


@pytest.mark.browser
def test_exempt_papers_are_kept_encrypted_and_go_when_their_day_is_over(train: People) -> None:
    page = train.page()
    sign_in(page, MEMBER)
    keep(page)
    expect(page.get_by_text(SECRET)).to_be_visible()
    assert page.evaluate(IN_THE_CLEAR, SECRET) == {"found": [], "sealed": 1}
    page.add_init_script("const now = Date.now; Date.now = () => now() + 3 * 24 * 3600 * 1000;")
    page.reload()
    expect(page.get_by_text("are not kept here.")).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    assert page.evaluate(IN_THE_CLEAR, SECRET) == {"found": [], "sealed": 0}


@pytest.mark.browser
def test_chosen_words_become_a_highlight_and_a_note(train: People) -> None:
    page = train.page()
    sign_in(page, MEMBER)
    page.goto(READ)
    assert axe_violations(page) == []
    choose(page, "the framework")
    page.get_by_role("button", name="Highlight").click()
    expect(page.locator("mark")).to_have_text("the framework")
    portal.settled(page)
    choose(page, "in September")
    page.get_by_role("button", name="Write a note").click()
    expect(page.get_by_label("Which words is it about?")).to_have_value("in September")
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("mark")).to_have_text(["the framework", "in September"])
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert axe_violations(page) == []
    clerk = train.page()
    sign_in(clerk, reading.CLERK)
    clerk.goto(f"/afc/meetings/{MEETING}")
    expect(clerk.get_by_text("Papers opened 1 of 8")).to_be_visible()
    clerk.goto(READ)
    expect(clerk.get_by_text("I have read item").first).to_be_visible()
    assert NOTE not in clerk.content()
