"""What children say is shown grouped only: never one by one, and never in small numbers."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.engagement import answering, moderating, queries
from portal.engagement.models import Quote, Summary
from portal.engagement.receiving import Sender
from portal.engagement.scales import FEWER, NOT_SAID
from portal.engagement.service import EngagementError, RoundError, move_last_day
from tests.engagement.conftest import DAY, MONTH, Consultation
from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.engaging import DIRECTOR
from tests.factories.world import World

SignedIn = Callable[[str], Browser]


def _children(world: World, public: Consultation, choices: str, words: str = "Ours") -> None:
    """An answer for each letter: a for agree, d for disagree."""
    for letter in choices:
        choice = {"a": "agree", "d": "disagree"}[letter]
        key = public.keys["young_people"]
        number = engaging.answer(world, public.slug, words, key=key, choice=choice)
        engaging.publish(world, public.slug, number, "")


def _sum_up(world: World, public: Consultation) -> Summary:
    public.close()
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, public.slug)
        summary = answering.summarise(scope, found, "They want *more time*.")
        scope.session.commit()
        return summary


def test_a_childs_answer_is_never_shown_by_itself(world: World, public: Consultation) -> None:
    _children(world, public, "a", "I am nine and I want a swing")
    stranger = world.browser()
    for path in (public.here, "/afc/search?q=nine", "/afc/feed.atom", "/afc/"):
        assert "swing" not in stranger.get(path).text
    with world.operator_of() as scope:
        assert scope.session.scalars(select(Quote)).all() == []


def test_whoever_says_she_is_under_18_is_grouped_too(world: World, public: Consultation) -> None:
    under = Sender(under_18=True)
    number = engaging.answer(world, public.slug, "From school", sender=under)
    engaging.publish(world, public.slug, number, "From school")
    assert "From school" not in world.browser().get(public.here).text


def test_the_form_asks_for_the_age_where_anybody_may_answer(public: Consultation) -> None:
    assert "I am under 18" in public.world.browser().get(public.here).text
    assert "I am under 18" not in public.guest("young_people").get(public.here).text


def test_the_summary_says_large_numbers_and_no_small_one(
    world: World, public: Consultation
) -> None:
    _children(world, public, "aaaaaaadd")
    summary = _sum_up(world, public)
    for _, rows in summary.counts:
        assert rows == [
            ["Strongly agree", "0"],
            ["Agree", "7"],
            ["Neither agree nor disagree", "0"],
            ["Disagree", FEWER],
            ["Strongly disagree", "0"],
            ["All", NOT_SAID],
        ]
    page = world.browser().get(public.here).text
    assert "<em>more time</em>" in page
    assert FEWER in page


def test_where_fewer_than_six_children_answered_nothing_is_counted(
    world: World, public: Consultation
) -> None:
    _children(world, public, "aaaaa")
    assert _sum_up(world, public).counts == []


def test_the_summary_is_counted_once_so_that_no_difference_tells_of_one(
    world: World, public: Consultation
) -> None:
    _children(world, public, "aaaaaaa")
    before = _sum_up(world, public).counts
    with world.scope_of(DIRECTOR) as scope:
        found = engaging.found(scope, public.slug)
        [first, *_] = queries.sent(scope, found, "counted")
        with pytest.raises(EngagementError, match="would change by one"):
            moderating.withhold(scope, found, first.response, "Second thoughts")
        assert answering.summarise(scope, found, "Other words").counts == before
        with pytest.raises(RoundError, match="summed up already"):
            move_last_day(scope, found, DAY + MONTH)


def test_the_summary_is_written_after_the_end_and_after_every_answer_is_read(
    world: World, public: Consultation
) -> None:
    with world.scope_of(DIRECTOR) as scope, pytest.raises(EngagementError, match="has closed"):
        answering.summarise(scope, engaging.found(scope, public.slug), "Early")
    engaging.answer(world, public.slug, "Waiting", key=public.keys["young_people"])
    with pytest.raises(EngagementError, match="still waiting"):
        _sum_up(world, public)


def test_a_director_reads_them_to_sum_them_up(
    world: World, public: Consultation, signed_in: SignedIn
) -> None:
    _children(world, public, "a", "A swing, please")
    director = signed_in(DIRECTOR)
    assert "A swing, please" in director.get(f"{public.here}summary").text
    early = director.submit(f"{public.here}summary", words="They want a swing")
    assert (early.status_code, "They want a swing" in early.text) == (409, True)
    public.close()
    director.submit(f"{public.here}summary", words="They want a swing")
    assert "They want a swing" in world.browser().get(public.here).text
