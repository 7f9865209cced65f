"""A day in three boxes. Pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from portal.web.days import DayField, day_of


class OneDay(Form):
    """A form of one day."""

    day = DayField("A day")


def _typed(day: str, month: str, year: str) -> OneDay:
    return OneDay(MultiDict({"day-day": day, "day-month": month, "day-year": year}))


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_shown(day: date) -> None:
    parts = OneDay(None, data={"day": day}).day.parts
    assert day_of(parts) == day
    assert _typed(parts["day"], parts["month"], parts["year"]).day.data == day


@pytest.mark.parametrize("typed", [("31", "2", "2020"), ("1", "1", "19"), ("x", "1", "2019")])
def test_what_is_no_day_is_kept_with_a_message(typed: tuple[str, str, str]) -> None:
    form = _typed(*typed)
    assert not form.validate()
    assert form.day.data is None
    assert tuple(form.day.parts.values()) == typed
    assert form.day.errors[0].startswith(f"{' '.join(typed)} is not a day that exists.")


def test_three_empty_boxes_are_no_day_and_no_mistake() -> None:
    form = _typed("", " ", "")
    assert form.validate()
    assert form.day.data is None
