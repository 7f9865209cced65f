"""Drafted again: what the clerk typed is never lost."""

from hypothesis import given
from hypothesis import strategies as st

from portal.minutes.merging import three_way

TEXTS = st.text("ab \n", max_size=12)


def test_a_passage_that_nobody_edited_follows_the_records() -> None:
    found = three_way("Ana was there.", "Ana and Ben were there.", "Ana was there.")
    assert (found.way, found.text) == ("follows", "Ana and Ben were there.")


def test_edited_words_stay_where_the_records_did_not_change() -> None:
    found = three_way("Resolved.", "Resolved.", "Resolved, after debate.")
    assert (found.way, found.text) == ("kept", "Resolved, after debate.")


def test_changes_in_different_places_are_both_kept() -> None:
    found = three_way(
        "Ana was there. It was long. Nobody spoke.",
        "Ana and Ben were there. It was long. Nobody spoke.",
        "Ana was there. It was long. Two residents spoke.",
    )
    assert (found.way, found.text) == (
        "merged",
        "Ana and Ben were there. It was long. Two residents spoke.",
    )


def test_a_clash_is_for_a_person_and_keeps_what_was_typed() -> None:
    found = three_way("Ana came.", "Ana and Ben came.", "Ana came late.")
    assert (found.way, found.text) == ("clash", "Ana came late.")


@given(before=TEXTS, now=TEXTS, typed=TEXTS)
def test_words_the_clerk_typed_are_replaced_only_where_she_typed_none(
    before: str, now: str, typed: str
) -> None:
    found = three_way(before, now, typed)
    assert found.text == typed or typed == before or found.way == "merged"
