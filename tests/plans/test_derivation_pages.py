"""What a priority's page says of where it comes from, and what can be done there in one click."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State
from tests.plans.deriving_helpers import is_behind, link, reading, reword
from tests.queries import count_queries

Signed = Callable[[str], Browser]
EDITOR = "editor@kingston.example"
COMMISSIONER = "commissioner@kingston.example"
HERE = f"{PLAN}priorities/KIN-01"
AT = f"{HERE}/derivation"
NEW = "We will do what everybody asks."


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def adapted(editor: Browser, title: str, wording: str) -> TestResponse:
    """Send the form in which words are adapted beside the source's second text."""
    typed = {"title": title, "wording": wording, "outcome": "Better for all."}
    form = {"seen": "2", "base": "1", **typed, "csrf_token": editor.token()}
    return editor.post(f"{AT}/adapt", data=form)


@pytest.fixture
def behind(scope_of: ScopeOf) -> None:
    """KIN-01 derives from C-01, which says something new since."""
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        reword(scope, "C-01", NEW)


@pytest.fixture
def behind_richmond(scope_of: ScopeOf) -> None:
    """KIN-01 derives from RIC-01, a draft hidden from Kingston, which says something new since."""
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "RIC-01")
        reword(scope, "RIC-01", NEW)


def wording(scope_of: ScopeOf) -> str:
    with scope_of(DIRECTOR) as scope:
        return reading(scope, "KIN-01").revision.wording


@pytest.mark.usefixtures("behind")
def test_what_changed_in_the_source_is_marked_word_by_word(signed_in: Signed) -> None:
    page = signed_in(EDITOR).get(HERE).text
    assert "Source changed" in page
    assert "<del>" in page
    assert "removed: C-01" in words(page).replace("</span>", "")
    assert "added: everybody" in words(page)


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("htmx", [True, False])
def test_words_are_kept_in_one_click(signed_in: Signed, scope_of: ScopeOf, htmx: bool) -> None:
    answer = signed_in(EDITOR).submit(f"{AT}/keep", htmx=htmx, seen="2")
    assert answer.status_code == (200 if htmx else 303)
    assert not htmx or 'id="article"' in answer.text
    assert wording(scope_of) == "We will do what KIN-01 asks."
    with scope_of(EDITOR) as scope:
        assert not is_behind(scope, "KIN-01")


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("htmx", [True, False])
def test_new_words_are_taken_over_in_one_click(
    signed_in: Signed, scope_of: ScopeOf, htmx: bool
) -> None:
    answer = signed_in(EDITOR).submit(f"{AT}/adopt", htmx=htmx, seen="2", base="1")
    assert answer.status_code == (200 if htmx else 303)
    assert wording(scope_of) == NEW
    assert "The same wording as" in signed_in(EDITOR).get(HERE).text


@pytest.mark.usefixtures("behind")
def test_it_is_declared_its_own_in_one_click(signed_in: Signed) -> None:
    assert signed_in(EDITOR).submit(f"{AT}/part").status_code == 303
    page = signed_in(EDITOR).get(HERE).text
    assert "Its own wording" in page
    assert "Source changed" not in page


@pytest.mark.usefixtures("behind")
def test_words_are_adapted_beside_the_sources(signed_in: Signed, scope_of: ScopeOf) -> None:
    editor = signed_in(EDITOR)
    page = editor.get(f"{AT}/adapt").text
    assert "We will do what KIN-01 asks." in page
    assert "everybody" in page
    answer = adapted(editor, "Ours", "Our own words.")
    assert answer.status_code == 303
    assert wording(scope_of) == "Our own words."
    with scope_of(EDITOR) as scope:
        assert not is_behind(scope, "KIN-01")


@pytest.mark.usefixtures("behind")
def test_adapted_words_that_cannot_be_saved_are_given_back(signed_in: Signed) -> None:
    answer = adapted(signed_in(EDITOR), "", "Kept for me.")
    assert answer.status_code == 422
    assert "Enter a title." in answer.text
    assert "Kept for me." in answer.text


@pytest.mark.usefixtures("behind")
def test_adapting_what_somebody_else_saved_meanwhile_shows_both(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    with scope_of(EDITOR) as scope:
        reword(scope, "KIN-01", "Saved meanwhile.")
    answer = adapted(signed_in(EDITOR), "Priority KIN-01", "Mine.")
    assert answer.status_code == 409
    assert "Saved meanwhile" in words(answer.text)
    assert "Mine." in answer.text
    assert "Better for all." in answer.text
    assert wording(scope_of) == "Saved meanwhile."


@pytest.mark.usefixtures("behind")
def test_taking_over_on_top_of_somebody_elses_text_is_refused(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    with scope_of(EDITOR) as scope:
        reword(scope, "KIN-01", "Saved meanwhile.")
    answer = signed_in(EDITOR).submit(f"{AT}/adopt", seen="2", base="1")
    assert answer.status_code == 409
    assert "Somebody saved another text" in answer.text
    assert wording(scope_of) == "Saved meanwhile."


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize("verb", ["keep", "adopt"])
@pytest.mark.parametrize("seen", ["1", "99", "x", "-1", "9" * 40, ""])
def test_a_decision_on_another_text_than_the_sources_is_shown_the_new_one(
    signed_in: Signed, verb: str, seen: str
) -> None:
    answer = signed_in(EDITOR).submit(f"{AT}/{verb}", seen=seen, base="1")
    assert answer.status_code == 409
    assert "The source has changed again." in answer.text
    assert "Source changed" in answer.text


@pytest.mark.usefixtures("behind_richmond")
def test_whoever_may_not_read_the_source_is_told_so_and_nothing_else(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    for email in (EDITOR, COMMISSIONER):
        page = signed_in(email).get(HERE).text
        assert "The source is not shared with you." in page
        assert "RIC" not in page
        assert "everybody" not in page
        assert "changed" not in page.lower().replace("unchanged", "")


@pytest.mark.usefixtures("behind_richmond")
@pytest.mark.parametrize("verb", ["keep", "adopt", "adapt"])
def test_nothing_is_decided_on_a_source_that_the_editor_may_not_read(
    signed_in: Signed, scope_of: ScopeOf, verb: str
) -> None:
    typed = {"title": "x", "wording": "x", "outcome": "x"}
    for seen in ("1", "2", "3"):
        form = {"seen": seen, "base": "1", **typed}
        editor = signed_in(EDITOR)
        answer = editor.post(f"{AT}/{verb}", data={**form, "csrf_token": editor.token()})
        assert answer.status_code == 404
    assert wording(scope_of) == "We will do what KIN-01 asks."


@pytest.mark.usefixtures("behind_richmond")
def test_a_director_is_warned_in_words_and_shows_a_draft_only_when_she_says_so(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    director = signed_in(DIRECTOR)
    page = director.get(HERE).text
    assert "Richmond’s draft is not open to Kingston’s plan editors." in page
    assert director.submit(f"{AT}/adopt", seen="2", base="1").status_code == 409
    assert wording(scope_of) == "We will do what KIN-01 asks."
    answer = director.submit(f"{AT}/adopt", seen="2", base="1", disclose="yes")
    assert answer.status_code == 303
    assert wording(scope_of) == NEW


@pytest.mark.usefixtures("behind")
def test_an_editor_is_told_why_she_cannot_take_the_words_over_yet(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    page = signed_in(EDITOR).get(HERE).text
    assert "Only a company director can take them over now." in page
    assert f'action="{AT}/adopt"' not in page
    assert f'action="{AT}/keep"' in page


def test_the_source_says_what_derives_from_it_to_those_who_may_read_that(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
        link(scope, "RIC-02", "C-01")
    source = f"{PLAN}priorities/C-01"
    director, editor = signed_in(DIRECTOR).get(source).text, signed_in(EDITOR).get(source).text
    assert "KIN-01" in director
    assert "RIC-02" in director
    assert "KIN-01" in editor
    assert "RIC" not in editor


def test_a_priority_is_linked_to_its_source_by_choice(signed_in: Signed, scope_of: ScopeOf) -> None:
    editor = signed_in(EDITOR)
    page = editor.get(AT).text
    assert 'value="C-02"' in page
    assert 'value="KIN-01"' not in page
    assert "RIC" not in page
    assert editor.submit(AT, source="C-02").status_code == 303
    assert "C-02 Priority C-02" in editor.get(HERE).text


@pytest.mark.parametrize("chosen", ["", "RIC-01", "KIN-01", "A1", "nothing"])
def test_what_is_not_offered_cannot_be_chosen(signed_in: Signed, chosen: str) -> None:
    answer = signed_in(EDITOR).submit(AT, source=chosen)
    assert answer.status_code == 422
    assert "Choose" in answer.text


def test_a_new_priority_is_derived_from_the_sources_page(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    editor = signed_in(EDITOR)
    assert f"{PLAN}derive/kingston?from=C-01" in editor.get(f"{PLAN}priorities/C-01").text
    page = editor.get(f"{PLAN}derive/kingston?from=C-01").text
    assert "We will do what C-01 asks." in page
    answer = editor.submit(f"{PLAN}derive/kingston", source="C-01", shown="C-01")
    assert answer.headers["Location"].endswith("/priorities/KIN-03")
    with scope_of(EDITOR) as scope:
        assert reading(scope, "KIN-03").revision.outcome == "Children are better off through C-01."


def test_a_council_derives_nothing_for_another(signed_in: Signed) -> None:
    editor = signed_in(EDITOR)
    assert editor.get(f"{PLAN}derive/richmond?from=C-01").status_code == 403
    assert editor.submit(f"{PLAN}derive/richmond", source="C-01").status_code == 403
    assert editor.get(f"{PLAN}derive/sunderland").status_code == 404


def test_the_words_of_a_draft_are_shown_only_where_those_very_words_were_agreed_to(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    director, form = signed_in(DIRECTOR), f"{PLAN}derive/kingston"
    answer = director.submit(form, source="RIC-01", disclose="y", shown="RIC-02")
    assert answer.status_code == 409
    assert "Richmond’s draft is not open to Kingston’s plan editors." in answer.text
    answer = director.submit(form, source="RIC-01", disclose="y", shown="RIC-01")
    assert answer.status_code == 303


@pytest.mark.usefixtures("behind")
def test_the_row_of_the_plan_and_the_cell_of_the_comparison_are_marked(signed_in: Signed) -> None:
    editor = signed_in(EDITOR)
    for page in (editor.get(PLAN).text, editor.get(f"{PLAN}compare").text):
        assert page.count("Source changed") == 1
    assert "Source changed" in editor.fragment(f"{HERE}?part=row").text
    editor.submit(f"{AT}/keep", seen="2")
    for page in (editor.get(PLAN).text, editor.get(f"{PLAN}compare").text):
        assert "Source changed" not in page


@pytest.mark.usefixtures("behind_richmond")
def test_nothing_is_marked_where_the_source_is_hidden(signed_in: Signed, released: State) -> None:
    released("kingston")
    for email in (EDITOR, COMMISSIONER):
        for page in (PLAN, f"{PLAN}compare", "/afc/"):
            assert "Source changed" not in signed_in(email).get(page).text


@pytest.mark.usefixtures("behind")
def test_it_needs_the_editors_of_the_area_and_nobody_else(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    for email in (DIRECTOR, EDITOR):
        page = signed_in(email).get("/afc/").text
        assert "Source changed: KIN-01 Priority KIN-01" in page
        assert f"{HERE}#derivation" in page
    for email in (COMMISSIONER, "editor@richmond.example", "chair@board.afc.example"):
        assert "Source changed" not in signed_in(email).get("/afc/").text


@pytest.mark.usefixtures("behind")
def test_a_published_version_says_where_its_wording_comes_from_and_not_what_changed_since(
    signed_in: Signed, scope_of: ScopeOf, frozen: State
) -> None:
    frozen("approved")
    with scope_of(DIRECTOR) as scope:
        reword(scope, "C-01", "Something newer.")
    page = signed_in("co-chair@richmond.example").get(HERE).text
    assert "C-01 Priority C-01" in page
    assert "Source changed" not in page


def test_a_priority_page_asks_no_more_for_many_derivations(
    signed_in: Signed, scope_of: ScopeOf
) -> None:
    director, page = signed_in(DIRECTOR), f"{PLAN}priorities/C-01"

    def asked() -> int:
        director.get(page)
        with count_queries() as found:
            director.get(page)
        return len(found)

    with scope_of(DIRECTOR) as scope:
        link(scope, "KIN-01", "C-01")
    few = asked()
    with scope_of(DIRECTOR) as scope:
        for ref in ("KIN-02", "RIC-01", "RIC-02", "WM-01", "WM-02"):
            link(scope, ref, "C-01")
    assert asked() == few
    assert few <= 20
