"""Items are added, ordered, moved and taken out on pages, with htmx and without."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN

Signed = Callable[[str], Browser]
ADD = f"{PLAN}sections/C/add"
ARRANGE = f"{PLAN}sections/C/arrange"
LONG = "x" * 100_000


@pytest.fixture
def editor(signed_in: Signed) -> Browser:
    return signed_in("editor@kingston.example")


def order(browser: Browser) -> list[str]:
    page = browser.get(ARRANGE).text
    return [part.split('"')[0] for part in page.split('data-ref="')[1:]]


def step(browser: Browser, what: str, seen: str = "KIN-01 KIN-02", **more: Any) -> int:
    return browser.submit(ARRANGE, seen=seen, move=what, **more).status_code


def test_an_item_is_added_at_the_end_and_the_page_goes_to_it(editor: Browser) -> None:
    answer = editor.submit(ADD, title="More help", wording="We will help more.")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("?section=C#KIN-03")
    assert "More help" in editor.get(PLAN).text


def test_an_item_is_added_in_place_and_its_section_comes_back(editor: Browser) -> None:
    assert "Leave it empty for the next one, KIN-03." in editor.fragment(ADD).text
    answer = editor.submit(ADD, htmx=True, title="More help", wording="We will help more.")
    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == "#part-C"
    assert 'data-announce="KIN-03 was added."' in answer.text
    assert "More help" in answer.text


def test_a_new_item_is_asked_for_texts_of_its_kind_alone(editor: Browser) -> None:
    boxes = re.findall(
        r'<(?:input|textarea|select)[^>]* id="([a-z_]+)-new-C"', editor.get(ADD).text
    )
    assert boxes == ["title", "wording", "theme", "outcome", "lead", "ref"]
    editor.submit(ADD, title="More help", wording="We will.", desk="0" * 16)
    said = editor.get(f"{PLAN}priorities/KIN-03.json").get_json()["content"]
    assert "desk" not in said.get("details", {})


def test_an_item_may_be_given_a_reference_of_ones_own(editor: Browser) -> None:
    editor.submit(ADD, title="More help", wording="We will.", ref="KIN-01a")
    assert editor.get(f"{PLAN}priorities/KIN-01a").status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Enter a title."),
        ({"title": LONG}, "The title must be 200 characters or fewer. You wrote 100,000."),
        ({"title": "Two\nlines"}, "Write the title on one line."),
        ({"ref": "RIC-05"}, "References of this council begin with KIN-."),
        ({"ref": "KIN-02"}, "KIN-02 names another item of this plan"),
        ({"ref": "<b>KIN</b>"}, "Write the reference in letters and digits"),
    ],
)
def test_what_cannot_be_added_is_said_beside_its_field_and_nothing_typed_is_lost(
    editor: Browser, typed: dict[str, Any], words: str
) -> None:
    form = {"title": "Kept title", "wording": "Kept <b>wording</b>", **typed}
    answer = editor.submit(ADD, **form)
    page = unescape(answer.text)
    assert answer.status_code in (409, 422)
    assert words in page
    assert "Kept <b>wording</b>" in page
    assert "&lt;b&gt;wording" in answer.text
    assert all(value in page for value in typed.values())
    assert order(editor) == ["KIN-01", "KIN-02"]


def test_a_name_with_html_in_it_is_shown_as_it_was_typed(editor: Browser) -> None:
    editor.submit(ADD, title="<script>alert(1)</script>", wording="<img src=x onerror=1>")
    for path in (PLAN, ARRANGE, f"{PLAN}priorities/KIN-03"):
        page = editor.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_item_goes_down_one_and_the_focus_goes_with_it(editor: Browser) -> None:
    answer = editor.submit(ARRANGE, seen="KIN-01 KIN-02", move="KIN-01 down")
    assert answer.headers["Location"].endswith("#down-KIN-01")
    assert order(editor) == ["KIN-02", "KIN-01"]


def test_a_step_sent_twice_is_one_step(editor: Browser) -> None:
    for _ in range(2):
        assert step(editor, "KIN-01 down") == 303
    assert order(editor) == ["KIN-02", "KIN-01"]


def test_a_whole_order_is_saved_at_once_and_in_place(editor: Browser) -> None:
    answer = editor.submit(
        ARRANGE, htmx=True, seen="KIN-01 KIN-02", order="KIN-02 KIN-01", csrf="x"
    )
    assert answer.status_code == 200
    assert "The order is saved." in answer.text
    assert order(editor) == ["KIN-02", "KIN-01"]


def test_an_order_made_from_an_older_one_shows_both_and_can_still_be_used(
    editor: Browser, signed_in: Signed
) -> None:
    signed_in(DIRECTOR).submit(ADD, title="Meanwhile", wording="Added meanwhile.")
    answer = editor.submit(ARRANGE, seen="KIN-01 KIN-02", order="KIN-02 KIN-01")
    assert answer.status_code == 409
    assert "Somebody changed this section meanwhile" in answer.text
    assert 'name="order" value="KIN-02 KIN-03 KIN-01"' in answer.text
    assert order(editor) == ["KIN-01", "KIN-02", "KIN-03"]
    editor.submit(ARRANGE, seen="KIN-01 KIN-02 KIN-03", order="KIN-02 KIN-03 KIN-01")
    assert order(editor) == ["KIN-02", "KIN-03", "KIN-01"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"move": "RIC-01 up"}, "RIC-01 does not stand in this section."),
        ({"remove": "<b>"}, "<b> does not stand in this section."),
        ({"order": "KIN-01"}, "must hold every item of the section once"),
        ({"order": "KIN-01 KIN-01"}, "must hold every item of the section once"),
        ({"to": "KIN-01"}, "Choose the section that KIN-01 moves to."),
        ({"to": "KIN-01", "to-KIN-01": "D"}, "Choose the section that KIN-01 moves to."),
    ],
)
def test_a_form_that_asks_for_what_cannot_be_is_answered_in_words(
    editor: Browser, fields: dict[str, Any], words: str
) -> None:
    answer = editor.post(
        ARRANGE, data={"csrf_token": editor.token(), "seen": "KIN-01 KIN-02", **fields}
    )
    assert answer.status_code == 409
    assert words in unescape(answer.text)
    assert order(editor) == ["KIN-01", "KIN-02"]


def test_what_is_taken_out_is_offered_to_be_put_back(editor: Browser) -> None:
    editor.submit(ARRANGE, remove="KIN-01")
    assert order(editor) == ["KIN-02"]
    page = editor.get(ARRANGE).text
    assert 'name="restore" value="KIN-01"' in page
    editor.submit(ARRANGE, restore="KIN-01")
    assert order(editor) == ["KIN-01", "KIN-02"]


def test_an_item_taken_out_on_its_page_says_so_there_and_is_put_back(editor: Browser) -> None:
    path = f"{PLAN}priorities/KIN-01"
    assert "Take it out of the draft" in editor.get(path).text
    editor.submit(f"{path}/remove")
    page = editor.get(path).text
    assert "Taken out of the draft on 24 June 2019." in page
    assert "Take it out of the draft" not in page
    assert "KIN-01" not in editor.get(f"{PLAN}priorities.csv").text
    editor.submit(f"{path}/restore")
    assert "Taken out of the draft" not in editor.get(path).text


def test_a_text_edited_while_it_was_taken_out_keeps_what_was_typed(
    editor: Browser, signed_in: Signed
) -> None:
    signed_in(DIRECTOR).submit(f"{PLAN}priorities/KIN-01/remove")
    answer = editor.submit(f"{PLAN}priorities/KIN-01/edit", base="1", title="My new title")
    assert answer.status_code == 409
    assert "KIN-01 was taken out" in answer.text
    assert "My new title" in answer.text


def test_an_item_moves_to_another_section_of_its_kind(signed_in: Signed) -> None:
    director = signed_in(DIRECTOR)
    new: dict[str, Any] = {"title": "Later", "kind": "priorities", "council": "kingston"}
    director.submit(f"{PLAN}sections/new", **new)
    form = {"csrf_token": director.token(), "to": "KIN-01", "to-KIN-01": "F"}
    assert director.post(ARRANGE, data={**form, "seen": "KIN-01 KIN-02"}).status_code == 303
    assert order(director) == ["KIN-02"]
    assert "KIN-01" in director.get(f"{PLAN}?section=F").text


@pytest.mark.parametrize("who", ["commissioner@kingston.example", "editor@richmond.example"])
@pytest.mark.parametrize("path", [ADD, ARRANGE])
def test_who_does_not_edit_the_section_finds_no_such_page(
    signed_in: Signed, who: str, path: str
) -> None:
    assert signed_in(who).get(path).status_code == 404


def test_a_plan_offers_no_change_to_who_only_reads(signed_in: Signed) -> None:
    page = signed_in("member@board.afc.example").get(PLAN).text
    assert "sections/" not in page
    assert "/cover" not in page
