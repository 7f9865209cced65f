"""Hours as agendas print them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.hours import read_time
from portal.kit.words import time_words


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("11.30am", time(11, 30)),
        ("11:30 AM", time(11, 30)),
        ("7 p.m.", time(19)),
        ("12.15am", time(0, 15)),
        ("12 noon", time(12)),
        ("Midnight", time(0)),
        ("14:00", time(14)),
        ("09.30", time(9, 30)),
    ],
)
def test_an_hour_is_read_however_it_is_printed(words: str, hour: time) -> None:
    assert read_time(words) == hour


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2.30",
        "2",
        "14",
        "25:00",
        "13pm",
        "0am",
        "11.75am",
        "on the rising of the cabinet",
        "²pm",
    ],
)
def test_what_does_not_say_one_hour_for_sure_is_left_as_words(words: str) -> None:
    assert read_time(words) is None


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_we_print_we_read(at: time) -> None:
    assert read_time(time_words(at)) == at


@given(st.text(max_size=12))
def test_whatever_is_typed_stops_nothing(words: str) -> None:
    read_time(words)
