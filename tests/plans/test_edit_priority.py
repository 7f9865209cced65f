"""Editing a priority in the browser: nothing is lost, and nothing wrong gets in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.plans.models import Revision
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN

KIN = f"{PLAN}priorities/KIN-01"
EDIT = f"{KIN}/edit"

Signed = Callable[[str], Browser]


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


@pytest.fixture
def texts(scope_of: ScopeOf) -> Callable[[], int]:
    """How many texts were ever saved."""

    def count() -> int:
        with scope_of(DIRECTOR, writes=False) as scope:
            return scope.session.scalar(select(func.count()).select_from(Revision)) or 0

    return count


def test_an_edit_is_saved_and_shown_with_its_writer(director: Browser) -> None:
    answer = director.submit(EDIT, base="1", title="Another title")
    assert (answer.status_code, answer.location) == (303, KIN)
    page = director.get(KIN).text
    assert "Another title" in page
    assert "Text 2, Director Afc" in page


def test_fields_that_the_form_does_not_have_stay_as_they_were(director: Browser) -> None:
    director.submit(EDIT, base="1", outcome="Another outcome")
    page = director.get(KIN).text
    assert "Priority KIN-01" in page
    assert "The evidence for KIN-01." in page
    assert "First step of KIN-01" in page


def test_milestones_are_edited_one_to_a_line(director: Browser) -> None:
    director.submit(EDIT, base="1", milestones_2019="First step of KIN-01\nA second step")
    milestones = director.get(f"{KIN}.json").get_json()["content"]["milestones"]
    assert [m["text"] for m in milestones] == ["First step of KIN-01", "A second step"]
    assert milestones[0]["key"] == "KIN-01-m1"


def test_emoji_and_right_to_left_letters_are_kept(director: Browser) -> None:
    title = "Families first 👨‍👩‍👧 משפחות الأسرة"
    director.submit(EDIT, base="1", title=title)
    assert director.get(f"{KIN}.json").get_json()["content"]["title"] == title


def test_an_edit_that_changes_nothing_saves_nothing_and_says_so(
    director: Browser, texts: Callable[[], int]
) -> None:
    before = texts()
    answer = director.submit(EDIT, base="1", title="Priority KIN-01")
    assert answer.status_code == 303
    assert texts() == before
    assert "Nothing changed" in director.get(KIN).text


def test_an_edit_of_a_stale_text_shows_both_texts_and_loses_neither(
    director: Browser, signed_in: Signed, texts: Callable[[], int]
) -> None:
    director.submit(EDIT, base="1", wording="Theirs says this.")
    before = texts()
    answer = signed_in("director-2@afc.example").submit(EDIT, base="1", wording="Mine says that.")
    assert answer.status_code == 409
    shown = re.sub(r"<[^>]+>", "", answer.text)
    assert "Theirs says this." in shown
    assert "Mine says that." in shown
    assert texts() == before


def test_after_a_clash_the_form_saves_on_top_of_the_other_text(director: Browser) -> None:
    director.submit(EDIT, base="1", wording="Theirs.")
    clash = director.submit(EDIT, base="1", wording="Mine.").text
    assert re.search(r'name="base" value="2"', clash)
    assert director.submit(EDIT, base="2", wording="Ours.").status_code == 303
    assert director.get(f"{KIN}.json").get_json()["revision"] == 3


def test_a_clash_keeps_what_only_the_other_changed(director: Browser) -> None:
    director.submit(EDIT, base="1", lead="Somebody else")
    clash = director.submit(EDIT, base="1", title="Mine").text
    assert re.search(r'name="lead"[^>]* value="Somebody else"', clash)
    assert re.search(r'name="title"[^>]* value="Mine"', clash)


@pytest.mark.parametrize("base", ["", "0", "99", "-1", "one", "9" * 40, "١"])
def test_an_edit_from_no_known_text_is_a_clash_and_changes_nothing(
    director: Browser, texts: Callable[[], int], base: str
) -> None:
    before = texts()
    answer = director.submit(EDIT, base=base, title="Mine")
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    assert texts() == before


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("title", 200),
        ("wording", 4000),
        ("outcome", 8000),
        ("evidence", 8000),
        ("success_measure", 8000),
        ("lead", 500),
        ("theme", 200),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_words(
    director: Browser, field: str, most: int
) -> None:
    fits: dict[str, Any] = {"base": "1", field: "x" * most}
    too_long: dict[str, Any] = {"base": "2", field: "y" * (most + 1)}
    assert director.submit(EDIT, **fits).status_code == 303
    answer = director.submit(EDIT, **too_long)
    assert answer.status_code == 422
    assert f"must be {most:,} characters or fewer. You wrote {most + 1:,}." in answer.text
    assert "y" * (most + 1) in answer.text


def test_a_megabyte_in_the_title_is_refused_and_given_back_whole(
    director: Browser, texts: Callable[[], int]
) -> None:
    before, megabyte = texts(), "m" * 1024 * 1024
    answer = director.submit(EDIT, base="1", title=megabyte, wording="And this too.")
    assert answer.status_code == 422
    assert megabyte in answer.text
    assert "And this too." in answer.text
    assert texts() == before


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2067"])
def test_a_character_that_hides_things_is_refused_beside_its_field(
    director: Browser, texts: Callable[[], int], character: str
) -> None:
    before = texts()
    answer = director.submit(EDIT, base="1", title=f"Priority{character} one")
    assert answer.status_code == 422
    assert "Title has characters that cannot be printed" in answer.text
    assert 'href="#title-KIN-01"' in answer.text
    assert texts() == before


def test_an_empty_title_is_refused_with_what_to_do(director: Browser) -> None:
    answer = director.submit(EDIT, base="1", title="  ", wording="Kept.")
    assert answer.status_code == 422
    assert "Enter a title." in answer.text
    assert "Kept." in answer.text


def test_a_form_without_a_valid_token_is_refused_and_keeps_what_was_typed(
    director: Browser, texts: Callable[[], int]
) -> None:
    before = texts()
    answer = director.post(EDIT, data={"base": "1", "title": "Typed words", "csrf_token": "no"})
    assert answer.status_code == 400
    assert "Typed words" in answer.text
    assert texts() == before


def test_in_place_the_saved_row_comes_back_alone(director: Browser) -> None:
    answer = director.submit(f"{EDIT}?part=row", htmx=True, base="1", title="In place")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="words-KIN-01"')
    assert "In place" in answer.text
    assert "<html" not in answer.text


def test_in_place_a_clash_comes_back_in_the_row(director: Browser) -> None:
    director.submit(EDIT, base="1", title="Theirs")
    answer = director.submit(f"{EDIT}?part=row", htmx=True, base="1", title="Mine")
    assert answer.status_code == 409
    assert 'id="words-KIN-01"' in answer.text
    assert "<html" not in answer.text


def test_a_part_of_the_page_is_edited_by_itself(director: Browser) -> None:
    form = director.fragment(f"{EDIT}?part=why").text
    assert re.findall(r'<textarea[^>]* name="(\w+)"', form) == ["evidence", "evidence_refs"]
    assert 'id="part-why"' in form


def test_a_saved_part_replaces_the_whole_article(director: Browser) -> None:
    answer = director.submit(f"{EDIT}?part=why", htmx=True, base="1", evidence="New evidence")
    assert answer.headers["HX-Retarget"] == "#article"
    assert "New evidence" in answer.text


def test_a_passage_is_edited_and_read_again_in_its_plan(director: Browser) -> None:
    answer = director.submit(f"{PLAN}priorities/A1/edit", base="1", wording="**New** words")
    assert answer.location == f"{PLAN}#A1"
    assert "<strong>New</strong> words" in director.get(PLAN).text


def test_saved_words_are_found_by_the_search_of_those_who_may_read_them(
    director: Browser, client: Browser
) -> None:
    director.submit(EDIT, base="1", wording="Quokka")
    assert "KIN-01" in director.get("/afc/search?q=quokka").text
    assert "KIN-01" not in client.get("/afc/search?q=quokka").text


@pytest.mark.parametrize("part", ["", "?part=words"])
def test_a_save_on_the_editors_own_page_leads_to_the_priority(director: Browser, part: str) -> None:
    form = {"csrf_token": director.token(), "base": "1", "title": "From its own page"}
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{EDIT}{part}"}
    answer = director.post(f"{EDIT}{part}", data=form, headers=headers)
    assert answer.headers["HX-Redirect"] == KIN
    assert "Saved." in director.get(KIN).text
