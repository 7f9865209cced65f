"""Notices of executive bodies: due on which day, and how they stand, whatever was done when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.executive.law import (
    FIRST,
    GENERAL,
    KEY,
    NOTICES,
    SECOND,
    SOURCES,
    SPECIAL,
    URGENT,
    Claim,
    Counting,
    Given,
    Item,
    counting,
    last_day,
)
from portal.executive.rules import Duty, duties, obstacle

MEETING = date(2019, 7, 25)
"""A Thursday: 28 clear calendar days are kept until 26 June, five working days until 17 July."""
CALENDAR = Counting()
WORKING = Counting(days="working")
KEY_ITEM = Item(MEETING, key=True, private=False)
PRIVATE_ITEM = Item(MEETING, key=False, private=True)
BOTH = Item(MEETING, key=True, private=True)
TODAY = date(2019, 6, 24)

days = st.dates(date(2018, 1, 1), date(2023, 12, 31))
items = st.builds(Item, days, st.booleans(), st.booleans())
hows = st.builds(Counting, st.integers(28, 60), st.sampled_from(["calendar", "working"]))
claims = st.lists(st.builds(Claim, st.sampled_from([GENERAL, SPECIAL, URGENT]), days, days))


def notice(kind: str, on: date, day: date = MEETING) -> Given:
    return Given(kind, on, day, day)


def of(kind: str, found: list[Duty]) -> Duty:
    return next(each for each in found if each.kind == kind)


def key(*given_: Given, claim: Claim | None = None, today: date = TODAY) -> Duty:
    taken = [] if claim is None else [claim]
    return of(KEY, duties(KEY_ITEM, CALENDAR, given_, taken, today))


def test_a_body_that_is_no_executive_owes_no_notice_here() -> None:
    values = {"key_decision_clear_days": "28", "key_decision_days_are": "calendar"}
    assert counting({"regime": "council", **values}) is None
    assert counting({"regime": "executive", **values}) == CALENDAR


def test_a_plain_item_owes_nothing() -> None:
    assert duties(Item(MEETING, False, False), CALENDAR, [], [], TODAY) == []


def test_a_key_decision_is_announced_28_clear_calendar_days_before() -> None:
    assert key().due == date(2019, 6, 26)
    assert "28 clear days before Thursday 25 July 2019" in key().why
    assert key().source == "SI 2012/2089, regulation 9"


def test_working_days_are_counted_where_the_body_says_so() -> None:
    assert last_day(KEY, MEETING, WORKING) == date(2019, 6, 14)
    assert last_day(FIRST, MEETING, WORKING) == date(2019, 6, 14)


def test_a_body_can_ask_for_more_than_28_days_before_a_key_decision_alone() -> None:
    longer = Counting(key_clear_days=35)
    assert last_day(KEY, MEETING, longer) == date(2019, 6, 19)
    assert last_day(FIRST, MEETING, longer) == date(2019, 6, 26)


def test_a_private_item_owes_two_notices_the_second_five_clear_working_days_before() -> None:
    found = duties(PRIVATE_ITEM, CALENDAR, [], [], TODAY)
    assert [(each.kind, each.due) for each in found] == [
        (FIRST, date(2019, 6, 26)),
        (SECOND, date(2019, 7, 17)),
    ]


def test_a_private_key_decision_owes_all_three() -> None:
    found = duties(BOTH, CALENDAR, [], [], TODAY)
    assert {each.kind for each in found} == set(NOTICES)


def test_a_notice_of_the_last_lawful_day_is_in_time() -> None:
    found = key(notice(KEY, date(2019, 6, 26)), today=MEETING)
    assert found.state == "met"
    assert found.sentence == (
        "Published on 26 June 2019, in time: the last lawful day was Wednesday 26 June 2019."
    )


def test_a_notice_of_the_day_after_is_late_and_says_from_when_it_is_enough() -> None:
    found = key(notice(KEY, date(2019, 6, 27)), today=MEETING)
    assert found.state == "late"
    assert found.sentence.endswith("It is long enough for a meeting from Friday 26 July 2019 on.")


def test_a_notice_that_can_still_be_given_waits_until_its_last_day_and_is_then_missed() -> None:
    assert key(today=date(2019, 6, 26)).state == "waiting"
    assert key(today=date(2019, 6, 27)).state == "missed"


def test_a_notice_for_another_day_does_not_count_and_says_so() -> None:
    found = key(notice(KEY, date(2019, 5, 1), date(2019, 7, 11)), today=MEETING)
    assert found.state == "missed"
    assert found.sentence.startswith(
        "The notice of 1 May 2019 says 11 July 2019, and the meeting is on 25 July 2019. "
    )


def test_a_notice_for_a_period_counts_for_every_day_of_it() -> None:
    period = Given(KEY, date(2019, 5, 1), date(2019, 7, 1), date(2019, 9, 30))
    assert key(period).state == "met"


def test_the_general_exception_excuses_once_five_clear_days_have_passed() -> None:
    claim = Claim(GENERAL, date(2019, 7, 17), date(2019, 7, 17))
    found = key(claim=claim, today=MEETING)
    assert (found.state, found.route) == ("excused", GENERAL)
    assert "regulation 10" in found.sentence
    assert "informed on 17 July 2019" in found.sentence


@pytest.mark.parametrize(("informed", "published"), [(18, 17), (17, 18)])
def test_a_general_exception_with_fewer_days_excuses_nothing(informed: int, published: int) -> None:
    claim = Claim(GENERAL, date(2019, 7, informed), date(2019, 7, published))
    found = key(claim=claim, today=MEETING)
    assert found.state == "missed"


def test_special_urgency_excuses_with_an_agreement_of_the_day_itself_and_not_after() -> None:
    assert key(claim=Claim(SPECIAL, MEETING, MEETING), today=MEETING).route == SPECIAL
    after = MEETING + timedelta(days=1)
    assert key(claim=Claim(SPECIAL, after, after), today=after).state == "missed"


def test_urgent_private_business_excuses_both_notices_and_no_key_decision() -> None:
    claim = Claim(URGENT, date(2019, 7, 22), date(2019, 7, 22))
    found = duties(BOTH, CALENDAR, [], [claim], date(2019, 7, 22))
    assert {each.kind: each.state for each in found} == {
        KEY: "missed",
        FIRST: "excused",
        SECOND: "excused",
    }


def test_urgency_of_a_key_decision_excuses_no_private_notice() -> None:
    claim = Claim(SPECIAL, date(2019, 7, 22), date(2019, 7, 22))
    found = duties(BOTH, CALENDAR, [], [claim], date(2019, 7, 22))
    assert of(KEY, found).state == "excused"
    assert of(FIRST, found).state == "missed"


def test_nothing_stands_in_the_way_while_a_notice_can_still_be_given() -> None:
    assert obstacle(duties(BOTH, CALENDAR, [], [], TODAY)) == ""


def test_what_stands_in_the_way_names_the_notice_and_the_ways_without_it() -> None:
    said = obstacle(duties(BOTH, CALENDAR, [], [], date(2019, 7, 18)))
    assert "Notice of a key decision was not published by Wednesday 26 June 2019." in said
    assert "general exception (SI 2012/2089, regulation 10)" in said
    assert "urgent private business (SI 2012/2089, regulation 5(6))" in said


@given(items, hows, claims, days)
def test_without_a_notice_nothing_is_ever_met(
    item: Item, how: Counting, taken: list[Claim], today: date
) -> None:
    assert all(each.state != "met" for each in duties(item, how, [], taken, today))


@given(items, hows, st.sampled_from(NOTICES), days, days)
def test_a_notice_is_met_exactly_when_it_was_published_by_its_last_day(
    item: Item, how: Counting, kind: str, on: date, today: date
) -> None:
    published = notice(kind, on, item.meets_on)
    for each in duties(item, how, [published], [], today):
        assert (each.state == "met") is (each.kind == kind and on <= each.due)


@given(items, hows, claims, days)
def test_what_is_excused_says_by_which_way_and_its_source(
    item: Item, how: Counting, taken: list[Claim], today: date
) -> None:
    for each in duties(item, how, [], taken, today):
        assert (each.state == "excused") is (each.route is not None)
        if each.route is not None:
            assert SOURCES[each.route] in each.sentence
            assert each.route in {claim.route for claim in taken}


@given(items, hows, st.sampled_from(NOTICES), days)
def test_an_earlier_notice_is_never_worse_than_a_later_one(
    item: Item, how: Counting, kind: str, on: date
) -> None:
    order = ["met", "late"]
    for today in (on, on + timedelta(days=40)):
        later = duties(item, how, [notice(kind, on, item.meets_on)], [], today)
        earlier = duties(
            item, how, [notice(kind, on - timedelta(days=1), item.meets_on)], [], today
        )
        for one, other in zip(earlier, later, strict=True):
            if one.kind == kind:
                assert order.index(one.state) <= order.index(other.state)


@given(items, hows, claims, days)
def test_what_stands_in_the_way_is_said_exactly_where_a_notice_is_lost(
    item: Item, how: Counting, taken: list[Claim], today: date
) -> None:
    found = duties(item, how, [], taken, today)
    assert bool(obstacle(found)) is any(each.lost for each in found)


@given(items, hows, days)
def test_every_sentence_and_reason_is_whole(item: Item, how: Counting, today: date) -> None:
    for each in duties(item, how, [], [], today):
        assert each.sentence.endswith(".")
        assert each.why.endswith(".")
        assert each.source.startswith("SI 2012/2089")


@given(items, hows, days)
def test_the_five_days_of_the_second_notice_are_never_before_the_28_of_the_first(
    item: Item, how: Counting, today: date
) -> None:
    found = {each.kind: each for each in duties(item, how, [], [], today)}
    if FIRST in found:
        assert found[FIRST].due < found[SECOND].due < item.meets_on
