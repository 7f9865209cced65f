"""Comments where they are read and written: on the page of a priority, and counted on the plan."""

from collections.abc import Callable

import pytest

from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import COMMISSIONER, DIRECTOR, OTHER_COMMISSIONER, PLAN
from tests.factories.world import World

HERE = f"/afc/plans/{PLAN}/priorities/C-01"
ALL = f"/afc/plans/{PLAN}/"
SignedIn = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def _released(world: World) -> None:
    engaging.release(world, 0, 1)


def test_a_comment_is_written_read_and_counted(signed_in: SignedIn) -> None:
    commissioner = signed_in(COMMISSIONER)
    answer = commissioner.submit(f"{HERE}/comments/", words="Who is to do it?")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{HERE}#comment-")
    for email in (COMMISSIONER, DIRECTOR, "editor@kingston.example"):
        assert "Who is to do it?" in signed_in(email).get(HERE).text
        assert "1 comment" in signed_in(email).get(ALL).text


def test_another_council_sees_neither_the_words_nor_the_count(
    world: World, signed_in: SignedIn
) -> None:
    engaging.comment(world, COMMISSIONER, "C-01", "Who is to do it?")
    for path in (HERE, ALL):
        page = signed_in(OTHER_COMMISSIONER).get(path).text
        assert "Who is to do it?" not in page
        assert "1 comment" not in page


def test_who_decides_sees_no_comments_and_no_box_for_them(signed_in: SignedIn) -> None:
    signed_in(DIRECTOR).submit(f"/afc/plans/{PLAN}/freeze")
    assert 'id="comments"' not in signed_in("member-1@kingston.example").get(HERE).text


def test_an_empty_or_too_long_comment_comes_back_with_what_was_typed(signed_in: SignedIn) -> None:
    commissioner = signed_in(COMMISSIONER)
    empty = commissioner.submit(f"{HERE}/comments/", words="  ")
    assert (empty.status_code, "Write your comment." in empty.text) == (422, True)
    long = commissioner.submit(f"{HERE}/comments/", words="long " * 1000)
    assert long.status_code == 422
    assert "must be 4,000 characters or fewer. You wrote 5,000." in long.text
    assert "long " * 999 in long.text


def test_markup_in_a_comment_is_shown_as_it_was_typed(signed_in: SignedIn) -> None:
    commissioner = signed_in(COMMISSIONER)
    commissioner.submit(f"{HERE}/comments/", words="<script>alert(1)</script> & more")
    page = commissioner.get(HERE).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<script>alert" not in page


def test_a_thread_goes_on_and_ends_on_the_page(world: World, signed_in: SignedIn) -> None:
    number = engaging.comment(world, COMMISSIONER, "C-01", "When?")
    director = signed_in(DIRECTOR)
    director.submit(f"{HERE}/comments/{number}/reply", words="By June.")
    director.submit(f"{HERE}/comments/{number}/resolve", words="The date is in.")
    page = signed_in(COMMISSIONER).get(HERE).text
    for words in ("By June.", "The date is in.", "Resolved:"):
        assert words in page
    closed = director.submit(f"{HERE}/comments/{number}/reply", words="One more")
    assert (closed.status_code, "One more" in closed.text) == (409, True)


def test_ones_own_comment_is_edited_and_withdrawn(world: World, signed_in: SignedIn) -> None:
    number = engaging.comment(world, COMMISSIONER, "C-01", "Whan?")
    commissioner = signed_in(COMMISSIONER)
    commissioner.submit(f"{HERE}/comments/{number}/edit", words="When?")
    page = commissioner.get(HERE).text
    assert "When?" in page
    assert "Whan?" not in page
    assert "edited on 24 June 2019" in page
    commissioner.submit(f"{HERE}/comments/{number}/withdraw")
    page = commissioner.get(HERE).text
    assert "When?" not in page
    assert "Withdrawn by its author on 24 June 2019." in page


def test_nobody_changes_anothers_words(world: World, signed_in: SignedIn) -> None:
    number = engaging.comment(world, COMMISSIONER, "C-01", "Mine")
    refused = signed_in(DIRECTOR).submit(f"{HERE}/comments/{number}/edit", words="Yours")
    assert refused.status_code == 403
    hidden = signed_in(OTHER_COMMISSIONER).submit(f"{HERE}/comments/{number}/reply", words="Hm")
    assert hidden.status_code == 404


def test_the_page_says_when_the_text_has_changed_since(world: World, signed_in: SignedIn) -> None:
    engaging.comment(world, COMMISSIONER, "C-01", "On this")
    assert "On text 1 " in signed_in(COMMISSIONER).get(HERE).text
    signed_in(DIRECTOR).submit(f"{HERE}/edit", base="1", title="Another title")
    assert "On text 1; the text has changed since" in signed_in(COMMISSIONER).get(HERE).text


def test_a_director_writes_to_one_council(world: World, signed_in: SignedIn) -> None:
    director = signed_in(DIRECTOR)
    director.submit(f"{HERE}/comments/", words="Only for you", council="kingston")
    assert "Only for you" in signed_in(COMMISSIONER).get(HERE).text
    assert "Only for you" not in signed_in(OTHER_COMMISSIONER).get(HERE).text
    strange = director.submit(f"{HERE}/comments/", words="To whom?", council="sunderland")
    assert (strange.status_code, "To whom?" in strange.text) == (422, True)
