"""You said, we did: each published remark has its answer before a consultation is closed."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from portal.engagement import answering, queries
from portal.engagement.answering import AnswerDetails
from portal.engagement.models import Answer
from portal.engagement.service import EngagementError
from portal.plans.service import versioning
from tenants.audiences import DIRECTORS, PUBLIC
from tests.both import both_databases
from tests.engagement.conftest import Consultation
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import COMMISSIONER, DIRECTOR, PLAN
from tests.factories.world import World

SignedIn = Callable[[str], Browser]


@pytest.fixture
def closed(world: World, public: Consultation) -> Consultation:
    """With one answer published, after its last day."""
    number = engaging.answer(world, public.slug, "More time")
    engaging.publish(world, public.slug, number, "More time")
    public.close()
    return public


def _answer(world: World, closed: Consultation) -> None:
    with world.scope_of(DIRECTOR) as scope:
        engaging.answer_all(scope, engaging.found(scope, closed.slug))
        scope.session.commit()


def _close(world: World, closed: Consultation) -> None:
    with world.scope_of(DIRECTOR) as scope:
        answering.close(scope, engaging.found(scope, closed.slug))
        scope.session.commit()


@both_databases
def test_it_is_closed_once_everything_published_is_answered_and_then_shown(
    world: World, closed: Consultation
) -> None:
    stranger = world.browser()
    _answer(world, closed)
    assert "You said it." not in stranger.get(closed.here).text
    _close(world, closed)
    page = stranger.get(closed.here).text
    for words in ("You said, we did", "You said it.", "We did it.", "Answered"):
        assert words in page
    with world.operator_of() as scope:
        assert set(scope.session.scalars(select(Answer.audience))) == {PUBLIC}


def test_it_is_not_closed_while_anything_is_open(world: World, closed: Consultation) -> None:
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, closed.slug)
        assert answering.open_ends(scope, found) == ["3 published remarks still without an answer."]
        with pytest.raises(EngagementError, match="3 published remarks"):
            answering.close(scope, found)


def test_it_is_not_closed_while_people_can_answer(world: World, public: Consultation) -> None:
    with (
        world.scope_of(DIRECTOR) as scope,
        pytest.raises(EngagementError, match="until its last day is over"),
    ):
        answering.close(scope, engaging.found(scope, public.slug))


def test_it_is_not_closed_while_an_answer_waits_or_children_are_not_summed_up(
    world: World, public: Consultation
) -> None:
    key = public.keys["young_people"]
    child = engaging.answer(world, public.slug, "Ours", key=key)
    engaging.publish(world, public.slug, child, "")
    engaging.answer(world, public.slug, "Waiting")
    public.close()
    with world.scope_of(DIRECTOR) as scope:
        assert answering.open_ends(scope, engaging.found(scope, public.slug)) == [
            "1 response still to be read: publish or withhold each.",
            "What young people said is still to be summed up.",
        ]


def test_a_choice_without_words_needs_no_answer(world: World, public: Consultation) -> None:
    number = engaging.answer(world, public.slug, "Secret words")
    engaging.publish(world, public.slug, number, "")
    public.close()
    _close(world, public)
    assert "Answered" in world.browser().get(public.here).text


def test_what_is_taken_down_needs_no_answer(world: World, closed: Consultation) -> None:
    engaging.withhold(world, closed.slug, 1)
    _close(world, closed)


def test_nothing_is_added_after_the_end(world: World, closed: Consultation) -> None:
    _answer(world, closed)
    _close(world, closed)
    details = AnswerDetails("x", "changed", "x", None, frozenset({1}))
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, closed.slug)
        [given] = queries.answers(scope, found)
        for late in (
            lambda: answering.close(scope, found),
            lambda: answering.answer(scope, found, details),
            lambda: answering.rewrite(scope, found, given, details),
            lambda: answering.summarise(scope, found, "x"),
        ):
            with pytest.raises(EngagementError, match="closed and answered"):
                late()


def test_an_answer_is_rewritten_and_lets_go_of_what_it_no_longer_answers(
    world: World, closed: Consultation
) -> None:
    _answer(world, closed)
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, closed.slug)
        [given] = queries.answers(scope, found)
        first, *others = queries.quotes(scope, found)
        details = AnswerDetails("x", "not_changed", "No money", None, frozenset({first.id}))
        answering.rewrite(scope, found, given, details)
        assert first.answer_id == given.id
        assert {quote.answer_id for quote in others} == {None}
        assert given.audience == DIRECTORS


def test_an_answer_answers_something(world: World, closed: Consultation) -> None:
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, closed.slug)
        for outcome, quotes in (("changed", frozenset[int]()), ("maybe", frozenset({1}))):
            details = AnswerDetails("x", outcome, "x", None, quotes)
            with pytest.raises(EngagementError):
                answering.answer(scope, found, details)


def test_the_newest_text_is_linked_for_who_may_read_it_alone(
    world: World, closed: Consultation, signed_in: SignedIn
) -> None:
    _answer(world, closed)
    _close(world, closed)
    link = f'href="/afc/plans/{PLAN}/priorities/C-01"'
    assert link in signed_in(COMMISSIONER).get(closed.here).text
    stranger = world.browser()
    page = stranger.get(closed.here).text
    assert link not in page
    assert "On C-01." in page
    with world.scope_of(DIRECTOR) as scope:
        version = versioning.freeze(scope, engaging.plan_of(scope))
        hat = scope.hat
        assert hat is not None
        versioning.submit(scope, version, hat)
        versioning.settle(scope, version, hat, "approved")
        scope.session.commit()
    assert link in stranger.get(closed.here).text


def test_a_director_answers_and_closes_it_on_its_pages(
    world: World, closed: Consultation, signed_in: SignedIn
) -> None:
    director = signed_in(DIRECTOR)
    early = director.submit(f"{closed.here}close")
    assert early.status_code == 409
    assert "3 published remarks still without an answer." in early.text
    with world.operator_of() as scope:
        quotes = [str(q.id) for q in queries.quotes(scope, engaging.found(scope, closed.slug))]
    form: dict[str, Any] = {
        "remarks": quotes,
        "outcome": "changed",
        "why": "We gave more.",
        "exhibit": "",
    }
    empty = director.submit(f"{closed.here}answers/", **form, said="")
    assert (empty.status_code, "We gave more." in empty.text) == (422, True)
    saved = director.submit(f"{closed.here}answers/", **form, said="You wanted time")
    assert saved.status_code == 303
    assert "Close it as answered" in director.get(f"{closed.here}answers/").text
    changed = director.submit(f"{closed.here}answers/1", **form, said="You wanted more time")
    assert changed.status_code == 303
    assert director.submit(f"{closed.here}close").status_code == 303
    assert "You wanted more time" in world.browser().get(closed.here).text


def test_the_page_of_the_text_tells_what_was_said_and_done(
    world: World, closed: Consultation, signed_in: SignedIn
) -> None:
    _answer(world, closed)
    here = f"/afc/plans/{PLAN}/priorities/C-01"
    commissioner = signed_in("commissioner@richmond.example")
    before = commissioner.get(here).text
    assert "Said in consultation" in before
    assert "More time" in before
    assert "We did it." not in before
    _close(world, closed)
    assert "We did it." in commissioner.get(here).text


def test_the_page_of_a_text_tells_nobody_of_a_consultation_that_is_not_hers(
    world: World, private: Consultation, signed_in: SignedIn
) -> None:
    number = engaging.answer(world, private.slug, "Ours", key=private.keys["partners"])
    engaging.publish(world, private.slug, number, "Ours")
    here = f"/afc/plans/{PLAN}/priorities/C-01"
    assert "Said in consultation" in signed_in(COMMISSIONER).get(here).text
    for email in ("commissioner@richmond.example", "member@board.afc.example"):
        assert "Said in consultation" not in signed_in(email).get(here).text
