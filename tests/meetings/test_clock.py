"""The notice clock: which day is the last one, how many are left, which days the strip shows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.notice import is_working_day
from portal.meetings.notice import Clock
from portal.meetings.pages.clock import strip

MEETING = date(2019, 6, 24)
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def clock(today: date, clear_days: int = 5, **other: object) -> Clock:
    return Clock(MEETING, today, clear_days, "working", **other)  # type: ignore[arg-type]  # regime


def test_the_clock_of_24_june_2019() -> None:
    found = clock(date(2019, 6, 7))
    assert found.sentence == "Publish by Friday 14 June 2019, five clear working days: 5 days left"
    assert "17, 18, 19, 20 and 21 June 2019" in found.why


def test_the_last_day_is_in_time_and_the_next_is_late() -> None:
    assert not clock(date(2019, 6, 14)).late
    assert "today is the last day" in clock(date(2019, 6, 14)).sentence
    assert clock(date(2019, 6, 17)).late
    assert "was Friday 14 June 2019" in clock(date(2019, 6, 17)).sentence


@pytest.mark.parametrize(
    ("regime", "source"), [("council", "section 100B"), ("executive", "SI 2012/2089, regulation 7")]
)
def test_the_rule_is_named_by_the_bodys_regime(regime: str, source: str) -> None:
    assert source in clock(date(2019, 6, 7), regime=regime).why


def test_a_companys_body_counts_days_of_the_calendar() -> None:
    found = Clock(MEETING, date(2019, 6, 7), 5, "calendar")
    assert found.latest_on == date(2019, 6, 18)
    assert "section 360" in found.why


@given(DAYS, st.integers(0, 60), st.integers(0, 15))
def test_the_strip_shows_just_the_clear_days(meets: date, before: int, clear: int) -> None:
    found = Clock(meets, meets - timedelta(days=before), clear, "working")
    shown = [day for stretch in strip(found) for day in stretch]
    counted = [day.day for day in shown if day.kind == "clear"]
    late_today = [found.today] if found.latest_on < found.today < meets else []
    expected = [
        day
        for n in range(1, (meets - found.latest_on).days)
        if is_working_day(day := found.latest_on + timedelta(days=n))
    ]
    assert sorted({*counted, *(day for day in late_today if is_working_day(day))}) == expected
    assert [day.day for day in shown] == sorted(day.day for day in shown)
    assert shown[-1].kind == "meeting"


@given(DAYS, st.integers(0, 60))
def test_days_left_are_working_days_up_to_the_last_one(meets: date, before: int) -> None:
    found = Clock(meets, meets - timedelta(days=before), 5, "working")
    days = (found.today + timedelta(days=n) for n in range(1, before + 1))
    assert found.days_left == sum(is_working_day(d) and d <= found.latest_on for d in days)
