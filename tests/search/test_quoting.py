"""What is quoted of a text that was found."""

from hypothesis import given
from hypothesis import strategies as st

from portal.search.quoting import LENGTH, marked, quoted
from portal.search.stems import read

PADDING = "Some other words stand here and say nothing of it. " * 40


def words_marked(pieces: object) -> list[str]:
    assert isinstance(pieces, list)
    return [text for text, is_marked in pieces if is_marked]


@given(st.text(max_size=400), st.text(max_size=40))
def test_the_pieces_are_the_whole_text(text: str, typed: str) -> None:
    assert "".join(part for part, _ in marked(text, read(typed))) == text


@given(st.text(max_size=3000), st.text(max_size=40))
def test_a_passage_is_short_and_is_of_the_text(text: str, typed: str) -> None:
    passage = "".join(part for part, _ in quoted(text, read(typed)))
    assert len(passage) <= LENGTH + 4
    assert passage.removeprefix("… ").removesuffix(" …") in " ".join(text.split()) + " "


def test_every_form_of_a_word_is_marked_as_it_is_written() -> None:
    assert words_marked(marked("A Policy, and policies.", read("policy"))) == ["Policy", "policies"]


def test_a_reference_has_one_mark() -> None:
    assert words_marked(marked("Under KIN-03 we act.", read("kin-03"))) == ["KIN-03"]


def test_the_passage_with_most_of_the_words_is_quoted() -> None:
    text = f"Youth first. {PADDING} Here the youth offer is costed. {PADDING}"
    assert words_marked(quoted(text, read("offer youth costed"))) == ["youth", "offer", "costed"]


def test_left_out_words_are_shown_by_dots() -> None:
    passage = quoted(f"{PADDING} the offer {PADDING}", read("offer"))
    assert (passage[0][0], passage[-1][0]) == ("… ", " …")


def test_a_text_without_the_words_is_quoted_from_its_beginning() -> None:
    assert quoted("Nothing of it.", read("offer")) == [("Nothing of it.", False)]
