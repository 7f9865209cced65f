"""The pages of reading, as a browser without scripts uses them."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.factories import people, reading
from tests.factories.reading import CLERK, COLLEAGUE, MEMBER
from tests.factories.world import World
from tests.queries import count_queries
from tests.reading.test_notes import republish

WORDS = "Ask why the evidence is thin."


def note_path(world: World, papers: str) -> str:
    with world.scope_of(MEMBER) as scope:
        return f"{papers}/items/{reading.item(scope).number}/note"


def mark_path(world: World, papers: str) -> str:
    return note_path(world, papers).replace("/note", "/mark")


def hidden(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page.text)
    assert found is not None, name
    return found[1]


def test_the_reader_holds_the_whole_pack_with_its_agenda(world: World, papers: str) -> None:
    page = world.browser(MEMBER).get(papers)
    assert page.status_code == 200
    for words in ("Declarations of interest", "Recommendations", "That the framework be approved."):
        assert words in page.text
    assert "no clerk, officer or other member sees them" in page.text
    assert "Your clerk sees that you have opened these papers, and nothing more." in page.text


def test_a_stranger_is_asked_to_sign_in(world: World, papers: str) -> None:
    assert world.browser(None).get(papers).status_code == 403


def test_opening_the_papers_leads_to_them_and_tells_the_clerk(world: World, papers: str) -> None:
    browser = world.browser(MEMBER)
    answer = browser.submit(f"{papers}/opened")
    assert (answer.status_code, answer.location) == (303, papers)
    meeting = papers.removesuffix("/read")
    assert "1 of 8" in world.browser(CLERK).get(meeting).text
    assert "Papers opened" not in world.browser(COLLEAGUE).get(meeting).text


def test_a_note_is_written_on_a_page_of_its_own(world: World, papers: str) -> None:
    browser, path = world.browser(MEMBER), note_path(world, papers)
    form = browser.get(f"{path}?passage=2")
    assert "That the framework be approved." in form.text
    said: Any = {name: hidden(form, name) for name in ("passage", "digest", "said")}
    kept = browser.submit(path, words=WORDS, quote="the framework", **said)
    assert kept.status_code == 303
    page = browser.get(papers).text
    assert WORDS in page
    assert "<mark>the framework</mark>" in page
    assert WORDS not in world.browser(COLLEAGUE).get(papers).text


def test_no_words_are_taken_from_an_address_which_logs_would_keep(
    world: World, papers: str
) -> None:
    page = world.browser(MEMBER).get(f"{note_path(world, papers)}?passage=2&words=x9&quote=y9")
    assert "x9" not in page.text
    assert "y9" not in page.text


def test_words_that_are_not_there_are_refused_and_nothing_typed_is_lost(
    world: World, papers: str
) -> None:
    browser, path = world.browser(MEMBER), note_path(world, papers)
    answer = browser.submit(path, words=WORDS, quote="the frame work", passage="2")
    assert answer.status_code == 422
    assert "These words do not stand in this passage." in answer.text
    assert WORDS in answer.text
    assert 'value="the frame work"' in answer.text


def test_a_note_on_papers_that_changed_meanwhile_is_kept_all_the_same(
    world: World, papers: str
) -> None:
    browser, path = world.browser(MEMBER), note_path(world, papers)
    sent: Any = {"digest": "0123456789abcdef", "passage": "9", "said": "What stood here."}
    assert browser.submit(path, words=WORDS, **sent).status_code == 303
    page = browser.get(papers).text
    assert "Notes on words that are gone" in page
    assert "What stood here." in page


def test_a_note_is_changed_and_removed_by_its_author_alone(world: World, papers: str) -> None:
    path = f"{papers}/notes/{reading.note(world, WORDS)}"
    browser = world.browser(MEMBER)
    assert WORDS in browser.get(path).text
    assert browser.submit(path, words="Ask in September.", base="1").status_code == 303
    assert "Ask in September." in browser.get(papers).text
    for other in (COLLEAGUE, CLERK):
        assert world.browser(other).get(path).status_code == 404
        assert world.browser(other).submit(f"{path}/remove").status_code == 404
    assert browser.submit(f"{path}/remove").status_code == 303
    assert browser.get(path).status_code == 404


def test_a_clash_shows_both_texts_and_loses_neither(world: World, papers: str) -> None:
    path = f"{papers}/notes/{reading.note(world, WORDS)}"
    browser = world.browser(MEMBER)
    browser.submit(path, words="From the telephone.", base="1")
    answer = browser.submit(path, words="From the desk.", base="1")
    assert answer.status_code == 409
    assert "From the telephone." in answer.text
    assert "From the desk." in answer.text
    assert browser.submit(path, words="Both.", base=hidden(answer, "base")).status_code == 303


def test_marking_as_read_answers_htmx_with_the_item_again(world: World, papers: str) -> None:
    browser, path = world.browser(MEMBER), mark_path(world, papers)
    seen = hidden(browser.get(papers), "seen")
    answer = browser.submit(path, htmx=True, read="yes", seen=seen)
    assert answer.status_code == 200
    assert "Read on 24 June 2019." in answer.text
    assert "<html" not in answer.text


def test_papers_that_changed_under_her_eyes_are_not_marked_as_read(
    world: World, papers: str
) -> None:
    browser, path = world.browser(MEMBER), mark_path(world, papers)
    seen = hidden(browser.get(papers), "seen")
    republish(world, report="Another report.")
    answer = browser.submit(path, read="yes", seen=seen)
    assert answer.status_code == 409
    assert "These papers changed while you had them open." in answer.text
    assert "Not read yet" in browser.get("/afc/meetings/my-papers").text


def test_the_kept_copy_needs_nothing_else_and_posts_nothing(world: World, papers: str) -> None:
    reading.note(world, WORDS)
    answer = world.browser(MEMBER).get(f"{papers}/kept")
    assert WORDS in answer.text
    assert 'method="post"' not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert int(answer.headers["Goldthread-Keep-Seconds"]) > 24 * 60 * 60


def test_no_copy_of_exempt_papers_is_given_out_while_the_body_does_not_allow_it(
    world: World, papers: str
) -> None:
    answer = world.browser(MEMBER).get(f"{papers}/kept/part-two")
    assert answer.headers["Goldthread-Keep-Seconds"] == "0"
    assert answer.text.strip() == ""


def test_the_worker_reaches_meetings_alone(world: World) -> None:
    answer = world.browser(None).get("/afc/meetings/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers


def test_signing_out_has_the_browser_throw_everything_away(world: World) -> None:
    answer = world.browser(MEMBER).submit("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(("email", "thrown"), [(MEMBER, False), (COLLEAGUE, True)])
def test_somebody_else_who_signs_in_throws_away_what_was_kept(
    world: World, papers: str, email: str, thrown: bool
) -> None:
    browser = world.browser(MEMBER)
    browser.get(f"{papers}/kept")
    answer = browser.submit("/sign-in", email=email, password=people.PASSWORD)
    assert answer.status_code == 303
    assert (answer.headers.get("Clear-Site-Data") == '"storage"') is thrown


@pytest.mark.parametrize("path", ["", "/keep", "/kept"])
def test_the_number_of_queries_keeps_still(world: World, papers: str, path: str) -> None:
    browser = world.browser(MEMBER)
    with count_queries() as before:
        browser.get(papers + path)
    for passage in (2, 3, 4):
        reading.note(world, WORDS, passage=passage)
    with count_queries() as after:
        browser.get(papers + path)
    assert len(after) == len(before), after
    assert len(after) <= 14, after
