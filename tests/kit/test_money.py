"""Sums of money are read as people write them, exactly, and written back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import money

PENCE = st.integers(0, 99_999_999_999_999)


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£1,250,000", "1250000.00"),
        ("1250000.5", "1250000.50"),
        (" £ 400k ", "400000.00"),
        ("1.2 million", "1200000.00"),
        ("£3m", "3000000.00"),
        ("0", "0.00"),
    ],
)
def test_a_sum_is_read_as_people_write_it(text: str, pounds: str) -> None:
    assert money.read_pounds(text) == Decimal(pounds)


@pytest.mark.parametrize("text", ["", "a lot", "-5", "1,25", "£1.005", "12 34", "1e6", "9" * 13])
def test_what_is_no_sum_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"Enter|Take"):
        money.read_pounds(text)


@given(PENCE)
def test_a_sum_in_words_is_read_as_itself(pence: int) -> None:
    pounds = money.pounds_of(pence)
    assert money.read_pounds(money.pounds_words(pounds)) == pounds
    assert money.pence_of(pounds) == pence


def test_a_sum_below_nothing_says_so() -> None:
    assert money.pounds_words(Decimal("-40")) == "-£40"


def test_parts_of_a_penny_are_not_rounded_away() -> None:
    with pytest.raises(ValueError, match="penny"):
        money.pence_of(Decimal("0.001"))
