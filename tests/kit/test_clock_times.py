"""Times as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.clock_times import read_time
from portal.kit.words import time_words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11.42am", time(11, 42)),
        ("11:42", time(11, 42)),
        ("2pm", time(14, 0)),
        ("14:05", time(14, 5)),
        ("12 noon", time(12, 0)),
        ("12 midnight", time(0, 0)),
        ("12.10pm", time(12, 10)),
        (" 9.05 AM ", time(9, 5)),
    ],
)
def test_a_time_is_read_as_typed(typed: str, read: time) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "11.75am", "13.30pm", "11", "0.30am"])
def test_what_names_no_time_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a time, such as"):
        read_time(typed)


@given(st.times())
def test_what_is_said_is_read_again(moment: time) -> None:
    told = moment.replace(second=0, microsecond=0)
    assert read_time(time_words(told)) == told
