"""Passages of a paper: their words, their digests, and letters of them marked."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.documents.tree import (
    Block,
    Cell,
    Document,
    Heading,
    List,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
    Wide,
    nodes,
)
from portal.reading.passages import MarkedRun, Passage, Span, marked, passages, plain

WORDS = st.text("ab .\n", max_size=12)
PARAGRAPHS = st.builds(
    lambda texts: Paragraph(tuple(Run(text, strong=bool(at % 2)) for at, text in enumerate(texts))),
    st.lists(WORDS, min_size=1, max_size=4),
)
LISTS = st.builds(
    lambda items: List(tuple((item,) for item in items)), st.lists(PARAGRAPHS, max_size=3)
)
BLOCKS = PARAGRAPHS | LISTS


def paragraph(*texts: str) -> Paragraph:
    return Paragraph(tuple(map(Run, texts)))


def passage(*texts: str) -> Passage:
    return Passage(1, paragraph(*texts))


def of_marks(block: Block) -> list[tuple[str, int]]:
    return [(node.text, node.note) for node in nodes((block,)) if isinstance(node, MarkedRun)]


def test_passages_are_numbered_and_lines_between_them_are_none() -> None:
    blocks = (Heading(1, "Why"), Rule(), Wide((paragraph("So."), paragraph("Then."))))
    found = passages(blocks)
    assert [(each.number, each.words) for each in found] == [(1, "Why"), (2, "So."), (3, "Then.")]


def test_a_table_is_one_passage_with_its_caption_and_cells() -> None:
    cell = Cell((paragraph("2019"),))
    found = passages((Table("Years", ((cell,),), ((cell,),)),))
    assert [each.words for each in found] == ["Years 2019 2019"]
    assert found[0].running == "2019 2019"


def test_the_same_words_have_the_same_digest_however_they_are_spaced() -> None:
    assert passage("One  two").digest == passage("One\ntwo").digest


def test_other_words_another_kind_and_another_drawing_have_other_digests() -> None:
    digests = {
        passage("One").digest,
        passage("Two").digest,
        Passage(1, Heading(1, "One")).digest,
        Passage(1, Picture("<svg></svg>", "A line")).digest,
        Passage(1, Picture("<svg><path d='M0 0'/></svg>", "A line")).digest,
    }
    assert len(digests) == 5


def test_words_are_marked_across_runs_and_keep_how_they_were_set() -> None:
    block = Paragraph((Run("That the plan "), Run("be approved", strong=True), Run(" today.")))
    found = marked(Passage(1, block), [Span(9, 16, 7)])
    assert of_marks(found) == [("plan ", 7), ("be", 7)]
    assert [node.strong for node in nodes((found,)) if isinstance(node, MarkedRun)] == [False, True]


def test_a_document_with_marked_words_says_the_same() -> None:
    block = Paragraph((Run("That the plan be approved."),))
    found = marked(Passage(1, block), [Span(0, 8, 1)])
    document = Document("Report", "Company", date(2019, 6, 24), (found,))
    assert "".join(document.words[2:]) == "That the plan be approved."


@given(BLOCKS, st.data())
def test_what_is_marked_is_exactly_the_letters_of_the_span(
    block: Block, data: st.DataObject
) -> None:
    here = Passage(1, block)
    letters = here.running
    start = data.draw(st.integers(0, len(letters)))
    end = data.draw(st.integers(start, len(letters)))
    found = marked(here, [Span(start, end, 3)])
    said = plain(" ".join(text for text, _ in of_marks(found))).replace(" ", "")
    assert said == letters[start:end].replace(" ", "")


@given(BLOCKS, st.data())
def test_marking_changes_no_word_of_a_passage(block: Block, data: st.DataObject) -> None:
    here = Passage(1, block)
    at = st.integers(0, len(here.running))
    spans = data.draw(st.lists(st.builds(Span, at, at, st.integers(1, 3)), max_size=3))
    assert Passage(1, marked(here, spans)).running == here.running
