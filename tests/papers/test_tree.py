"""A report as a document, frozen and thawed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents import kept
from portal.documents.tree import (
    Block,
    Cell,
    Code,
    Definitions,
    Heading,
    List,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    Wide,
)
from portal.kit import digests
from portal.papers.recommended import Recommended
from portal.papers.template import STARTER
from portal.papers.tree import (
    NOTHING_YET,
    AnnexDrawn,
    FileNamed,
    Frame,
    Written,
    annex_document,
    as_document,
    digest,
    freeze,
    thaw,
)

PARAGRAPH = Paragraph((Run("Plain "), Run("strong", strong=True)))
TABLE = Table("T", ((Cell((PARAGRAPH,)),),), ((Cell((PARAGRAPH,)),),), row_heads=True)
ANNEX = AnnexDrawn("A", "Draft priorities", "Version 1", (Wide((Heading(1, "Themes"), TABLE)),))
FRAME = Frame("The company", "#1f3a5f", "Joint committee", "24 June 2019", date(2019, 6, 14))
REPORT = Written(
    "Business plan",
    "Ian Example",
    "Managing Director",
    STARTER,
    {"purpose": "To decide.", "body": "# Framework\n\nSix *parts*."},
    (Recommended("a", "approve", "That it be approved."),),
    {"a": "That it be approved."},
    (ANNEX,),
    (FileNamed("Letter.pdf", "application/pdf", 12, "0" * 64),),
)

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
runs = st.builds(Run, words, st.booleans(), st.booleans(), st.booleans())
paragraphs = st.builds(Paragraph, st.tuples(runs), st.booleans(), st.booleans())


def _blocks(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    held = st.lists(inner, max_size=3).map(tuple)
    cells = st.builds(Cell, held)
    rows = st.lists(st.tuples(cells, cells), max_size=2).map(tuple)
    return st.one_of(
        st.builds(Quote, held),
        st.builds(List, st.lists(held, max_size=3).map(tuple), st.none() | st.integers(0, 9)),
        st.builds(Definitions, st.lists(st.tuples(words, held), max_size=2).map(tuple)),
        st.builds(Table, words, st.tuples(st.tuples(cells, cells)), rows),
        st.builds(Wide, held),
    )


simple = st.one_of(
    paragraphs,
    st.builds(Heading, st.integers(1, 6), words),
    st.builds(Code, words),
    st.just(Rule()),
)
blocks = st.lists(st.recursive(simple, _blocks, max_leaves=6), max_size=4).map(tuple)


@given(blocks)
def test_blocks_that_are_kept_come_back_equal(found: tuple[Block, ...]) -> None:
    assert kept.from_json(kept.to_json(found)) == found


@given(blocks)
def test_a_digest_can_be_made_of_any_blocks(found: tuple[Block, ...]) -> None:
    assert len(digests.digest(kept.to_json(found))) == 64


def test_a_node_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no node of the kind"):
        kept.from_json([{"kind": "script"}])


def test_a_frozen_report_comes_back_as_it_was() -> None:
    frozen = freeze(REPORT)
    assert thaw(frozen) == REPORT
    assert digest(frozen) == digest(freeze(thaw(frozen)))


def test_another_word_makes_another_digest() -> None:
    other = freeze(REPORT)
    other["texts"]["purpose"] = "To note."
    assert digest(other) != digest(freeze(REPORT))


def test_parts_stand_in_the_templates_order_and_empty_ones_that_are_not_needed_are_left_out() -> (
    None
):
    headings = [each.text for each in as_document(REPORT, FRAME).headings if each.level == 1]
    assert headings[:3] == ["Purpose of the report", "Recommendations", "Details"]
    assert "Background" not in headings
    assert headings[-1] == "Annexes and attachments"


def test_a_part_that_is_needed_and_empty_says_so() -> None:
    said = as_document(REPORT, FRAME).words
    assert said.count(NOTHING_YET) == sum(
        part.needed and part.name not in REPORT.texts for part in STARTER
    )


def test_headings_of_a_text_stand_below_the_heading_of_its_part() -> None:
    levels = {each.text: each.level for each in as_document(REPORT, FRAME).headings}
    assert levels["Framework"] == 2


def test_recommendations_say_their_letter_and_what_they_ask() -> None:
    said = " ".join(as_document(REPORT, FRAME).words)
    assert "(a) To approve:  That it be approved." in said


def test_an_annex_is_a_document_of_its_own() -> None:
    made = annex_document(REPORT, ANNEX, FRAME)
    assert made.title == "Annex A: Draft priorities"
    assert made.facts == ("To the report “Business plan”", "Version 1")
