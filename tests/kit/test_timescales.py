"""Timescales in every form the field writes them, and by properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.timescales import EVERY, Timescale, printed, read_timescale

PLAN = (date(2019, 4, 1), date(2024, 3, 31))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def day(year: int, month: int, number: int) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("written", "kind", "first", "last", "months"),
    [
        ("01/07/2020", "day", day(2020, 7, 1), day(2020, 7, 1), 0),
        ("1/10/2020", "day", day(2020, 10, 1), day(2020, 10, 1), 0),
        ("31/12/20", "day", day(2020, 12, 31), day(2020, 12, 31), 0),
        ("by 30 June 2019", "day", day(2019, 6, 30), day(2019, 6, 30), 0),
        ("24th June 2019", "day", day(2019, 6, 24), day(2019, 6, 24), 0),
        ("2019-06-24", "day", day(2019, 6, 24), day(2019, 6, 24), 0),
        ("31/02/2020", "unreadable", None, None, 0),
        ("Complete", "complete", None, None, 0),
        ("Completed", "complete", None, None, 0),
        ("2020", "year", day(2020, 1, 1), day(2020, 12, 31), 0),
        ("Monthly from 01/04/2020", "recurring", day(2020, 4, 1), None, 1),
        ("Quarterly from 01/12/2019", "recurring", day(2019, 12, 1), None, 3),
        ("Bi-monthly from 01/02/2020", "recurring", day(2020, 2, 1), None, 2),
        ("Ongoing on a monthly basis from 01/12/2019", "recurring", day(2019, 12, 1), None, 1),
        ("End of September 2018", "day", day(2018, 9, 30), day(2018, 9, 30), 0),
        ("Mid-January 2019", "month", day(2019, 1, 1), day(2019, 1, 31), 0),
        ("Apr 2016", "month", day(2016, 4, 1), day(2016, 4, 30), 0),
        ("Ongoing in 2016/17", "plan_year", day(2016, 4, 1), day(2017, 3, 31), 0),
        ("2019-2020", "plan_year", day(2019, 4, 1), day(2020, 3, 31), 0),
        ("Sep 2106", "month", day(2106, 9, 1), day(2106, 9, 30), 0),
        ("Ongoing", "ongoing", None, None, 0),
        ("Ongoing from 01/12/2019", "ongoing", day(2019, 12, 1), None, 0),
        ("", "empty", None, None, 0),
        ("TBC", "empty", None, None, 0),
        ("When resources allow", "unreadable", None, None, 0),
    ],
)
def test_a_timescale_of_the_field_is_read(
    written: str, kind: str, first: date | None, last: date | None, months: int
) -> None:
    read = read_timescale(written)
    assert (read.kind, read.first, read.last, read.months) == (kind, first, last, months)
    assert read.written == written


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("31/02/2020", "there is no such day"),
        ("Bi-monthly from 01/02/2020", "every two months"),
        ("Mid-January 2019", "names no day"),
        ("2020", "calendar year or the plan year"),
        ("Sep 2106", "far outside the plan, 2019 to 2024"),
        ("When resources allow", "names no time that can be read"),
        ("2016/19", "not one plan year"),
        ("Monthly from 31/02/2020", "there is no such day"),
        ("Monthly from the summer", "cannot be read as a day"),
    ],
)
def test_what_a_person_should_look_at_is_said(written: str, doubt: str) -> None:
    doubts = read_timescale(written, PLAN).doubts
    assert any(doubt in each for each in doubts)


@pytest.mark.parametrize("written", ["01/07/2020", "Apr 2021", "Quarterly from 01/12/2019", ""])
def test_what_is_plain_raises_no_doubt(written: str) -> None:
    assert read_timescale(written, PLAN).doubts == ()


def test_a_day_that_cannot_be_is_never_moved_to_another() -> None:
    assert read_timescale("31/02/2020").due is None


def test_a_month_is_late_only_once_it_is_over() -> None:
    assert read_timescale("Mid-January 2019").due == date(2019, 1, 31)


def test_what_recurs_is_never_late_by_itself() -> None:
    assert read_timescale("Monthly from 01/04/2020").due is None


@given(st.text(max_size=60))
def test_any_words_are_kept_as_written_and_nothing_is_raised(written: str) -> None:
    assert read_timescale(written, PLAN).written == written


@given(days, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]))
def test_every_day_is_read_in_every_way_of_writing_it(given_day: date, form: str) -> None:
    read = read_timescale(given_day.strftime(form))
    assert (read.kind, read.due, read.doubts) == ("day", given_day, ())


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2110))
def test_digits_are_read_as_that_very_day_or_as_none(number: int, month: int, year: int) -> None:
    read = read_timescale(f"{number}/{month}/{year}")
    if read.due is None:
        assert read.kind == "unreadable"
    else:
        assert (read.due.day, read.due.month, read.due.year) == (number, month, year)


@st.composite
def timescales(draw: st.DrawFn) -> Timescale:
    """Whatever can be read, as if from words."""
    start = draw(days)
    first = start.replace(day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    april, march = date(start.year, 4, 1), date(start.year + 1, 3, 31)
    since = draw(st.sampled_from([start, None]))
    return draw(
        st.sampled_from(
            [
                Timescale("", "day", start, start),
                Timescale("", "month", first, last),
                Timescale("", "year", date(start.year, 1, 1), date(start.year, 12, 31)),
                Timescale("", "plan_year", april, march),
                Timescale("", "recurring", since, months=draw(st.sampled_from(sorted(EVERY)))),
                Timescale("", "ongoing", since),
                Timescale("", "complete"),
            ]
        )
    )


@given(timescales())
def test_what_was_read_is_printed_and_read_again_the_same(read: Timescale) -> None:
    again = read_timescale(printed(read))
    assert (again.kind, again.first, again.last, again.months) == (
        read.kind,
        read.first,
        read.last,
        read.months,
    )


@given(st.text(max_size=40))
def test_printing_and_reading_twice_changes_nothing_more(written: str) -> None:
    once = printed(read_timescale(written))
    assert printed(read_timescale(once)) == once


@pytest.mark.parametrize("written", ["June 0000", "end of June 0000", "0000/01", "9999/00"])
def test_a_year_that_no_calendar_has_is_read_as_nothing(written: str) -> None:
    assert read_timescale(written).kind == "unreadable"
