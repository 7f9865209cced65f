"""Figures are read exactly as people write them, and nothing else is read as one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.figures import figure_words, read_figure

FIGURES = st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("65%", "65"),
        ("90 %", "90"),
        ("375.1", "375.1"),
        ("1,250", "1250"),
        ("-£1,250", "-1250"),
        ("£-1,250", "-1250"),
        ("(12.5)", "-12.5"),
        ("(£3,400)", "-3400"),
        ("−4.2", "-4.2"),
        ("£1.2m", "1200000"),
        ("£850k", "850000"),
        (" .5 ", "0.5"),
        ("0", "0"),
    ],
)
def test_a_figure_is_read_as_it_is_written(text: str, value: str) -> None:
    assert read_figure(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Monitor",
        "n/a",
        "12 of 40",
        "62% – 64.9%",
        "1,25",
        "12,5",
        "(12.5",
        "12)",
        "-(5)",
        "1.2.3",
    ],
)
def test_what_is_not_one_figure_is_not_read(text: str) -> None:
    assert read_figure(text) is None


@given(FIGURES)
def test_what_was_written_is_read_again(value: Decimal) -> None:
    assert read_figure(figure_words(value)) == value


def test_nothing_is_minus_nothing() -> None:
    assert figure_words(Decimal("-0.004"), places=1) == "0.0"
