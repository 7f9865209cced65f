"""Sections are added, renamed, ordered, lettered and taken out on pages."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.plans.queries import frames
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, plan_of

Signed = Callable[[str], Browser]
SECTIONS = f"{PLAN}sections/"


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def headings(scope_of: ScopeOf) -> list[tuple[int, str, str]]:
    with scope_of(DIRECTOR, writes=False) as scope:
        return [(s.id, s.letter, s.title) for s in frames.sections_now(scope, plan_of(scope).id)]


def seen(scope_of: ScopeOf) -> str:
    return " ".join(str(number) for number, _, _ in headings(scope_of))


def letters(scope_of: ScopeOf) -> str:
    return "".join(letter for _, letter, _ in headings(scope_of))


def base(browser: Browser, letter: str) -> str:
    page = browser.get(f"{SECTIONS}{letter}/heading").text
    return page.split('name="base" value="')[1].split('"')[0]


def test_a_section_is_added_with_the_next_letter(director: Browser, scope_of: ScopeOf) -> None:
    new: dict[str, Any] = {
        "title": "Risk register",
        "kind": "risks",
        "council": "",
        "under": "Delivery",
    }
    assert director.submit(f"{SECTIONS}new", **new).status_code == 303
    assert letters(scope_of) == "ABCDEF"
    page = director.get(PLAN).text
    assert "Risk register" in page
    assert '<h2 class="plan-under">Delivery</h2>' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Enter the section’s title."),
        ({"title": "x" * 100_000}, "You wrote 100,000."),
        ({"letter": "A"}, "A is the letter of another section."),
        ({"letter": "TOO-LONG"}, "Write one to 4 letters or digits"),
        ({"kind": "poems"}, "Choose one of the answers that are offered."),
        ({"council": "sunderland"}, "Choose one of the answers that are offered."),
    ],
)
def test_a_section_that_cannot_be_is_told_beside_its_field(
    director: Browser, scope_of: ScopeOf, typed: dict[str, Any], words: str
) -> None:
    new: dict[str, Any] = {
        "title": "Risks",
        "kind": "risks",
        "council": "",
        "under": "Kept words",
        **typed,
    }
    answer = director.submit(f"{SECTIONS}new", **new)
    assert answer.status_code in (409, 422)
    assert words in answer.text
    assert "Kept words" in answer.text
    assert letters(scope_of) == "ABCDE"


def test_a_heading_is_changed_and_a_stale_form_shows_both(
    director: Browser, signed_in: Signed
) -> None:
    old = base(director, "B")
    path = f"{SECTIONS}B/heading"
    signed_in("director-2@afc.example").submit(path, base=old, letter="B", title="Theirs", under="")
    answer = director.submit(path, base=old, letter="B", title="Mine", under="")
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text
    director.submit(path, base=base(director, "B"), letter="B", title="Mine", under="")
    assert "Mine" in director.get(PLAN).text


def test_sections_go_up_and_down_and_are_lettered_anew(
    director: Browser, scope_of: ScopeOf
) -> None:
    first = headings(scope_of)[0][0]
    answer = director.submit(SECTIONS, seen=seen(scope_of), move=f"{first} down")
    assert answer.headers["Location"].endswith(f"#down-{first}")
    assert letters(scope_of) == "BACDE"
    director.submit(SECTIONS, seen=seen(scope_of), letters="y")
    assert [h[1:] for h in headings(scope_of)][:2] == [
        ("A", "Shared priorities"),
        ("B", "About the company"),
    ]


def test_a_move_sent_twice_is_one_move(director: Browser, scope_of: ScopeOf) -> None:
    before, first = seen(scope_of), headings(scope_of)[0][0]
    for _ in range(2):
        director.submit(SECTIONS, seen=before, move=f"{first} down")
    assert letters(scope_of) == "BACDE"


def test_an_order_from_before_a_section_was_added_shows_both(
    director: Browser, scope_of: ScopeOf
) -> None:
    before, first = seen(scope_of), headings(scope_of)[0][0]
    director.submit(f"{SECTIONS}new", title="Risks", kind="risks", council="", under="")
    answer = director.submit(SECTIONS, seen=before, move=f"{first} down")
    assert answer.status_code == 409
    assert "Somebody changed the sections meanwhile" in answer.text
    together = answer.text.split('name="order" value="')[1].split('"')[0]
    director.submit(SECTIONS, seen=seen(scope_of), order=together)
    assert letters(scope_of) == "BACDEF"


def test_a_section_with_items_stays_and_an_empty_one_goes_and_comes_back(
    director: Browser, scope_of: ScopeOf
) -> None:
    full = headings(scope_of)[0][0]
    answer = director.submit(SECTIONS, remove=str(full))
    assert answer.status_code == 409
    assert "Section A is not empty" in answer.text
    director.submit(f"{SECTIONS}new", title="Risks", kind="risks", council="", under="")
    empty = headings(scope_of)[-1][0]
    director.submit(SECTIONS, remove=str(empty))
    assert letters(scope_of) == "ABCDE"
    director.submit(SECTIONS, restore=str(empty))
    assert letters(scope_of) == "ABCDEF"


@pytest.mark.parametrize("wrong", [{"move": "999 up"}, {"remove": "x"}, {"order": "1"}])
def test_a_form_that_asks_for_what_cannot_be_is_answered_in_words(
    director: Browser, scope_of: ScopeOf, wrong: dict[str, Any]
) -> None:
    answer = director.submit(SECTIONS, seen=seen(scope_of), **wrong)
    assert answer.status_code == 409
    assert letters(scope_of) == "ABCDE"
