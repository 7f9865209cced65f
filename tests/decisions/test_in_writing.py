"""A resolution in writing: enough of all who are entitled to vote agree, or it lapses."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules import Rule, RuleName, Seat
from portal.decisions.rules.seats import Choice
from portal.decisions.rules.written import in_writing

COUNCILS = ("Ash", "Birch")
WEIGHTS = {"Ash": Decimal(60), "Birch": Decimal(40)}
MAJORITY = Rule(2, 0, name="simple_majority")
choices = st.lists(st.sampled_from(["for", "against", "abstain", None]), min_size=1, max_size=7)
names = st.sampled_from(get_args(RuleName))


def board(*votes: Choice | None) -> list[Seat]:
    """Members of one board, nobody in a room."""
    return [
        Seat(str(n), "Company", present=vote is not None, choice=vote)
        for n, vote in enumerate(votes)
    ]


def test_it_carries_with_the_vote_that_is_enough() -> None:
    found = in_writing(MAJORITY, ["Company"], board("for", "for", None), over=False)
    assert found.result == "carried"
    assert found.sentence == (
        "Carried in writing: two of the three members entitled to vote agreed. One did not answer."
    )


def test_half_of_those_entitled_is_not_enough() -> None:
    found = in_writing(MAJORITY, ["Company"], board("for", "for", None, None), over=True)
    assert found.result == "lost"
    assert "Two did not answer." in found.sentence


def test_before_the_last_day_it_waits_for_the_others() -> None:
    found = in_writing(MAJORITY, ["Company"], board("for", "against", None), over=False)
    assert (found.result, found.sentence) == ("open", "Waiting for 1 of 3: Company 1.")


@given(choices)
def test_a_majority_in_writing_is_one_of_everybody(votes: list[Choice | None]) -> None:
    found = in_writing(MAJORITY, ["Company"], board(*votes), over=True)
    assert (found.result == "carried") == (2 * votes.count("for") > len(votes))


@given(choices)
def test_unanimity_in_writing_is_everybody(votes: list[Choice | None]) -> None:
    rule = replace(MAJORITY, name="unanimous_of_those_present")
    found = in_writing(rule, ["Company"], board(*votes), over=True)
    assert (found.result == "carried") == (set(votes) == {"for"})


@given(choices, names)
def test_one_more_who_agrees_never_loses_it(votes: list[Choice | None], name: RuleName) -> None:
    rule = replace(MAJORITY, name=name, weights=WEIGHTS)
    seats = [
        Seat(str(n), COUNCILS[n % 2], present=v is not None, choice=v) for n, v in enumerate(votes)
    ]
    before = in_writing(rule, COUNCILS, seats, over=True).result
    for place, seat in enumerate(seats):
        more = [*seats]
        more[place] = replace(seat, present=True, choice="for")
        after = in_writing(rule, COUNCILS, more, over=True).result
        assert before != "carried" or after == "carried"


@pytest.mark.parametrize("over", [True, False])
def test_carried_stays_carried_whatever_the_others_answer(over: bool) -> None:
    assert (
        in_writing(MAJORITY, ["Company"], board("for", "for", "against"), over).result == "carried"
    )
