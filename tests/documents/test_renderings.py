"""PDF, Word and HTML of one tree hold the very same words, whatever those are."""

from hypothesis import HealthCheck, example, given, settings

from portal.documents.letters import typeset
from portal.documents.markdown import blocks_of
from portal.documents.pdf import render_pdf
from portal.documents.tree import Definitions, Document, Heading, Table
from portal.documents.word import render_word
from tests.documents.conftest import Page
from tests.documents.readers import letters, page_words, pdf_words, word_words
from tests.documents.samples import HOSTILE, cell, document, everything, hostile_text, paragraph


def assert_equal_words(tree: Document, page: Page) -> None:
    said = letters("".join(tree.words))
    assert letters(page_words(page(tree))) == said
    assert letters(word_words(render_word(tree))) == said
    assert letters(pdf_words(render_pdf(tree))) == letters("".join(map(typeset, tree.words)))


def test_every_rendering_holds_the_same_words_in_the_same_order(page: Page) -> None:
    assert_equal_words(everything(), page)


def hostile(text: str) -> Document:
    """A text in every place where a text can stand."""
    plain = text.replace("\n", " ")
    return document(
        *blocks_of(text, 2),
        Heading(2, f"C-01 {plain}"),
        Definitions(((f"Lead {plain}", (paragraph(text),)),)),
        Table(f"Caption {plain}", ((cell(f"Head {plain}"),),), ((cell(text),),)),
        title=f"Plan {plain}",
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile_text)
@example("\n\n".join(HOSTILE))
@example("".join(HOSTILE))
def test_whatever_is_typed_comes_out_as_the_words_it_is(page: Page, text: str) -> None:
    assert_equal_words(hostile(text), page)
