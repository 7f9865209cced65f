"""A Word file has real headings, lists and tables, and opens as what it is."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.document import Document as Draft
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from portal.documents.tree import Block, List, Wide
from portal.documents.word import render_word
from tests.documents.samples import document, everything, paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def draft() -> Draft:
    return docx.Document(io.BytesIO(render_word(everything())))


def styled(draft: Draft, *names: str) -> list[tuple[str, str]]:
    """The lines in these styles, in order."""
    lines = ((line.style.name if line.style else "", line.text) for line in draft.paragraphs)
    return [(name or "", text) for name, text in lines if name in names]


def test_its_headings_are_headings(draft: Draft) -> None:
    assert styled(draft, "Heading 1", "Heading 2") == [
        ("Heading 1", "A Introduction"),
        ("Heading 2", "A heading inside"),
        ("Heading 2", "C-01 A priority"),
        ("Heading 1", "Annex A"),
        ("Heading 1", "B Notes"),
    ]


def test_its_title_language_and_day_stand_in_its_properties(draft: Draft) -> None:
    held = draft.core_properties
    assert (held.title, held.author, held.language) == (
        "Business plan",
        "Achieving for Children",
        "en-GB",
    )
    assert held.created is not None
    assert held.created.date().isoformat() == "2019-06-24"
    [language] = draft.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"


def test_the_header_rows_of_its_tables_stand_again_on_each_page(draft: Draft) -> None:
    repeated = [
        sum(row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows)
        for table in draft.tables
    ]  # fmt: skip
    assert repeated == [1, 1, 1]


def test_a_caption_stands_above_its_table(draft: Draft) -> None:
    assert ("Caption", "Year by year") in styled(draft, "Caption")


def test_a_cell_over_several_columns_is_one_cell(draft: Draft) -> None:
    row = draft.tables[-1].rows[1]
    assert [cell.text for cell in row.cells] == ["x", "y", "y"]
    assert row.cells[1]._tc is row.cells[2]._tc


def test_its_contents_lead_to_its_headings(draft: Draft) -> None:
    body = draft.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    leading = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    anchors = [anchor for anchor in leading if anchor]
    assert len(anchors) == 5
    assert set(anchors) <= marks


def test_a_link_leads_where_it_says(draft: Draft) -> None:
    targets = [held._target for held in draft.part.rels.values() if held.is_external]
    assert targets == ["https://example.org/a"]


def test_a_picture_has_its_words(draft: Draft) -> None:
    [picture] = draft.inline_shapes
    assert picture._inline.docPr.get("descr") == "Six of ten are done"


def test_its_pages_say_their_number_and_what_they_are_of(draft: Draft) -> None:
    page = draft.sections[0]
    assert page.header.paragraphs[0].text == "Business plan"
    fields = [code.text for code in page.footer._element.iter(qn("w:instrText"))]
    assert [code.strip() for code in fields] == ["PAGE", "NUMPAGES"]


def test_what_is_wide_stands_on_a_page_turned_sideways(draft: Draft) -> None:
    turned = [page.orientation for page in draft.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def orientations(*blocks: Block) -> list[WD_ORIENT]:
    """How the pages of a document stand, section by section."""
    draft = docx.Document(io.BytesIO(render_word(document(*blocks))))
    return [page.orientation for page in draft.sections]


def test_pages_that_stay_turned_are_turned_once() -> None:
    wide, upright = Wide((paragraph("x"),)), paragraph("y")
    up, side = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert orientations(upright) == [up]
    assert orientations(wide, wide) == [up, side]
    assert orientations(wide, upright, wide, wide, upright) == [up, side, up, side, up]


def numbering(file: bytes) -> Iterator[tuple[int, int | None]]:
    """Of each item of a list: its list, and the number that list begins with."""
    draft = docx.Document(io.BytesIO(file))
    lists = {held.numId: held for held in draft.part.numbering_part.element.num_lst}
    for line in draft.paragraphs:
        properties: Any = line._p.pPr
        held = properties.numPr if properties is not None else None
        if held is not None:
            start = lists[held.numId.val].find(f".//{qn('w:startOverride')}")
            yield held.numId.val, None if start is None else int(start.get(qn("w:val")))


def test_each_numbered_list_begins_with_its_own_number() -> None:
    held = tuple((paragraph(text),) for text in ("one", "two"))
    found = list(numbering(render_word(document(List(held, 4), List(held), List(held, 1)))))
    assert [start for _, start in found] == [4, 4, None, None, 1, 1]
    assert len({number for number, _ in found}) == 3


def test_equal_trees_make_equal_bytes() -> None:
    assert render_word(everything()) == render_word(everything())


def test_every_style_that_is_used_is_there() -> None:
    draft = docx.Document(io.BytesIO(render_word(everything())))
    known = {style.style_id for style in draft.styles}
    named = {f"{{{W}}}{kind}" for kind in ("pStyle", "rStyle", "tblStyle")}
    used = {held.get(qn("w:val")) for held in draft.element.body.iter(*named)}
    assert used - known == set()
    assert {"Heading1", "Tablehead", "Tabletext", "Lead", "Link", "Lines"} <= used
