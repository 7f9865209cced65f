"""The day at the end of a line: read as people write it, refused in words where it is no day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.due import DatedLine, NoSuchDayError, dated, plan_year_of, read_day, read_line
from portal.kit.words import date_words

JUNE = date(2019, 6, 30)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1)
FORMS = (
    date_words,
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}/{d.month}/{d.year % 100:02}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{date_words(d).split()[0]} {date_words(d).split()[1][:3]} {d.year}",
)


@pytest.mark.parametrize(
    "written",
    [
        "30 June 2019",
        "30 Jun 2019",
        "30th June 2019",
        "30/6/2019",
        "30/06/19",
        "30.6.2019",
        "2019-06-30",
        "end of June 2019",
        "End of Jun 2019",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert read_day(written) == JUNE


@pytest.mark.parametrize("written", ["1 Sept 2019", "1 Sept. 2019", "1 September 2019"])
def test_a_month_may_be_cut_short(written: str) -> None:
    assert read_day(written) == date(2019, 9, 1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2020", "“31/02/2020”: there is no such day"),
        ("29 February 2019", "there is no such day"),
        ("06/30/2019", "there is no such day"),
        ("30 June 2019 or so", "names no time that can be read"),
        ("Sunday 30 June 2019", "names no time that can be read"),
        ("end of June 0000", "names no time that can be read"),
        ("mid-January 2019", "“mid-January 2019” does not say which day"),
        ("June 2019", "does not say which day"),
        ("2020", "does not say which day"),
        ("Quarterly from 01/12/2019", "does not say which day"),
    ],
)
def test_what_is_no_single_day_is_refused_in_words(written: str, said: str) -> None:
    with pytest.raises(NoSuchDayError, match=said):
        read_day(written)


def test_a_line_is_its_words_and_its_day() -> None:
    assert read_line("Open the first places (by 30 June 2019)") == DatedLine(
        "Open the first places", JUNE
    )


def test_a_day_written_in_another_way_is_kept_as_written() -> None:
    found = read_line("Open (by 30/06/2019)")
    assert (found.due, found.written) == (JUNE, "30/06/2019")
    assert found.printed == "Open (by 30/06/2019)"


@pytest.mark.parametrize(
    "line",
    [
        "Agree the model (by consensus)",
        "Ask the mayor (by the Mayor)",
        "Open (by 30 June 2019) and close again",
        "Open by 30 June 2019",
        "Open (30 June 2019)",
        "",
    ],
)
def test_a_bracket_that_names_no_date_is_words(line: str) -> None:
    assert read_line(line) == DatedLine(line)


def test_a_full_stop_after_the_bracket_belongs_to_the_words() -> None:
    assert read_line("Open (by 30 June 2019).") == DatedLine("Open.", JUNE)


def test_a_bracket_alone_is_refused() -> None:
    with pytest.raises(NoSuchDayError, match="Say what is due"):
        read_line("(by 30 June 2019)")


def test_the_way_it_was_written_is_forgotten_once_it_says_another_day() -> None:
    assert dated("Open", JUNE + timedelta(365), "30/06/2019").written == ""
    assert dated("Open", None, "30/06/2019").printed == "Open"


@given(WORDS, DAYS, st.sampled_from(FORMS))
def test_printing_a_line_and_reading_it_again_changes_nothing(
    text: str, day: date, form: Callable[[date], str]
) -> None:
    line = dated(text, day, form(day)).printed
    read = read_line(line)
    assert (read.text, read.due) == (text, day)
    assert read.printed == line


def read_or_told(line: str) -> DatedLine | str:
    try:
        return read_line(line)
    except NoSuchDayError as error:
        return str(error)


@given(st.text(max_size=60) | st.text("(by) 0123/June9.;", max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(line: str) -> None:
    found = read_or_told(line)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        assert read_line(found.printed).printed == found.printed


@given(DAYS)
def test_a_plan_year_runs_from_april_to_march(day: date) -> None:
    year = plan_year_of(day)
    assert date(year, 4, 1) <= day <= date(year + 1, 3, 31)


def test_thousands_of_spaces_are_read_at_once() -> None:
    assert read_line("x (by" + " " * 8000 + "x").due is None
