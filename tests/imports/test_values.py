"""Numbers, scores and arrows as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.imports.reading.values.numbers import read_number, says_nothing
from portal.imports.reading.values.scores import read_score
from portal.imports.reading.values.travel import read_travel


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("65%", 65, "%"),
        ("1,204", 1204, ""),
        ("375.1", 375.1, ""),
        ("-£245,000", -245000, "£"),
        ("£-5", -5, "£"),
        ("(1,234)", -1234, ""),
        ("(£100)", -100, "£"),
        ("£4.2m", 4_200_000, "£"),
        ("−3", -3, ""),
        ("412 days", 412, "days"),
        ("31 weeks", 31, "weeks"),
        (".5", 0.5, ""),
    ],
)
def test_a_number_is_read_with_its_sign_and_unit(written: str, value: float, unit: str) -> None:
    number = read_number(written)
    assert number is not None
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    "written",
    [
        "Monitor",
        "62% – 64.9%",
        "375.1-402.9",
        "<5",
        "c",
        "Below 20%",
        "12: Medium",
        "(5",
        "2019/20",
    ],
)
def test_what_is_not_wholly_a_number_is_none(written: str) -> None:
    assert read_number(written) is None


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_is_read_as_it_is_printed(number: int) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}%"):
        read = read_number(written)
        assert read is not None
        assert read.value == number


@given(st.text())
def test_no_text_is_too_odd_for_a_number(text: str) -> None:
    read_number(text)


@pytest.mark.parametrize("written", ["", "n/a", "N/A", "-", "–", "TBC", "not available"])
def test_some_cells_say_that_there_is_nothing_to_say(written: str) -> None:
    assert says_nothing(written)


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_score_is_likelihood_times_impact(likelihood: int, impact: int) -> None:
    right = read_score(str(likelihood), str(impact), f"{likelihood * impact}: Medium")
    assert (right.score, right.doubts) == (likelihood * impact, ())
    wrong = read_score(str(likelihood), str(impact), str(likelihood * impact + 1))
    assert "is printed" in wrong.doubts[0]


def test_a_score_that_is_missing_is_computed_and_flagged() -> None:
    score = read_score("", "", "4 × 4")
    assert (score.likelihood, score.impact, score.score) == (4, 4, 16)
    assert score.doubts == ("4 × 4, score missing: computed 16",)


def test_levels_may_have_words_beside_them() -> None:
    score = read_score("2 - Unlikely", "Major (4)", "8")
    assert (score.likelihood, score.impact, score.printed, score.doubts) == (2, 4, 8, ())


def test_a_level_outside_the_scale_is_flagged() -> None:
    assert "not between 1 and 5" in read_score("7", "2", "14").doubts[0]


@pytest.mark.parametrize(
    ("written", "travel"),
    [
        ("▲", "up"),
        ("▼", "down"),
        ("▶◀", "same"),
        ("▶ ◀", "same"),
        ("Stable", "same"),
        ("n/a", None),
    ],
)
def test_arrows_and_words_say_which_way(written: str, travel: str | None) -> None:
    assert read_travel(written) == travel
