"""The page of a document: headings, tables and drawings as a browser reads them."""

import lxml.html
import pytest

from portal.documents.tree import Document, Picture
from tests.documents.conftest import Page
from tests.documents.samples import DRAWING, document, everything


@pytest.fixture(scope="module")
def drawn(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page(everything()))


def test_it_says_its_language_and_title(drawn: lxml.html.HtmlElement) -> None:
    assert drawn.get("lang") == "en-GB"
    assert drawn.findtext(".//title") == "Business plan – Achieving for Children"


def test_its_headings_skip_no_level(drawn: lxml.html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in drawn.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels == [1, 2, 2, 3, 3, 2, 2]


def test_its_contents_lead_to_its_headings(drawn: lxml.html.HtmlElement) -> None:
    anchors = drawn.xpath("//nav//a/@href")
    assert len(anchors) == 5
    assert all(drawn.get_element_by_id(anchor[1:]) is not None for anchor in anchors)


def test_its_tables_say_what_heads_a_column_and_a_row(drawn: lxml.html.HtmlElement) -> None:
    [table] = drawn.xpath("//table[caption='Year by year']")
    assert table.xpath("thead//th/@scope") == ["col", "col"]
    assert set(table.xpath("tbody/tr/th/@scope")) == {"row"}
    assert drawn.xpath("//table[caption='Side by side']/thead//th/@colspan") == ["2"]


def test_a_drawing_has_its_words(drawn: lxml.html.HtmlElement) -> None:
    assert drawn.xpath("//*[@role='img']/@aria-label") == ["Six of ten are done"]
    assert drawn.xpath("//*[@role='img']//rect")


def test_a_drawing_holds_shapes_alone(page: Page) -> None:
    drawing = DRAWING.replace("<rect", '<script>x()</script><rect onclick="x()"')
    assert "x()" not in page(document(Picture(drawing, "A drawing")))


def test_nothing_in_it_is_styled_or_scripted_in_line(page: Page) -> None:
    html = page(everything())
    assert "<script" not in html
    assert "style=" not in html


def test_a_document_without_contents_has_none(page: Page) -> None:
    bare: Document = document(contents=False)
    assert "Contents" not in page(bare)
