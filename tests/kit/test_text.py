import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.text import control_characters, tidy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x0c", "U+000C"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_character_that_hides_things_is_found_with_its_place(text: str, code: str) -> None:
    assert control_characters(f"ab{text}c") == ((2, code),)


@pytest.mark.parametrize(
    "text",
    [
        "Line one\r\n\tline two\n",
        "👩‍👩‍👧 and 🇬🇧",
        "برای کودکان",
        "ילדים\u200f",
        "শিশুদের জন্য",
        "£5 – “quoted”, naïve",
    ],
)
def test_writing_of_every_language_is_kept(text: str) -> None:
    assert control_characters(text) == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert tidy(f"one{end}two") == "one\ntwo"


def test_an_accent_and_its_letter_become_one_character() -> None:
    assert tidy("Zoe\u0308") == "Zo\u00eb"


@given(st.text())
def test_tidying_loses_no_letter(text: str) -> None:
    def visible(of: str) -> list[str]:
        return unicodedata.normalize("NFC", of).split()

    assert visible(tidy(text)) == visible(text)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
