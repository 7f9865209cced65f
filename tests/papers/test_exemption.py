"""What may be kept from the public, and what has to be said of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.exemption import (
    FILED_UNDER,
    PARAGRAPHS,
    Exemption,
    basis,
    is_due,
    public_words,
    refusals,
    review_words,
)

DAY = date(2019, 6, 24)
SOUND = Exemption((3,), "Prices would be known to who tenders.", date(2020, 6, 24))


def test_an_exemption_with_paragraph_interest_and_day_holds() -> None:
    assert refusals(SOUND, DAY) == {}


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (replace(SOUND, paragraphs=()), "paragraphs", "Choose the paragraphs"),
        (replace(SOUND, paragraphs=(8,)), "paragraphs", "1 to 7"),
        (replace(SOUND, public_interest=" "), "public_interest", "outweighs"),
        (replace(SOUND, public_interest="x" * 4001), "public_interest", "You wrote 4,001"),
        (replace(SOUND, review_on=None), "review_on", "looked at again"),
        (replace(SOUND, review_on=DAY), "review_on", "a day after 24 June 2019"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(said: Exemption, field: str, words: str) -> None:
    found = refusals(said, DAY)
    assert set(found) == {field}
    assert words in found[field]


@pytest.mark.parametrize("under", FILED_UNDER)
def test_paragraph_3_is_refused_for_what_is_filed_publicly(under: str) -> None:
    found = refusals(replace(SOUND, paragraphs=(3, 5), filed_under=under), DAY)
    assert "does not cover what has to be registered" in found["paragraphs"]
    assert FILED_UNDER[under] in found["paragraphs"]


def test_another_paragraph_holds_for_what_is_filed_publicly() -> None:
    assert refusals(replace(SOUND, paragraphs=(5,), filed_under="companies"), DAY) == {}


def test_confidential_information_needs_neither_paragraph_nor_interest() -> None:
    assert refusals(Exemption(confidential=True), DAY) == {}


def test_confidential_information_is_no_paragraph_of_schedule_12a() -> None:
    found = refusals(replace(SOUND, confidential=True), DAY)
    assert "a class of its own" in found["paragraphs"]


@given(st.sets(st.sampled_from(sorted(PARAGRAPHS))), st.text())
def test_no_public_notice_describes_what_is_confidential(numbers: set[int], text: str) -> None:
    plain = public_words(Exemption(confidential=True))
    said = Exemption(tuple(numbers), text, DAY, confidential=True)
    assert public_words(said) == plain
    assert "paragraph" not in plain


def test_a_notice_names_paragraphs_and_act() -> None:
    assert basis([5, 3]) == (
        "paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972"
    )
    assert public_words(SOUND).startswith("Not open to the public: information about the financial")


def test_a_notice_does_not_repeat_the_statement() -> None:
    assert SOUND.public_interest not in public_words(SOUND)


def test_a_paper_whose_paragraphs_are_not_known_is_said_to_be_closed_and_no_more() -> None:
    assert public_words(Exemption()) == "For Part II: not open to the public."


def test_an_exemption_is_due_on_its_day() -> None:
    assert not is_due(date(2019, 6, 25), DAY)
    assert is_due(DAY, DAY)
    assert not is_due(None, DAY)
    assert "say whether it still holds" in review_words(replace(SOUND, review_on=DAY), DAY)
    assert review_words(Exemption(confidential=True), DAY) == ""
