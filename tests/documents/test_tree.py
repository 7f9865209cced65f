"""The tree keeps what every rendering needs, or refuses it in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.letters import LONGEST, printable, shapes, typeset
from portal.documents.markdown import blocks_of
from portal.documents.tree import (
    Block,
    Code,
    Document,
    Heading,
    List,
    Paragraph,
    Picture,
    Table,
    with_texts,
)
from portal.kit.text import control_characters
from tests.documents.samples import DAY, cell, document, everything, hostile_text, paragraph


def test_a_document_needs_a_title() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        document(title=" ")


@pytest.mark.parametrize(
    "blocks", [(Heading(2, "x"),), (Heading(1, "x"), Heading(3, "y")), (Heading(0, "x"),)]
)
def test_headings_skip_no_level(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(ValueError, match="skips a level"):
        Document("T", "O", DAY, blocks)


def test_a_table_has_as_many_columns_in_each_row() -> None:
    with pytest.raises(ValueError, match="different numbers"):
        Table("", ((cell("a"), cell("b")),), ((cell("c"),),))


def test_a_table_has_a_header_row() -> None:
    with pytest.raises(ValueError, match="header row"):
        Table("", (), ())


def test_a_picture_has_words() -> None:
    with pytest.raises(ValueError, match="cannot see"):
        Picture("<svg></svg>", " ")


def test_a_document_is_made_printable() -> None:
    made = document(paragraph("a\x00b\u202ec"))
    assert made.words[-1] == "a[U+0000]b[U+202E]c"


@given(st.text())
def test_a_printable_text_stays_printable(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert not control_characters(once)


@given(st.text())
def test_a_typeset_text_has_letters_of_our_typeface_alone(text: str) -> None:
    assert set(typeset(printable(text))) <= shapes() | {"\n"}


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200))
def test_a_long_word_can_be_broken_and_stays_the_word_it_is(word: str) -> None:
    made = typeset(word)
    assert made.replace("\u200b", "") == word
    assert max(map(len, made.split("\u200b"))) <= LONGEST


def test_changing_no_text_copies_nothing() -> None:
    made = everything()
    assert with_texts(made.blocks, str) is made.blocks


def test_markdown_becomes_blocks_below_its_place() -> None:
    found = blocks_of("# One\n\n## Two\n\nwords", 3)
    assert [block.level for block in found if isinstance(block, Heading)] == [3, 4]


def test_a_heading_in_a_list_is_a_line_in_bold() -> None:
    [held] = blocks_of("- # Loud", 2)
    assert isinstance(held, List)
    [[line]] = held.items
    assert isinstance(line, Paragraph)
    assert line.runs[0].strong


def test_raw_html_stays_text() -> None:
    [line] = blocks_of("<b>x</b>", 2)
    assert isinstance(line, Paragraph)
    assert "".join(run.text for run in line.runs) == "<b>x</b>"


def test_what_is_nested_too_deep_is_kept_as_it_was_typed() -> None:
    text = ">" * 50 + " deep"
    assert blocks_of(text, 2) == (Code(text),)


@given(hostile_text)
def test_any_markdown_makes_a_document(text: str) -> None:
    document(*blocks_of(text, 2))
