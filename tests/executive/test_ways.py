"""The ways without a notice: each only where the one before it is no longer practicable."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.executive.law import (
    FIRST,
    GENERAL,
    KEY,
    SECOND,
    SPECIAL,
    URGENT,
    Claim,
    Counting,
    Given,
    Item,
)
from portal.executive.rules import duties
from portal.executive.ways import Way, ways

MEETING = date(2019, 7, 25)
HOW = Counting()
BOTH = Item(MEETING, key=True, private=True)


def open_on(today: date, *given_: Given, claims: tuple[Claim, ...] = ()) -> dict[str, Way]:
    found = duties(BOTH, HOW, given_, claims, today)
    return {each.route: each for each in ways(BOTH, HOW, found, today)}


def test_no_way_is_open_while_the_notices_can_still_be_given() -> None:
    found = open_on(date(2019, 6, 26))
    assert not any(each.open for each in found.values())
    assert found[GENERAL].sentence == (
        "Notice of a key decision can still be published, by Wednesday 26 June 2019."
    )


def test_the_general_exception_is_open_from_the_day_after_and_special_urgency_is_not() -> None:
    found = open_on(date(2019, 6, 27))
    assert found[GENERAL].open
    assert "five clear working days before Thursday 25 July 2019" in found[GENERAL].sentence
    assert not found[SPECIAL].open
    assert found[SPECIAL].sentence == (
        "General exception is still practicable until Wednesday 17 July 2019."
    )


def test_special_urgency_is_open_once_the_general_exception_is_too_late() -> None:
    found = open_on(date(2019, 7, 18))
    assert (found[GENERAL].open, found[SPECIAL].open) == (False, True)


def test_urgent_private_business_is_open_when_the_second_notice_alone_was_missed() -> None:
    first = Given(FIRST, date(2019, 6, 3), MEETING, MEETING)
    assert not open_on(date(2019, 7, 17), first)[URGENT].open
    assert open_on(date(2019, 7, 18), first)[URGENT].open


def test_a_way_that_was_taken_is_not_needed_again() -> None:
    taken = Claim(GENERAL, date(2019, 7, 1), date(2019, 7, 1))
    found = open_on(date(2019, 7, 2), claims=(taken,))
    assert found[GENERAL].sentence == "It is not needed."
    assert not found[SPECIAL].open


def test_after_the_meeting_no_way_is_open() -> None:
    found = open_on(MEETING + timedelta(days=1))
    assert not any(each.open for each in found.values())


def test_where_every_notice_was_given_no_way_is_needed() -> None:
    early = date(2019, 6, 3)
    given_ = [Given(kind, early, MEETING, MEETING) for kind in (KEY, FIRST, SECOND)]
    found = open_on(date(2019, 7, 20), *given_)
    assert {each.sentence for each in found.values()} == {"It is not needed."}


@given(st.dates(date(2019, 5, 1), date(2019, 8, 31)))
def test_a_key_decision_that_missed_its_notice_has_exactly_one_way_until_it_is_taken(
    today: date,
) -> None:
    found = open_on(today)
    missed = date(2019, 6, 26) < today <= MEETING
    assert found[GENERAL].open + found[SPECIAL].open == int(missed)
