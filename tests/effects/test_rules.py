"""When a decision takes effect: never too early, whatever came of it, in whatever order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.effects.rules import CallInDays, Precedent, Timing, timing

DAY = date(2021, 3, 24)
TODAY = date(2021, 3, 31)
days = st.dates(date(2019, 1, 1), date(2023, 12, 31))
call_ins = st.builds(
    lambda until, outcome, on: CallInDays(until, outcome is not None, outcome, on),
    st.none() | days,
    st.none() | st.sampled_from(["stands", "lapsed"]),
    days,
).map(lambda each: each if each.outcome else replace(each, outcome_on=None))
discharged = st.builds(Precedent, st.just("Consult"), days)
open_condition = Precedent("Consult the councils")


def at(
    asked_for: date | None = None,
    called: tuple[CallInDays, ...] = (),
    conditions: tuple[Precedent, ...] = (),
    today: date = TODAY,
) -> Timing:
    return timing(DAY, asked_for, called, conditions, today)


def test_a_decision_that_nothing_stops_takes_effect_on_its_day() -> None:
    assert at() == Timing(DAY, certain=True, because="the day it was decided")


def test_one_asked_for_later_takes_effect_later() -> None:
    found = at(date(2021, 4, 1))
    assert found.on == date(2021, 4, 1)
    assert found.certain
    assert found.waits_for == ("1 April 2021, the day that was asked for",)


def test_one_that_can_still_be_called_in_is_not_certain() -> None:
    found = at(called=(CallInDays(TODAY),))
    assert (found.on, found.certain) == (TODAY + timedelta(days=1), False)
    assert found.waits_for == ("the end of call-in on 31 March 2021",)


def test_one_that_nobody_called_in_is_certain_from_the_day_after() -> None:
    found = at(called=(CallInDays(TODAY),), today=TODAY + timedelta(days=1))
    assert (found.on, found.certain) == (TODAY + timedelta(days=1), True)
    assert not found.waits_for


def test_one_that_was_called_in_waits_until_that_is_settled() -> None:
    found = at(called=(CallInDays(date(2021, 3, 26), called_in=True),))
    assert (found.on, found.waits_for) == (None, ("the call-in to be settled",))


def test_one_that_was_referred_back_never_takes_effect() -> None:
    back = CallInDays(date(2021, 3, 26), True, "referred_back", TODAY)
    assert at(called=(back,)) == Timing(None, stopped=True)


def test_an_urgent_decision_is_not_held_by_call_in() -> None:
    assert at(called=(CallInDays(None),)).on == DAY


def test_a_condition_that_is_not_discharged_is_waited_for_by_its_words() -> None:
    found = at(conditions=(open_condition,))
    assert found.on is None
    assert found.waits_for == ("the condition “Consult the councils” to be discharged",)


@given(st.none() | days, st.lists(call_ins, max_size=4), st.lists(discharged, max_size=4), days)
def test_the_day_is_never_before_anything_that_has_to_come_first(
    asked: date | None, called: list[CallInDays], conditions: list[Precedent], today: date
) -> None:
    on = at(asked, tuple(called), tuple(conditions), today).on
    assert on is not None
    assert on >= DAY
    assert asked is None or on >= asked
    assert all(each.until is None or on > each.until for each in called)
    assert all(each.outcome_on is None or on >= each.outcome_on for each in called)
    assert all(each.discharged_on is None or on >= each.discharged_on for each in conditions)


@given(st.lists(call_ins, max_size=4), st.lists(discharged, max_size=4), st.randoms(), days)
def test_the_order_in_which_things_are_told_does_not_matter(
    called: list[CallInDays], conditions: list[Precedent], chance: object, today: date
) -> None:
    shuffled, others = list(called), list(conditions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis's own Random
    chance.shuffle(others)  # type: ignore[attr-defined]
    found = at(None, tuple(called), tuple(conditions), today)
    again = at(None, tuple(shuffled), tuple(others), today)
    assert (found.on, found.certain, found.stopped) == (again.on, again.certain, again.stopped)
    assert sorted(found.waits_for) == sorted(again.waits_for)


@given(
    st.lists(call_ins, max_size=3),
    st.lists(discharged, min_size=1, max_size=3),
    st.integers(0, 400),
)
def test_a_later_discharge_never_brings_the_day_forward(
    called: list[CallInDays], conditions: list[Precedent], later: int
) -> None:
    first = conditions[0]
    assert first.discharged_on is not None
    moved = replace(first, discharged_on=first.discharged_on + timedelta(days=later))
    before = at(called=tuple(called), conditions=tuple(conditions)).on
    after = at(called=tuple(called), conditions=(moved, *conditions[1:])).on
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.lists(call_ins, max_size=3), st.lists(discharged, max_size=3), call_ins)
def test_one_more_call_in_never_brings_the_day_forward(
    called: list[CallInDays], conditions: list[Precedent], more: CallInDays
) -> None:
    before = at(called=tuple(called), conditions=tuple(conditions)).on
    after = at(called=(*called, more), conditions=tuple(conditions)).on
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.lists(call_ins, max_size=3), st.lists(discharged, max_size=3), days, days)
def test_what_was_certain_stays_as_it_was(
    called: list[CallInDays], conditions: list[Precedent], one: date, other: date
) -> None:
    first, then = sorted((one, other))
    found = at(None, tuple(called), tuple(conditions), first)
    if found.certain:
        again = at(None, tuple(called), tuple(conditions), then)
        assert (again.on, again.certain) == (found.on, True)
