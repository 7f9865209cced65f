"""The earliest day on which a decision can have effect: planned sittings, notice, call-in."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules.codes import Code, read_code
from portal.decisions.rules.earliest import Sits, as_key_decision, earliest

TODAY = date(2019, 6, 24)
EVERY = read_code("every_council_consents")
UNANIMOUS = read_code("unanimous_of_those_present")
COMMITTEE = Sits("Joint committee", sittings=(date(2019, 7, 1), date(2019, 9, 9)))
CABINET = Sits(
    "Cabinet",
    "Windsor and Maidenhead",
    Decimal(20),
    (date(2019, 9, 26),),
    call_in_days=5,
    key_clear_days=28,
)
KINGSTON = Sits("Committee", "Kingston", Decimal(40), (date(2019, 9, 17),), call_in_days=5)
RICHMOND = Sits("Committee", "Richmond", Decimal(40), (date(2019, 9, 10),), call_in_days=5)

days = st.integers(0, 120).map(lambda number: TODAY + timedelta(days=number))
sitting_bodies = st.builds(
    Sits,
    body=st.just("Committee"),
    council=st.sampled_from(["Kingston", "Richmond", "Windsor and Maidenhead"]),
    share=st.sampled_from([Decimal(20), Decimal(40)]),
    sittings=st.lists(days, max_size=4).map(tuple),
    clear_days=st.integers(0, 10),
    call_in_days=st.integers(0, 6),
)
several = st.lists(sitting_bodies, max_size=4)
rules = st.sampled_from(
    [
        "every_council_consents",
        "share_of_councils:75",
        "one_vote_per_council",
        "weighted_by_ownership:50",
        "unanimous_of_those_present",
    ]
).map(read_code)


def test_a_committee_decides_at_its_next_sitting_that_leaves_time_for_notice() -> None:
    found = earliest(TODAY, UNANIMOUS, [COMMITTEE])
    assert found.on == date(2019, 9, 9)
    assert found.sentence == "Monday 9 September 2019: Joint committee decides then."


def test_the_day_after_five_clear_days_is_in_time() -> None:
    sits = replace(COMMITTEE, sittings=(date(2019, 7, 2),))
    assert earliest(TODAY, UNANIMOUS, [sits]).on == date(2019, 7, 2)


def test_the_last_council_that_is_needed_says_when_and_its_call_in_is_waited_for() -> None:
    found = earliest(TODAY, EVERY, [KINGSTON, RICHMOND, CABINET])
    assert found.on == date(2019, 10, 4)
    assert found.sentence == (
        "Friday 4 October 2019: the last that is needed is Cabinet (Windsor and Maidenhead), once "
        "its decision can be called in no longer."
    )
    assert found.turns[2].sentence == (
        "sits on Thursday 26 September 2019; its decision can be called in until 3 October 2019."
    )


def test_where_fewer_are_enough_the_others_are_not_waited_for() -> None:
    half = read_code("one_vote_per_council")
    assert earliest(TODAY, half, [KINGSTON, RICHMOND, CABINET]).on == date(2019, 9, 25)


def test_where_shares_count_those_that_own_enough_are_waited_for() -> None:
    weighted = read_code("weighted_by_ownership:50")
    assert earliest(TODAY, weighted, [KINGSTON, RICHMOND, CABINET]).on == date(2019, 9, 25)


def test_a_sitting_that_nobody_planned_is_not_guessed() -> None:
    found = earliest(TODAY, EVERY, [KINGSTON, replace(CABINET, sittings=(date(2019, 6, 27),))])
    assert found.on is None
    assert found.sentence == (
        "No day can be said: no sitting is planned in time of Cabinet (Windsor and Maidenhead)."
    )
    assert found.turns[1].sentence == (
        "has no sitting planned on or after 2 July 2019, though one is on 27 June 2019."
    )


def test_a_key_decision_needs_its_own_notice() -> None:
    soon = replace(CABINET, sittings=(date(2019, 7, 4), date(2019, 7, 25)))
    assert earliest(TODAY, UNANIMOUS, [soon]).turns[0].meets_on == date(2019, 7, 4)
    [key] = earliest(TODAY, UNANIMOUS, as_key_decision([soon])).turns
    assert key.meets_on == date(2019, 7, 25)


def test_without_a_body_no_day_is_said() -> None:
    assert earliest(TODAY, EVERY, []).on is None


@given(rules, several)
def test_there_is_always_a_day_or_a_reason_and_the_day_is_never_before_notice(
    rule: Code, bodies: list[Sits]
) -> None:
    found = earliest(TODAY, rule, bodies)
    assert found.sentence.endswith(".")
    assert len(found.turns) == len(bodies)
    if found.on is not None:
        assert found.on >= min(t.meets_on for t in found.turns if t.meets_on is not None)
        assert all(t.meets_on is None or t.meets_on in t.sits.sittings for t in found.turns)


@given(rules, several, days, st.data())
def test_one_sitting_more_never_makes_it_later(
    rule: Code, bodies: list[Sits], day: date, data: st.DataObject
) -> None:
    if not bodies:
        return
    place = data.draw(st.integers(0, len(bodies) - 1))
    more = [
        replace(each, sittings=(*each.sittings, day)) if at == place else each
        for at, each in enumerate(bodies)
    ]
    before = earliest(TODAY, rule, bodies).on
    after = earliest(TODAY, rule, more).on
    assert (after or date.max) <= (before or date.max)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_every_council_is_waited_for_however_many(number: int) -> None:
    bodies = [replace(KINGSTON, council=f"Council {each}") for each in range(number)]
    assert earliest(TODAY, EVERY, bodies).on == date(2019, 9, 25)
