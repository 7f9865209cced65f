"""The search page: finds what its reader may read, and never anything else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.plans import queries as plans
from portal.plans import service
from portal.plans.content import Content
from portal.search.pages import place_words
from tenants.models import Appointment
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.browser import Browser
from tests.factories.plans import PLANS, passage
from tests.factories.world import World
from tests.queries import count_queries

SignedIn = Callable[[str], Browser]
DIRECTOR = "director@afc.example"
CO_CHAIR = "co-chair@kingston.example"


def find(browser: Browser, words: str, *, htmx: bool = False) -> str:
    headers = {"HX-Request": "true"} if htmx else None
    answer = browser.get("/afc/search", query_string={"q": words}, headers=headers)
    assert answer.status_code == 200
    return answer.text


def write(world: World, title: str, letter: str = "A") -> None:
    with world.scope_of(DIRECTOR) as scope:
        plan = plans.find_plan(scope, PLANS["afc"])
        assert plan is not None
        section = plans.find_section(scope, plan, letter)
        assert section is not None
        service.add_item(scope, plan, section, "X9", Content(title=title, wording="Some words."))
        scope.session.commit()


def test_a_hit_says_its_title_where_it_stands_and_whose_it_is(signed_in: SignedIn) -> None:
    page = find(signed_in(DIRECTOR), "priority kin-01")
    path = f"/afc/plans/{PLANS['afc']}/priorities/KIN-01"
    assert f'<a href="{path}">Priority KIN-01</a>' in page
    assert "Plans › Business plan 2019 to 2024 › Priorities › KIN-01" in page
    assert "</span>Kingston</span>" in page
    assert "1 result that you can read" in page


def test_every_word_has_to_be_there(signed_in: SignedIn) -> None:
    assert "Priority KIN-01" not in find(signed_in(DIRECTOR), "kin-01 elephants")


@both_databases
@pytest.mark.parametrize(
    "reader", [None, "commissioner@richmond.example", "editor@richmond.example",
               "commissioner@sunderland.example", "member-1@kingston.example"]
)  # fmt: skip
def test_a_draft_is_found_by_nobody_outside_its_walls(world: World, reader: str | None) -> None:
    page = find(world.browser(reader), "Kin-01")
    assert "Nothing that you can read holds all of these words." in page
    assert "/priorities/" not in page


def test_what_is_submitted_is_found_by_those_who_decide_it(
    world: World, client: Browser, signed_in: SignedIn
) -> None:
    decisions.submit(world)
    assert "Priority KIN-01" in find(signed_in("member-1@kingston.example"), "kin-01")
    assert "Priority KIN-01" not in find(client, "kin-01")


def test_what_was_approved_in_principle_is_found_by_everybody(
    world: World, client: Browser
) -> None:
    slug = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, slug)
    assert "Priority KIN-01" in find(client, "kin-01")


@both_databases
@pytest.mark.parametrize("sign", ["%", "_", "\\", "%in-0%"])
def test_signs_of_patterns_are_taken_as_they_are(signed_in: SignedIn, sign: str) -> None:
    assert "Nothing found" in find(signed_in(DIRECTOR), sign)


def test_a_percent_sign_in_a_text_is_found(world: World) -> None:
    write(world, "40 % of a share_holding")
    browser = world.browser(DIRECTOR)
    assert "40 % of a share_holding" in find(browser, "% share_hold")


@both_databases
def test_capitals_make_no_difference_in_any_language(world: World) -> None:
    write(world, "Straße und Ærø")
    assert "Straße und Ærø" in find(world.browser(DIRECTOR), "STRASSE ærø")


def test_no_words_ask_no_query_and_say_what_can_be_found(client: Browser) -> None:
    with count_queries() as asked:
        page = find(client, "  ")
    assert "What can be found" in page
    assert len(asked) == 2, asked


def test_a_search_costs_five_queries_beside_the_frame(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    with count_queries() as asked:
        find(browser, "priority")
    assert len(asked) == 7, asked


@pytest.mark.parametrize("typed", ["a\0b", "\0", "a\u202eb"])
def test_hidden_characters_are_refused_in_words(client: Browser, typed: str) -> None:
    answer = client.get("/afc/search", query_string={"q": typed})
    assert answer.status_code == 422
    assert "characters that cannot be printed" in answer.text


def test_a_megabyte_is_refused_in_words(client: Browser) -> None:
    answer = client.get("/afc/search", query_string={"q": "w " * 500_000})
    assert answer.status_code == 422
    assert "What you look for must be 200 characters or fewer. You wrote" in answer.text


def test_the_most_words_that_are_allowed_are_looked_for(client: Browser) -> None:
    assert "Nothing found" in find(client, "w " * 100)


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '" autofocus onfocus="x', "عربي 🎉"]
)
def test_what_was_looked_for_stays_in_the_field_as_text(client: Browser, typed: str) -> None:
    page = find(client, typed)
    assert "<script>alert" not in page
    assert 'onfocus="x' not in page
    assert page.count("🎉") == (3 if "🎉" in typed else 0)


def test_htmx_gets_the_results_and_no_page_around_them(signed_in: SignedIn) -> None:
    part = find(signed_in(DIRECTOR), "kin-01", htmx=True)
    assert part.strip().startswith('<div id="results">')
    assert "Priority KIN-01" in part
    assert "<html" not in part


def test_htmx_is_refused_in_the_same_words(client: Browser) -> None:
    answer = client.get("/afc/search?q=a%00b", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "characters that cannot be printed" in answer.text
    assert "<html" not in answer.text


def test_the_fragment_has_the_same_walls(client: Browser) -> None:
    assert "KIN-01" not in find(client, "priority", htmx=True)


def test_another_companys_texts_are_not_found_here(world: World) -> None:
    page = find(world.browser(DIRECTOR), "SUN-01")
    assert "Priority SUN-01" not in page


def test_a_passage_leads_to_its_place_in_the_plan(world: World) -> None:
    page = find(world.browser(DIRECTOR), passage("A1").title)
    assert f'href="/afc/plans/{PLANS["afc"]}/#A1"' in page


def test_a_path_reads_as_words() -> None:
    assert place_words("plans/improvement-plan/#A1") == "Plans › Improvement plan › A1"
    assert place_words("decisions/annual-budget") == "Decisions › Annual budget"


def test_people_are_found_by_name_and_by_what_they_are_today(client: Browser) -> None:
    page = find(client, "director afc")
    assert 'id="found-people"' in page
    assert 'href="/afc/people/"' in page


def test_a_member_leads_to_the_page_of_her_body(client: Browser) -> None:
    page = find(client, "co-chair kingston")
    assert 'href="/afc/bodies/joint-committee/"' in page


def test_a_body_is_found_by_its_name(client: Browser) -> None:
    page = find(client, '"joint committee"')
    assert 'id="found-bodies"' in page


def test_only_those_who_hold_a_post_today_are_found(world: World) -> None:
    with world.operator_of() as scope:
        seat = scope.session.scalars(
            select(Appointment).where(Appointment.person_id == world.person_id(CO_CHAIR))
        ).one()
        seat.ends_on = scope.today() - timedelta(days=1)
        scope.session.commit()
    assert 'id="found-people"' not in find(world.browser(), "co-chair kingston")


def test_a_plan_is_found_by_its_cover_by_those_who_may_see_it(
    signed_in: SignedIn, client: Browser
) -> None:
    assert 'id="found-plans"' in find(signed_in(DIRECTOR), "business plan")
    assert 'id="found-plans"' not in find(client, "business plan")


def test_each_kind_has_a_page_of_its_own(signed_in: SignedIn) -> None:
    browser = signed_in(DIRECTOR)
    assert "/afc/search?q=joint+committee&amp;kind=people" in find(browser, "joint committee")
    part = browser.get("/afc/search?q=joint+committee&kind=people").text
    assert 'id="found-people"' in part
    assert 'id="found-bodies"' not in part


@pytest.mark.parametrize("asked", ["kind=nothing", "page=0", "page=-1", "page=99999", "page=x"])
def test_an_address_that_was_typed_wrong_is_a_page_all_the_same(
    signed_in: SignedIn, asked: str
) -> None:
    assert signed_in(DIRECTOR).get(f"/afc/search?q=priority&{asked}").status_code == 200


def test_the_words_are_marked_where_they_stand(signed_in: SignedIn) -> None:
    assert "<mark>KIN-01</mark>" in find(signed_in(DIRECTOR), "kin-01")
