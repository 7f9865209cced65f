"""Stems: what is written and what is asked meet in them, and no database reads a sign in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import stems
from portal.search.stems import Asked, read, stem

SAFE = re.compile(r"[a-z0-9_]{1,40}")


@given(st.text(max_size=300))
def test_a_stem_is_made_of_letters_that_every_database_reads_alike(text: str) -> None:
    assert [each for each in stems.stems(text) if not SAFE.fullmatch(each)] == []


@given(st.text(max_size=300))
def test_a_text_is_found_by_itself(text: str) -> None:
    asked, ordered = read(text), stems.in_order(text)
    assert set(asked.words) <= set(ordered.split())


@given(st.text(max_size=200))
def test_nothing_that_is_typed_reads_as_an_operator(typed: str) -> None:
    question = read(typed).question(1).split()
    assert [each for each in question if not re.fullmatch("[a-z0-9_]+", each)] == []


@given(st.text(max_size=100), st.text(max_size=100))
def test_no_phrase_runs_from_a_title_into_its_text(title: str, text: str) -> None:
    assert stems.BREAK in stems.in_order(title, text).split()
    assert stems.BREAK not in stems.to_find(1, stems.in_order(title, text)).split()


@pytest.mark.parametrize(
    ("one", "other"),
    [("policies", "policy"), ("Education", "EDUCATIONAL"), ("Straße", "STRASSE"),
     ("café", "cafe"), ("child’s", "child's"), ("Ærø", "ærø"), ("ｋｉｎ", "kin")],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other) != ""


def test_different_words_keep_different_stems() -> None:
    assert len({stem(word) for word in ("plan", "plane", "ø", "o", "жук", "жуки")}) == 6


def test_words_in_quotation_marks_stand_side_by_side() -> None:
    assert read('budget "youth offer" 2019') == Asked(
        ("youth", "offer", "budget", "2019"), ("youth offer",)
    )


def test_a_quotation_mark_without_another_is_no_phrase() -> None:
    assert read('"youth offer') == Asked(("youth", "offer"))


@pytest.mark.parametrize("typed", ["KIN-03", "kin-03 youth", " kin-03", '"KIN-03"'])
def test_a_leading_reference_is_one(typed: str) -> None:
    assert read(typed).reference == "KIN-03"
    assert "kin 03" in read(typed).phrases


@pytest.mark.parametrize("typed", ["", "youth KIN-03", "03", "co-chair", "2019-2024"])
def test_other_words_are_no_reference(typed: str) -> None:
    assert read(typed).reference == ""


def test_a_very_long_text_keeps_within_what_a_database_takes() -> None:
    text = " ".join(f"w{number:039}" for number in range(stems.MOST + 50))
    held = stems.to_find(7, stems.in_order("", text))
    assert len(held.split()) == stems.MOST + 1
    assert len(held) < 2**20
