"""What of an answer is shown: after it was read, in the words that are published, without names."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from portal.engagement import moderating, queries
from portal.engagement.models import Quote, Remark
from portal.engagement.receiving import Sender
from portal.engagement.service import EngagementError
from tenants.audiences import DIRECTORS, PUBLIC
from tests.both import both_databases
from tests.engagement.conftest import Consultation
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import COMMISSIONER, DIRECTOR
from tests.factories.world import World

SignedIn = Callable[[str], Browser]
ANN = Sender("Ann Onymous", "ann@example.org")
SENT = "My son Ben, at 12 High Street, waits."
SHOWN = "My child waits."


@pytest.fixture
def number(world: World, public: Consultation) -> int:
    return engaging.answer(world, public.slug, SENT, sender=ANN)


def _moderate(director: Browser, public: Consultation, number: int, words: str, **more: str) -> int:
    page = director.get(f"{public.here}responses/").text
    names = {each for each in _boxes(page) if each.startswith("words_")}
    form: dict[str, Any] = {**dict.fromkeys(names, words), **more}
    return director.submit(f"{public.here}responses/{number}", **form).status_code


def _boxes(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('name="')[1:]]


@both_databases
def test_the_published_wording_stands_beside_the_original(
    world: World, public: Consultation, number: int, signed_in: SignedIn
) -> None:
    director = signed_in(DIRECTOR)
    assert _moderate(director, public, number, SHOWN, decision="publish") == 303
    page = world.browser().get(public.here).text
    assert SHOWN in page
    for kept in ("High Street", "Ben", "Ann Onymous", "ann@example.org"):
        assert kept not in page
    assert "A member of the public" in page
    kept_by_the_company = director.get(f"{public.here}responses/?state=published").text
    assert SENT in kept_by_the_company
    assert "Ann Onymous" in kept_by_the_company
    with world.operator_of() as scope:
        assert set(scope.session.scalars(select(Remark.words))) == {SENT}
        assert set(scope.session.scalars(select(Quote.audience))) == {PUBLIC}


def test_choices_are_counted_once_they_are_published(
    world: World, public: Consultation, number: int
) -> None:
    stranger = world.browser()
    assert "<table" not in stranger.get(public.here).text
    engaging.publish(world, public.slug, number, "")
    page = stranger.get(public.here).text
    assert page.count("How far people agree with") == 2
    assert "What people said" not in page


def test_what_is_withheld_needs_a_reason_and_shows_nowhere(
    world: World, public: Consultation, number: int, signed_in: SignedIn
) -> None:
    director = signed_in(DIRECTOR)
    assert _moderate(director, public, number, SENT, decision="withhold") == 422
    assert _moderate(director, public, number, SENT, decision="withhold", reason="Rude") == 303
    assert SENT not in world.browser().get(public.here).text
    withheld = director.get(f"{public.here}responses/?state=withheld").text
    assert SENT in withheld
    assert "Rude" in withheld


def test_what_was_published_can_be_taken_down_and_put_up_in_other_words(
    world: World, public: Consultation, number: int
) -> None:
    stranger = world.browser()
    engaging.publish(world, public.slug, number, SHOWN)
    engaging.withhold(world, public.slug, number)
    assert SHOWN not in stranger.get(public.here).text
    with world.operator_of() as scope:
        assert set(scope.session.scalars(select(Quote.audience))) == {DIRECTORS}
    engaging.publish(world, public.slug, number, "We wait.")
    page = stranger.get(public.here).text
    assert SHOWN not in page
    assert "We wait." in page


def test_an_answer_of_which_nothing_would_show_is_withheld_not_published(
    world: World, public: Consultation
) -> None:
    number = engaging.answer(world, public.slug, SENT, choice=None)
    with pytest.raises(EngagementError, match="Withhold it, and say why"):
        engaging.publish(world, public.slug, number, "  ")


def test_a_councils_formal_response_is_shown_as_the_councils(
    world: World, public: Consultation
) -> None:
    number = engaging.answer(world, public.slug, "Kingston agrees", email=COMMISSIONER)
    engaging.publish(world, public.slug, number, "Kingston agrees")
    page = world.browser().get(public.here).text
    assert "Kingston agrees" in page
    assert "Kingston, formal response" in page
    assert "Commissioner Kingston" not in page


def test_only_directors_read_what_waits(
    public: Consultation, number: int, signed_in: SignedIn
) -> None:
    for email in (COMMISSIONER, "editor@kingston.example", "member@board.afc.example"):
        browser = signed_in(email)
        assert browser.get(f"{public.here}responses/").status_code == 403
        assert browser.get(f"{public.here}responses/{number}").status_code == 404


def test_a_state_that_is_none_is_not_found(public: Consultation, signed_in: SignedIn) -> None:
    director = signed_in(DIRECTOR)
    assert director.get(f"{public.here}responses/?state=secret").status_code == 404


def test_a_wording_too_long_comes_back(
    public: Consultation, number: int, signed_in: SignedIn
) -> None:
    assert _moderate(signed_in(DIRECTOR), public, number, "x" * 4001, decision="publish") == 422


def test_a_response_of_another_consultation_is_not_found_here(
    world: World, public: Consultation, number: int
) -> None:
    other, _ = engaging.open_round(world, title="Another")
    with world.scope_of(DIRECTOR) as scope:
        consultation = engaging.found(scope, other)
        assert queries.find_response(scope, number, consultation=consultation) is None
        with pytest.raises(EngagementError, match="Say why"):
            moderating.withhold(
                scope,
                engaging.found(scope, public.slug),
                engaging.response_of(scope, engaging.found(scope, public.slug), number),
                " ",
            )
