"""Times of day are read as people print them, and never guessed."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.times import printed_time, read_time
from portal.kit.words import time_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11.30am", time(11, 30)),
        ("11.30 am", time(11, 30)),
        ("2pm", time(14)),
        ("7:05 p.m.", time(19, 5)),
        ("14:00", time(14)),
        ("12noon", time(12)),
        ("12am", time(0)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_is_read_as_it_is_printed(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "7", "half past two", "25:00", "11.75am", "13pm", "0am"])
def test_what_could_be_several_times_or_none_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None
    assert printed_time(typed) is None


@given(st.times())
def test_what_is_printed_is_read_back(moment: time) -> None:
    meant = moment.replace(second=0, microsecond=0)
    assert read_time(time_words(meant)) == meant
