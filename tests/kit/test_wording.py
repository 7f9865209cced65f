import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.wording import same_wording, wording_key, words

SENTENCE = "Expand front-line work, so that children's needs are met"


@pytest.mark.parametrize(
    "other",
    [
        "expand FRONT-LINE work, so that children's needs are met",
        "Expand front-line work so that children's needs are met.",
        "Expand  front-line\nwork, so that children's needs are met",
        "Expand front line work, so that children's needs are met",
        "Expand frontline work, so that children's needs are met",
        "Expand front‑line work, so that children’s needs are met",
        "Expand front-\u00adline work, so that “children’s” needs are met",
        "3. Expand front-line work, so that children's needs are met",
        "(b) Expand front-line work, so that children's needs are met",
        "iv) Expand front-line work, so that children's needs are met",
        "C.4: Expand front-line work, so that children's needs are met",
        "KIN-01. Expand front-line work, so that children's needs are met",
        "Priority 5: Expand front-line work, so that children's needs are met",
    ],
)
def test_the_same_words_are_the_same_however_they_are_set(other: str) -> None:
    assert same_wording(SENTENCE, other)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("5 new schools", "6 new schools"),
        ("5 new schools", "new schools"),
        ("Cut waits by 5", "Cut waits by 5%"),
        ("Save £5", "Save 5"),
        ("A change of -5", "A change of 5"),
        ("3.5 days", "35 days"),
        ("Support carers", "Support careers"),
        ("শিশু", "শিশি"),
        ("Done 👍", "Done 👎"),
    ],
)
def test_a_difference_of_meaning_is_a_difference(left: str, right: str) -> None:
    assert not same_wording(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("1,250 places", "1250 places"), ("health & care", "health and care"), ("ﬁnd", "find")],
)
def test_two_ways_of_writing_one_thing_are_the_same(left: str, right: str) -> None:
    assert same_wording(left, right)


def test_words_are_as_written_and_without_punctuation() -> None:
    assert words("“Front-line” work (and more), children’s too.") == [
        *("Front-line", "work", "and", "more", "children’s", "too")
    ]


def test_a_text_of_punctuation_has_no_words() -> None:
    assert words("… – !") == []


@given(st.text(), st.text())
def test_the_key_is_equal_exactly_where_the_wording_is(left: str, right: str) -> None:
    assert (wording_key(left) == wording_key(right)) == same_wording(left, right)


@given(st.text(st.characters(codec="ascii")))
def test_letter_case_never_counts(text: str) -> None:
    assert same_wording(text.upper(), text.lower())
