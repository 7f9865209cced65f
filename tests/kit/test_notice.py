"""Days of notice: never too late, by a count of its own, and right on days that are known."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.notice import (
    FIRST_YEAR,
    LAST_YEAR,
    Days,
    NoSuchNoticeError,
    add_working_days,
    bank_holiday,
    earliest_meeting,
    is_working_day,
    latest_publication,
    why_ends_on,
    why_meet_from,
    why_publish_by,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
NUMBERS = st.integers(0, 40)
KINDS = st.sampled_from(["working", "calendar"])

# As published on GOV.UK for England and Wales, typed here and not read from the package.
PUBLISHED = {
    *(date(2019, *d) for d in ((1, 1), (4, 19), (4, 22), (5, 6), (5, 27), (8, 26), (12, 25))),
    date(2019, 12, 26),
    *(date(2020, *d) for d in ((1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25))),
    date(2020, 12, 28),
    *(date(2021, *d) for d in ((1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27))),
    date(2021, 12, 28),
    *(date(2022, *d) for d in ((1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29))),
    *(date(2022, *d) for d in ((9, 19), (12, 26), (12, 27))),
}


def clear_between(published: date, meeting: date, days: Days) -> int:
    """A count of its own: every day strictly between that counts."""
    between = [published + DAY * n for n in range(1, (meeting - published).days)]
    return sum(days == "calendar" or is_working_day(day) for day in between)


def enough(published: date, meeting: date, number: int, days: Days) -> bool:
    return published <= meeting and clear_between(published, meeting, days) >= number


def test_the_working_days_of_four_years_are_those_published() -> None:
    days = [date(2019, 1, 1) + DAY * n for n in range(365 * 4 + 1)]
    assert [d for d in days if is_working_day(d)] == [
        d for d in days if d.weekday() < 5 and d not in PUBLISHED
    ]


def test_wales_has_the_bank_holidays_of_england() -> None:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    england, wales = (country_holidays("GB", subdiv=s, years=years) for s in ("ENG", "WLS"))
    assert set(england) == set(wales)


@given(DAYS, NUMBERS, KINDS)
def test_the_latest_day_of_publication_is_never_too_late(
    meeting: date, number: int, days: Days
) -> None:
    assert enough(latest_publication(meeting, number, days), meeting, number, days)


@given(DAYS, NUMBERS, KINDS)
def test_every_later_day_that_counts_is_too_late(meeting: date, number: int, days: Days) -> None:
    latest = latest_publication(meeting, number, days)
    later = [latest + DAY * n for n in range(1, (meeting - latest).days + 1)]
    in_time = [d for d in later if enough(d, meeting, number, days)]
    assert not [d for d in in_time if days == "calendar" or is_working_day(d)]


@given(DAYS, NUMBERS, KINDS)
def test_the_earliest_meeting_has_its_notice_and_none_before_it_has(
    published: date, number: int, days: Days
) -> None:
    earliest = earliest_meeting(published, number, days)
    assert enough(published, earliest, number, days)
    before = [published + DAY * n for n in range((earliest - published).days)]
    in_time = [d for d in before if enough(published, d, number, days)]
    assert not [d for d in in_time if days == "calendar" or is_working_day(d)]


@given(DAYS, st.integers(1, 40), KINDS)
def test_who_publishes_on_the_latest_day_can_meet_on_the_day_meant(
    meeting: date, number: int, days: Days
) -> None:
    assert earliest_meeting(latest_publication(meeting, number, days), number, days) <= meeting or (
        days == "working" and not is_working_day(meeting)
    )


@given(DAYS, st.integers(1, 40))
def test_working_days_added_are_counted_one_by_one(day: date, number: int) -> None:
    end = add_working_days(day, number)
    assert is_working_day(end)
    assert clear_between(day, end, "working") == number - 1


def test_no_working_days_after_a_day_is_the_day_itself() -> None:
    assert add_working_days(date(2019, 6, 22), 0) == date(2019, 6, 22)


@pytest.mark.parametrize(
    ("meeting", "latest"),
    [
        (date(2019, 6, 24), date(2019, 6, 14)),  # the joint committee's Monday
        (date(2019, 5, 7), date(2019, 4, 26)),  # the early May bank holiday lies between
        (date(2020, 5, 11), date(2020, 4, 30)),  # moved to Friday 8 May for VE Day
        (date(2020, 5, 5), date(2020, 4, 27)),  # so that Monday 4 May 2020 counted
        (date(2020, 1, 6), date(2019, 12, 24)),  # Christmas, Boxing Day and New Year's Day
        (date(2021, 1, 5), date(2020, 12, 23)),  # Boxing Day in stead on Monday 28 December
        (date(2019, 4, 25), date(2019, 4, 15)),  # over Easter
    ],
)
def test_five_clear_working_days_of_known_meetings(meeting: date, latest: date) -> None:
    assert latest_publication(meeting, 5) == latest


def test_twenty_eight_clear_days_of_a_key_decision_are_calendar_days() -> None:
    assert latest_publication(date(2021, 3, 25), 28, "calendar") == date(2021, 2, 24)


def test_twenty_eight_working_days_are_counted_where_the_setting_says_so() -> None:
    assert latest_publication(date(2021, 3, 25), 28, "working") == date(2021, 2, 12)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            why_publish_by(date(2019, 6, 24), 5),
            "Friday 14 June 2019: the five clear working days before Monday 24 June 2019 are"
            " 17, 18, 19, 20 and 21 June 2019.",
        ),
        (
            why_publish_by(date(2020, 5, 11), 5),
            "Thursday 30 April 2020: the five clear working days before Monday 11 May 2020 are"
            " 1, 4, 5, 6 and 7 May 2020. Friday 8 May 2020 (May Day) is a bank holiday and is not"
            " counted.",
        ),
        (
            why_publish_by(date(2021, 1, 5), 5),
            "Wednesday 23 December 2020: the five clear working days before Tuesday 5 January 2021"
            " are 24, 29, 30 and 31 December 2020, then 4 January 2021. Friday 25 December 2020"
            " (Christmas Day), Monday 28 December 2020 (Boxing Day, substitute day) and Friday"
            " 1 January 2021 (New Year's Day) are bank holidays and are not counted.",
        ),
        (
            why_publish_by(date(2019, 9, 30), 28, "calendar"),
            "Sunday 1 September 2019: the 28 clear days before Monday 30 September 2019 run from"
            " Monday 2 September 2019 to Sunday 29 September 2019. That is no working day; the"
            " last one before it is Friday 30 August 2019.",
        ),
        (
            why_publish_by(date(2019, 6, 24), 1),
            "Thursday 20 June 2019: the one clear working day before Monday 24 June 2019 is"
            " 21 June 2019.",
        ),
        (
            why_publish_by(date(2019, 6, 24), 0),
            "Monday 24 June 2019: no clear days of notice are needed before Monday 24 June 2019.",
        ),
        (
            why_meet_from(date(2019, 6, 14), 5),
            "Monday 24 June 2019: the five clear working days after publication on Friday 14 June"
            " 2019 are 17, 18, 19, 20 and 21 June 2019.",
        ),
        (
            why_ends_on(date(2019, 8, 22), 5),
            "Friday 30 August 2019: five working days after Thursday 22 August 2019. Monday"
            " 26 August 2019 (Late Summer Bank Holiday) is a bank holiday and is not counted.",
        ),
    ],
)
def test_each_answer_says_its_reason(why: str, said: str) -> None:
    assert why == said


@given(DAYS, NUMBERS, KINDS)
def test_a_reason_begins_with_the_day_it_explains(meeting: date, number: int, days: Days) -> None:
    latest = latest_publication(meeting, number, days)
    assert f" {latest.day} " in why_publish_by(meeting, number, days).split(":")[0]


def test_a_bank_holiday_has_its_name() -> None:
    assert bank_holiday(date(2022, 9, 19)) == "State Funeral of Queen Elizabeth II"


@pytest.mark.parametrize("count", [add_working_days, latest_publication, earliest_meeting])
def test_fewer_than_no_days_are_refused(count: object) -> None:
    assert callable(count)
    with pytest.raises(NoSuchNoticeError, match="below zero"):
        count(date(2019, 6, 24), -1)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_whose_bank_holidays_are_not_known_is_refused(year: int) -> None:
    with pytest.raises(NoSuchNoticeError, match=str(year)):
        is_working_day(date(year, 6, 24))
