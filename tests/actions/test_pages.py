"""The list, one action, and updating it: with htmx a row is swapped, without it there is a page."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from portal.actions.service import Telling
from tests.actions.conftest import COMMISSIONER, DIRECTOR, EDITOR, LIST, PLAN, action_of, tell
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf

pytestmark = pytest.mark.usefixtures("plan")
Signed = Callable[[str], Browser]
UPDATE = f"{PLAN}KIN-A01/update"


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def send(browser: Browser, *, htmx: bool = False, **fields: str) -> TestResponse:
    form = {"base": "0", "status": "amber", "note": "", "new_date": "", "agreed_by": "", **fields}
    return browser.submit(UPDATE, htmx=htmx, **form)


def test_the_list_sets_what_is_declared_against_the_dates(
    director: Browser, scope_of: ScopeOf
) -> None:
    tell(scope_of, "C-A01", Telling("red"))
    tell(scope_of, "C-A02", Telling("green"))
    page = words(director.get(LIST).text)
    assert "1 action is declared overdue. By their dates alone 3 are: 3 more." in page
    assert "Its date says: overdue" in page
    assert "Its date says: not due yet" in page
    assert "31/02/2019 Not readable: no such day" in page


def test_a_commissioner_reads_and_is_offered_no_update(signed_in: Signed) -> None:
    page = signed_in(COMMISSIONER).get(LIST).text
    assert "Publish the plan" in page
    assert "action__update" not in page


def test_an_editor_is_offered_what_is_hers_alone(signed_in: Signed) -> None:
    page = signed_in(EDITOR).get(LIST).text
    assert re.findall(r"/(\w+-A\d+)/update\?[^\"]*\"\s+hx-get", page) == ["KIN-A01", "KIN-A02"]


def test_the_public_is_told_whose_list_it_is(client: Browser) -> None:
    page = words(client.get(LIST).text)
    assert "councils’ commissioners read how they stand" in page
    assert "Publish the plan" not in page


def test_a_link_to_an_action_asks_a_stranger_to_sign_in_and_leads_there(client: Browser) -> None:
    answer = client.get(f"{PLAN}KIN-A01")
    assert answer.status_code == 404
    assert "/sign-in?next=%2Fafc%2Factions%2Fimprovement-plan%2FKIN-A01" in answer.text


def test_following_a_link_writes_nothing(director: Browser, scope_of: ScopeOf) -> None:
    for path in (f"{PLAN}KIN-A01", UPDATE, f"{UPDATE}?status=completed"):
        assert director.get(path).status_code == 200
    with scope_of(DIRECTOR, writes=False) as scope:
        assert action_of(scope, "KIN-A01").head == 0


def test_without_scripts_a_save_goes_on_to_the_next_row_of_the_same_list(
    director: Browser,
) -> None:
    page = director.get(f"{LIST}?plan=improvement-plan&show=overdue").text
    link = re.search(r'href="([^"]*KIN-A01/update[^"]*)"', page)
    assert link is not None
    form = director.get(link[1].replace("&amp;", "&")).text
    back = re.search(r'name="back" value="([^"]*)"', form)
    assert back is not None
    answer = send(director, back=back[1].replace("&amp;", "&"), next="77-C-A02")
    assert answer.status_code == 303
    assert answer.location == f"{LIST}?plan=improvement-plan&show=overdue#action-77"


def test_a_way_back_that_is_not_ours_is_dropped(director: Browser) -> None:
    answer = send(director, back="//evil.example/?x=1", next="javascript:1")
    assert answer.location.startswith(f"{LIST}#action-")


def test_htmx_is_given_the_row_alone(director: Browser) -> None:
    form = director.fragment(UPDATE).text
    assert re.match(r'\s*<tr role="row" id="action-\d+" class="action action--open editor"', form)
    answer = send(director, htmx=True, note="Slow.", next="77-C-A02")
    assert answer.status_code == 200
    assert answer.text.strip().startswith('<tr role="row" id="action-')
    assert 'data-announce="Saved. KIN-A01: Not on target." data-go-on' in answer.text
    assert answer.text.count('class="action accent-kingston"') == 1
    assert "Slow." in answer.text


def test_a_save_in_place_brings_the_totals_along(director: Browser) -> None:
    answer = send(director, htmx=True, back="plan=improvement-plan")
    assert '<div id="standing" data-quiet hx-swap-oob="true">' in answer.text
    assert '?plan=improvement-plan&amp;status=amber">1</a>' in answer.text


def test_a_save_with_a_fault_gives_back_what_was_typed_with_the_words_beside_it(
    director: Browser,
) -> None:
    answer = send(director, note="The printer.", new_date="31/02/2020", agreed_by="Board")
    assert answer.status_code == 422
    assert "“31/02/2020”: there is no such day" in answer.text
    for typed in ("The printer.", 'value="31/02/2020"', 'value="Board"'):
        assert typed in answer.text


def test_a_month_is_no_day_that_can_be_agreed(director: Browser) -> None:
    answer = send(director, note="x", new_date="March 2020", agreed_by="Board")
    assert "“March 2020” does not say which day. Write one day" in answer.text


def test_a_date_is_read_as_people_write_it(director: Browser, scope_of: ScopeOf) -> None:
    send(director, note="Later.", new_date="31 March 2020", agreed_by="Programme board")
    page = words(director.get(f"{PLAN}KIN-A01").text)
    assert "23/06/2019 As first written" in page
    assert "31 March 2020 Agreed by Programme board; told by Director Afc" in page
    assert "First: 23/06/2019" in words(director.get(LIST).text)


def test_a_clash_shows_both(director: Browser, scope_of: ScopeOf) -> None:
    tell(scope_of, "KIN-A01", Telling("green", "Printed."), by=EDITOR)
    answer = send(director, note="Not printed.")
    assert answer.status_code == 409
    page = words(answer.text)
    assert "Editor Kingston recorded “On target”, “Printed.”, on 24 June 2019" in page
    assert "Not printed." in answer.text
    again = send(director, base="1", note="Not printed.")
    assert again.status_code == 303


def test_a_status_has_to_be_chosen(director: Browser) -> None:
    answer = send(director, status="", note="Hm.")
    assert answer.status_code == 422
    assert answer.text.count("Choose how the action stands.") == 2


def test_what_recurs_can_be_done_this_time(director: Browser) -> None:
    assert "Done this time" in director.get(f"{PLAN}C-A03/update").text
    assert "Done this time" not in director.get(UPDATE).text


def test_the_history_is_a_strip_with_its_words_and_a_table(
    director: Browser, scope_of: ScopeOf
) -> None:
    tell(scope_of, "KIN-A01", Telling("green"))
    tell(scope_of, "KIN-A01", Telling("completed", "Printed.", "Parents came."))
    page = director.get(f"{PLAN}KIN-A01").text
    assert "2 entries, oldest first: On target on 24 June 2019; Completed on 24 June 2019." in page
    assert re.findall(r"chart__step--(\w+)", page) == ["green", "completed"]
    assert "Parents came." in page


def test_the_plans_own_page_says_how_each_action_stands(
    director: Browser, scope_of: ScopeOf
) -> None:
    tell(scope_of, "KIN-A01", Telling("amber"))
    page = words(director.get("/afc/plans/improvement-plan/?section=C").text)
    assert "Not on target Its date says: overdue Log of KIN-A01" in page


def test_overdue_actions_wait_for_whoever_may_update_them(signed_in: Signed) -> None:
    home = words(signed_in(EDITOR).get("/afc/").text)
    assert "1 overdue action: Improvement plan, Kingston" in home
    assert "1 day late" in home
    assert "overdue action" not in words(signed_in(COMMISSIONER).get("/afc/").text)


def test_a_list_that_matches_nothing_says_so(director: Browser) -> None:
    assert "No action is like that." in director.get(f"{LIST}?lead=Nobody+at+all").text


def test_words_that_name_nothing_narrow_nothing(director: Browser) -> None:
    page = director.get(f"{LIST}?plan=nowhere&domain=Q&status=blue&show=x&page=abc").text
    assert "Publish the plan" in page
