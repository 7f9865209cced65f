"""What closed votes make of a matter, and the sentences that say so, as functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.models import Recommendation
from portal.decisions.standing import DECIDING_VERBS, VERBS, body_words, letters, outcome_of

Closed = tuple[str, str]
closed = st.tuples(
    st.sampled_from(sorted(VERBS)), st.sampled_from(["carried", "lost", "inquorate"])
)


def rows(found: list[Closed]) -> list[Recommendation]:
    return [
        Recommendation(letter=letter, verb=verb, result=result)
        for letter, (verb, result) in zip("abcdefgh", found, strict=False)
    ]


@given(st.lists(closed, max_size=8))
def test_approval_needs_every_deciding_recommendation_and_one_at_least(
    found: list[Closed],
) -> None:
    deciding = [result for verb, result in found if verb in DECIDING_VERBS]
    approved = bool(deciding) and set(deciding) == {"carried"}
    assert (outcome_of("approval", rows(found)) == "approved") == approved


@given(st.lists(closed, max_size=8))
def test_what_was_lost_is_decided_against_and_without_a_quorum_nothing_is(
    found: list[Closed],
) -> None:
    deciding = {result for verb, result in found if verb in DECIDING_VERBS}
    outcome = outcome_of("approval", rows(found))
    assert (outcome == "not_decided") == ("inquorate" in deciding and "lost" not in deciding)
    assert (outcome == "not_approved") == ("lost" in deciding or not deciding)


@given(st.lists(closed, max_size=8))
def test_asking_for_approval_in_principle_never_gives_more(found: list[Closed]) -> None:
    assert outcome_of("approval_in_principle", rows(found)) != "approved"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Joint committee", "the joint committee"),
        ("Cabinet", "the cabinet"),
        ("Achieving for Children Joint Committee", "the Achieving for Children Joint Committee"),
    ],
)
def test_a_body_in_a_sentence_keeps_its_proper_name(name: str, words: str) -> None:
    assert body_words(name) == words


def test_letters_are_joined_as_people_write_them() -> None:
    found = rows([("approve", "carried")] * 3)
    assert letters(found[:1]) == "recommendation (a)"
    assert letters(found) == "recommendations (a), (b) and (c)"
