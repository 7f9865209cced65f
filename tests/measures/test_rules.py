"""Status from target and tolerance, exact at every edge; direction from two figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.measures.rules import (
    Yardstick,
    declared_way,
    judge,
    judged,
    read_yardstick,
    way,
    way_words,
)

FIGURES = st.decimals(
    allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=1000
)
HIGHER = read_yardstick("65%", "62% – 64.9%", "higher")
LOWER = read_yardstick("375", "375.1-402.9", "lower")


@pytest.mark.parametrize(
    ("target", "tolerance", "outer", "polarity"),
    [
        ("65%", "62% – 64.9%", "62", "higher"),
        ("375", "375.1-402.9", "402.9", "lower"),
        ("95%", "85% – 94.9%", "85", "higher"),
        ("95%", "90 % - 94.9%", "90", "higher"),
        ("11%", "11.1-13%", "13", "lower"),
        ("85%", "80% - 84.9%", "80", "higher"),
        ("85", "80 to 84.9", "80", "higher"),
        ("14", "14.1–16", "16", "lower"),
    ],
)
def test_the_side_of_a_tolerance_says_which_way_is_better(
    target: str, tolerance: str, outer: str, polarity: str
) -> None:
    found = read_yardstick(target, tolerance, "")
    assert (found.outer, found.polarity, found.doubt) == (Decimal(outer), polarity, "")


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("65", "meets"),
        ("65.01", "meets"),
        ("64.99", "within"),
        ("64.95", "within"),
        ("64.9", "within"),
        ("62", "within"),
        ("61.99", "outside"),
    ],
)
def test_higher_is_better_at_every_edge(value: str, status: str) -> None:
    assert judge(Decimal(value), HIGHER) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("375", "meets"),
        ("374.99", "meets"),
        ("375.01", "within"),
        ("375.1", "within"),
        ("402.9", "within"),
        ("402.91", "outside"),
    ],
)
def test_lower_is_better_at_every_edge(value: str, status: str) -> None:
    assert judge(Decimal(value), LOWER) == status


@pytest.mark.parametrize("words", ["Monitor", "In line with the national rate", ""])
def test_a_target_in_words_is_watched_and_not_judged(words: str) -> None:
    assert judge(Decimal(5), read_yardstick(words, "", "higher")) == "watched"


def test_a_tolerance_around_the_target_needs_the_better_way() -> None:
    assert read_yardstick("70", "± 2.5", "lower").outer == Decimal("72.5")
    assert read_yardstick("70", "within 5%", "higher").outer == Decimal(65)
    assert read_yardstick("70", "± 2.5", "").doubt == "The tolerance “± 2.5” cannot be read."


def test_a_tolerance_on_the_better_side_is_doubted() -> None:
    found = read_yardstick("65", "66 – 70", "higher")
    assert found.outer is None
    assert found.doubt == "Higher is better, but the tolerance lies on the better side."


@pytest.mark.parametrize("tolerance", ["about 5", "60 – 70", "62", "65 – 65"])
def test_a_tolerance_that_is_not_one_is_not_guessed(tolerance: str) -> None:
    found = read_yardstick("65", tolerance, "higher")
    assert found.outer is None
    assert judge(Decimal(70), found) == "meets"
    assert judge(Decimal(10), found) == "unread"


def test_without_a_tolerance_what_misses_the_target_is_outside() -> None:
    assert judge(Decimal("84.9"), read_yardstick("85", "", "higher")) == "outside"


@given(FIGURES, FIGURES, FIGURES, st.sampled_from(["higher", "lower"]))
def test_a_better_figure_never_has_a_worse_status(
    target: Decimal, one: Decimal, other: Decimal, polarity: str
) -> None:
    outer = target - 5 if polarity == "higher" else target + 5
    by = Yardstick(target, outer, "higher" if polarity == "higher" else "lower")
    order = ["outside", "within", "meets"]
    worse, better = sorted((one, other), reverse=polarity == "lower")
    assert order.index(judge(worse, by)) <= order.index(judge(better, by))


@given(FIGURES, FIGURES)
def test_a_mirror_turns_every_status(target: Decimal, value: Decimal) -> None:
    here = judge(value, Yardstick(target, target - 3, "higher"))
    there = judge(-value, Yardstick(-target, -target + 3, "lower"))
    assert here == there


@given(FIGURES, FIGURES)
def test_the_way_back_is_the_other_way(before: Decimal, now: Decimal) -> None:
    back = {"up": "down", "down": "up", "same": "same"}
    assert way(now, before) == back[way(before, now)]


def test_better_and_worse_are_said_only_where_they_are_known() -> None:
    assert way_words("up", "lower") == "Up, worse"
    assert way_words("up", "higher") == "Up, better"
    assert way_words("down", "") == "Down"
    assert judged("same", "higher") == "same"


@pytest.mark.parametrize(
    ("text", "went"),
    [("▲", "up"), ("▼", "down"), ("▶◀", "same"), ("n/a", None), ("", None), ("Falling", "down")],
)
def test_a_declared_direction_is_read_from_arrow_or_word(text: str, went: str | None) -> None:
    assert declared_way(text) == went
