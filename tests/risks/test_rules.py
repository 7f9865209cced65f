"""Scores, bands, movement and what is doubted of a printed score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.risks import rules
from portal.risks.rules import USUAL, Band, Matrix, MatrixError, Score

STEPS = st.integers(1, 5)
SCORES = st.builds(Score, STEPS, STEPS)
WORDS = ("a", "b", "c", "d", "e")


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    above = draw(st.sets(st.integers(2, 25), min_size=1, max_size=4))
    bands = [Band(least, f"Band {least}") for least in sorted({1} | above)]
    return Matrix(tuple(bands), WORDS, WORDS)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        *((1, "Low"), (7, "Low"), (8, "Medium"), (14, "Medium")),
        *((15, "High"), (19, "High"), (20, "Very high"), (25, "Very high")),
    ],
)
def test_a_score_on_the_edge_of_a_band_is_in_it(score: int, band: str) -> None:
    assert USUAL.band(score).name == band


@given(matrices(), st.integers(1, 25))
def test_every_score_is_in_exactly_one_band(matrix: Matrix, score: int) -> None:
    holding = [band for band in matrix.bands if band.least <= score <= matrix.most(band)]
    assert holding == [matrix.band(score)]


@given(matrices(), SCORES, SCORES)
def test_a_higher_score_is_never_in_a_lower_band(matrix: Matrix, one: Score, two: Score) -> None:
    low, high = sorted((one.product, two.product))
    assert matrix.band(low).least <= matrix.band(high).least


@given(matrices())
def test_the_highest_band_is_tinted_most_and_the_lowest_least(matrix: Matrix) -> None:
    levels = [rules.LEVELS.index(matrix.level(band)) for band in matrix.bands]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, 4)


@pytest.mark.parametrize(("text", "step"), [("4", 4), (" 5 Almost certain", 5), ("1:", 1)])
def test_a_step_is_read_with_words_after_it(text: str, step: int) -> None:
    assert rules.read_step(text) == step


@pytest.mark.parametrize("text", ["", "0", "6", "high", "45", "-1", "4th"])
def test_what_is_no_step_is_not_guessed(text: str) -> None:
    assert rules.read_step(text) is None


@given(SCORES)
def test_a_score_written_and_read_again_is_the_same(score: Score) -> None:
    assert rules.read_score(str(score.likelihood), str(score.impact)) == score


@given(SCORES)
def test_a_printed_score_that_agrees_is_not_doubted(score: Score) -> None:
    band = USUAL.band(score.product).name
    for printed in (str(score.product), f"{score.product}: {band}", band.upper(), ""):
        assert rules.doubt(score, printed, USUAL) == ""


@given(SCORES, st.integers(1, 25))
def test_a_printed_number_that_disagrees_is_always_said(score: Score, printed: int) -> None:
    assert bool(rules.doubt(score, str(printed), USUAL)) == (printed != score.product)


def test_the_doubt_says_both_numbers() -> None:
    words = rules.doubt(Score(4, 3), "14", USUAL)
    assert words == "The register prints 14; 4 × 3 is 12."


def test_a_printed_band_that_disagrees_is_said() -> None:
    assert rules.doubt(Score(4, 3), "High", USUAL) == (
        "The register prints High; 4 × 3 is 12, which is medium."
    )


def test_very_high_is_not_read_as_high() -> None:
    assert rules.doubt(Score(4, 4), "Very high", USUAL) != ""
    assert rules.doubt(Score(5, 5), "Very high", USUAL) == ""


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Score(3, 4), Score(4, 4), "Up from 12"),
        (Score(4, 4), Score(3, 4), "Down from 16"),
        (Score(2, 3), Score(3, 2), "Same"),
        (None, Score(1, 1), "New"),
    ],
)
def test_movement_is_said_in_words(before: Score | None, now: Score, words: str) -> None:
    assert rules.moved_words(before, now) == words


@pytest.mark.parametrize(
    ("bands", "field"),
    [
        ([("2", "Low"), ("8", "High")], "band-1"),
        ([("1", "Low")], "band-1"),
        ([("1", "Low"), ("1", "High")], "band-2"),
        ([("1", "Low"), ("26", "High")], "band-2"),
        ([("1", "Low"), ("ten", "High")], "band-2"),
        ([("1", "Low"), ("8", "")], "band-2"),
        ([("1", "Low"), ("8", "low")], "band-2"),
    ],
)
def test_bands_that_make_no_matrix_are_refused_beside_their_box(
    bands: list[tuple[str, str]], field: str
) -> None:
    with pytest.raises(MatrixError) as refused:
        rules.checked_matrix(bands, WORDS, WORDS)
    assert refused.value.field == field


def test_a_step_without_a_word_is_refused() -> None:
    with pytest.raises(MatrixError) as refused:
        rules.checked_matrix([("1", "Low"), ("8", "High")], WORDS, ("a", "b", " ", "d", "e"))
    assert refused.value.field == "impact-3"


@given(matrices())
def test_a_matrix_typed_again_is_the_same(matrix: Matrix) -> None:
    typed = [(str(band.least), band.name) for band in matrix.bands]
    assert rules.checked_matrix([*typed, ("", "")], matrix.likelihood, matrix.impact) == matrix
