"""A director opens and conducts a consultation on its pages; others see that it is open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from portal.audit.queries import verify
from portal.engagement import answering, queries, waiting
from tests.both import both_databases
from tests.engagement.conftest import DAY, MONTH, Consultation, Open
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import COMMISSIONER, DIRECTOR, OTHER_COMMISSIONER, PLAN
from tests.factories.world import World
from tests.queries import count_queries

SignedIn = Callable[[str], Browser]
CONSULT = f"/afc/plans/{PLAN}/consult"
FORM: dict[str, Any] = {
    "title": "Help us",
    "intro": "We **ask**.",
    "question": "Anything missing?",
    "asked": ["partners", "public", "council:kingston"],
    "refs": ["C-01"],
    "opens_on-day": "24",
    "opens_on-month": "6",
    "opens_on-year": "2019",
    "closes_on-day": "24",
    "closes_on-month": "7",
    "closes_on-year": "2019",
}


@both_databases
def test_a_director_opens_one_and_sees_its_links_once(world: World, signed_in: SignedIn) -> None:
    engaging.release(world, 0)
    director = signed_in(DIRECTOR)
    shown = director.submit(CONSULT, **FORM)
    assert shown.status_code == 200
    assert shown.text.count("/afc/engagement/by-link?key=") == 1
    assert shown.headers["Cache-Control"] == "no-store"
    link = shown.text.partition('value="http://localhost')[2].partition('"')[0]
    page = director.get("/afc/engagement/help-us/")
    assert page.status_code == 200
    assert "by-link?key=" not in page.text
    guest = world.browser()
    assert guest.get(link).headers["Location"] == "/afc/engagement/help-us/"
    assert "You answer as: partner organisations" in guest.get("/afc/engagement/help-us/").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Enter a title."),
        ({"title": "x" * 201}, "The title must be 200 characters or fewer."),
        ({"asked": []}, "Choose whom you ask."),
        ({"asked": ["council:sunderland"]}, "Choose among the groups and the councils"),
        ({"refs": []}, "Choose at least one text."),
        ({"refs": ["RIC-01"]}, "RIC-01 has not been released"),
        ({"opens_on-day": "31"}, "31 6 2019 is not a day that exists."),
        ({"opens_on-year": "19"}, "24 6 19 is not a day that exists."),
        ({"opens_on-day": "23"}, "The first day is over."),
        ({"closes_on-month": "5"}, "The last day cannot be before today."),
        ({"closes_on-day": "", "closes_on-month": "", "closes_on-year": ""}, "Enter the last day."),
    ],
)
def test_what_cannot_be_opened_comes_back_with_all_that_was_typed(
    world: World, signed_in: SignedIn, changes: dict[str, Any], words: str
) -> None:
    engaging.release(world, 0)
    answer = signed_in(DIRECTOR).submit(CONSULT, **{**FORM, **changes})
    assert answer.status_code == 422
    assert words in answer.text
    assert "We **ask**." in answer.text


def test_a_plan_of_which_nothing_is_released_says_what_to_do_first(signed_in: SignedIn) -> None:
    page = signed_in(DIRECTOR).get(CONSULT).text
    assert "A text goes to others once its own commissioners have been shown it." in page


def test_the_last_day_is_moved_on_its_page(private: Consultation, signed_in: SignedIn) -> None:
    director = signed_in(DIRECTOR)
    days: dict[str, Any] = {"closes_on-day": "1", "closes_on-month": "7", "closes_on-year": "2019"}
    assert director.submit(f"{private.here}last-day", **days).status_code == 303
    assert "until the end of 1 July 2019" in director.get(private.here).text
    gone = director.submit(f"{private.here}last-day", **{**days, "closes_on-month": "6"})
    assert (gone.status_code, "cannot be before today" in gone.text) == (422, True)


def test_the_plans_page_tells_who_is_asked_and_who_conducts_it(
    world: World, private: Consultation, signed_in: SignedIn
) -> None:
    engaging.answer(world, private.slug, "Words", key=private.keys["partners"])
    here = f"/afc/plans/{PLAN}/"
    director = signed_in(DIRECTOR).get(here).text
    assert "Help us shape the plan" in director
    assert "1 response to read" in director
    assert "Put texts of this plan to others" in director
    commissioner = signed_in(COMMISSIONER).get(here).text
    assert "Help us shape the plan" in commissioner
    assert "to read" not in commissioner
    assert "Help us shape" not in signed_in(OTHER_COMMISSIONER).get(here).text


def test_a_count_inside_a_query_stops_at_the_walls_too(world: World, private: Consultation) -> None:
    engaging.answer(world, private.slug, "Words", key=private.keys["partners"])
    for email, count in ((DIRECTOR, 1), (COMMISSIONER, 0)):
        with world.scope_of(email, writes=False) as scope:
            engaging.found(scope, private.slug)
            [of_plan] = queries.of_plans(scope, [engaging.plan_of(scope).id])
            assert [waiting for _, waiting in of_plan.rounds] == [count]


def test_a_public_consultation_is_on_the_companys_page_and_in_the_search(
    client: Browser, public: Consultation
) -> None:
    assert "Have your say" in client.get("/afc/").text
    assert public.here in client.get("/afc/search?q=for+all").text
    assert public.here in client.get("/afc/engagement/").text


def test_a_company_that_asks_nothing_asks_nobody_to_have_a_say(client: Browser) -> None:
    assert "Have your say" not in client.get("/afc/").text


def _verbs(world: World, email: str) -> list[tuple[str, str]]:
    with world.scope_of(email, writes=False) as scope:
        return [(need.verb, need.button) for need in waiting.needs(scope)]


def test_what_waits_for_a_director_changes_as_a_consultation_goes_on(
    world: World, open_round: Open
) -> None:
    whole = open_round(closes_on=DAY + MONTH)
    assert _verbs(world, DIRECTOR) == []
    number = engaging.answer(world, whole.slug, "Words", key=whole.keys["partners"])
    assert _verbs(world, DIRECTOR) == [("Read", "Read what they say")]
    engaging.publish(world, whole.slug, number, "Words")
    with engaging.on(world, DAY + MONTH - timedelta(7)):
        assert _verbs(world, DIRECTOR) == [("See", "Open it")]
    with engaging.on(world, DAY + MONTH + timedelta(1)):
        assert _verbs(world, DIRECTOR) == [("Answer", "Write the answers")]


def test_a_named_council_is_asked_until_it_has_answered(world: World, open_round: Open) -> None:
    whole = open_round()
    asked = [("Answer", "Answer the consultation")]
    assert _verbs(world, COMMISSIONER) == asked
    assert _verbs(world, OTHER_COMMISSIONER) == []
    assert _verbs(world, "editor@kingston.example") == []
    assert _verbs(world, "member@board.afc.example") == []
    with engaging.on(world, DAY + MONTH + timedelta(1)):
        assert _verbs(world, COMMISSIONER) == []
    engaging.answer(world, whole.slug, "Ours", email=COMMISSIONER)
    assert _verbs(world, COMMISSIONER) == []


def test_what_needs_you_leads_to_the_consultation(
    private: Consultation, signed_in: SignedIn
) -> None:
    page = signed_in(COMMISSIONER).get("/afc/").text
    assert "Kingston’s formal response" in page
    assert f'href="{private.here}"' in page


@both_databases
def test_everything_is_in_the_log_and_the_log_holds(world: World, public: Consultation) -> None:
    """Opened, answered, published, taken down, summed up, answered; comments besides."""
    for _ in range(2):
        number = engaging.answer(world, public.slug, "Words")
        engaging.publish(world, public.slug, number, "Words")
    engaging.withhold(world, public.slug, number)
    child = engaging.answer(world, public.slug, "Ours", key=public.keys["young_people"])
    engaging.publish(world, public.slug, child, "")
    engaging.comment(world, COMMISSIONER, "C-01", "Words")
    public.close()
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, public.slug)
        answering.summarise(scope, found, "Together")
        engaging.answer_all(scope, found)
        answering.close(scope, found)
        scope.session.commit()
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


def test_a_hand_in_the_database_shows(world: World, public: Consultation) -> None:
    engaging.answer(world, public.slug, "Words")
    with world.operator_of() as scope:
        response = engaging.response_of(scope, engaging.found(scope, public.slug), 1)
        response.reason = "Not by the portal"
        scope.session.flush()
        breaks = verify(scope).breaks
    assert [each for each in breaks if each.startswith("The response 1 is not as event")]


MOST = {
    "": 8,
    "responses/": 8,
    "answers/": 14,
}


@pytest.mark.parametrize("page", MOST)
def test_a_page_asks_no_more_for_many_responses_than_for_one(
    world: World, public: Consultation, signed_in: SignedIn, page: str
) -> None:
    director = signed_in(DIRECTOR)

    def asked() -> int:
        with count_queries() as found:
            assert director.get(public.here + page).status_code == 200
        assert len(found) <= MOST[page], found
        return len(found)

    for number in range(2):
        engaging.answer(world, public.slug, f"Waiting {number}")
        engaging.publish(world, public.slug, engaging.answer(world, public.slug, "Shown"), "Shown")
    director.get(public.here + page)
    few = asked()
    for number in range(12):
        engaging.answer(world, public.slug, f"Waiting {number}")
        engaging.publish(world, public.slug, engaging.answer(world, public.slug, "Shown"), "Shown")
    assert asked() == few


def test_comments_cost_as_many_queries_as_none(world: World, signed_in: SignedIn) -> None:
    engaging.release(world, 0, 1)
    commissioner = signed_in(COMMISSIONER)

    def asked(path: str) -> int:
        commissioner.get(path)
        with count_queries() as found:
            commissioner.get(path)
        return len(found)

    paths = (f"/afc/plans/{PLAN}/", f"/afc/plans/{PLAN}/priorities/C-01")
    engaging.comment(world, COMMISSIONER, "C-01", "One")
    few = [asked(path) for path in paths]
    for number in range(10):
        engaging.comment(world, COMMISSIONER, "C-01", f"Comment {number}")
        engaging.comment(world, COMMISSIONER, "KIN-02", f"Comment {number}")
    assert [asked(path) for path in paths] == few
