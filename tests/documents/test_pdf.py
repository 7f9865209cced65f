"""A PDF says what it is to every reader: title, language, bookmarks, headings, table heads."""

import io
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from portal.documents import pdf
from portal.documents.pdf import TypesettingError, render_pdf
from portal.documents.tree import Document, Heading, Picture
from tests.documents.readers import Tag, letters, pdf_tags
from tests.documents.samples import DRAWING, HOSTILE, document, everything, paragraph


@pytest.fixture(scope="module")
def made() -> bytes:
    return render_pdf(everything())


@pytest.fixture(scope="module")
def tags(made: bytes) -> list[Tag]:
    return [tag for root in pdf_tags(made) for tag in root.walk()]


def kinds_of(tags: list[Tag], *kinds: str) -> list[tuple[str, str]]:
    """Elements of these kinds with their words, in reading order."""
    return [(tag.kind, letters(tag.spoken())) for tag in tags if tag.kind in kinds]


@pytest.mark.parametrize(
    "tree", [everything(), document(*map(paragraph, HOSTILE))], ids=["", "hostile"]
)
def test_it_keeps_pdf_ua_1_as_another_program_checks_it(tree: Document) -> None:
    report = page.validate_pdf_bytes(render_pdf(tree), profile="PDF/UA-1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_its_title_language_and_day_stand_in_its_properties(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as file:
        assert str(file.docinfo["/Title"]) == "Business plan"
        assert str(file.docinfo["/Author"]) == "Achieving for Children"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20190624")
        assert str(file.Root.Lang) == "en-GB"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_its_bookmarks_are_the_headings_of_two_levels(made: bytes) -> None:
    found = pypdfium2.PdfDocument(made).get_toc()
    titles = [(bookmark.level, bookmark.get_title()) for bookmark in found]
    assert titles == [
        (0, "A Introduction"),
        (1, "A heading inside"),
        (1, "C-01 A priority"),
        (0, "Annex A"),
        (0, "B Notes"),
    ]


def test_its_headings_are_tagged_in_order_and_skip_no_level(tags: list[Tag]) -> None:
    found = kinds_of(tags, "H1", "H2", "H3", "H4")
    assert [kind for kind, _ in found] == ["H1", "H1", "H2", "H2", "H1", "H1"]
    assert found[1:3] == [("H1", "AIntroduction"), ("H2", "Aheadinginside")]


def test_the_heads_of_its_tables_are_tagged_as_heads(tags: list[Tag]) -> None:
    heads = [words for _, words in kinds_of(tags, "TH")]
    assert heads[:4] == ["a", "b", "Year", "Steps"]
    assert heads[-2:] == ["Company", "Councils"]
    assert ("Caption", "Yearbyyear") in kinds_of(tags, "Caption")


def test_a_cell_over_several_columns_says_so(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as file:
        spans = [
            int(held.ColSpan)
            for element in file.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") in ("/TH", "/TD")
            for held in (element.get("/A") or [])
            if "/ColSpan" in held
        ]
    assert 2 in spans


def test_a_picture_has_its_words(tags: list[Tag]) -> None:
    assert [tag.alt for tag in tags if tag.kind == "Figure"] == ["Six of ten are done"]


def test_the_head_of_a_table_stands_again_on_each_page_but_is_read_once(made: bytes) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert sum("Steps" in text for text in pages) > 1
    assert sum(letters(root.words()).count("Steps") for root in pdf_tags(made)) == 1


def test_every_page_but_the_cover_has_its_head_and_all_have_their_number(made: bytes) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert all(f"Page {at} of {len(pages)}" in text for at, text in enumerate(pages, 1))
    assert all(text.startswith("Business plan") for text in pages[1:])


def test_its_letters_are_ours(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as file:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for sheet in file.pages
            for font in sheet.Resources.get("/Font", {}).values()
        }
    assert fonts
    assert {name.partition("-")[0] for name in fonts} == {"SourceSans3"}


def test_equal_trees_make_equal_bytes() -> None:
    assert render_pdf(everything()) == render_pdf(everything())


def test_an_other_tree_makes_other_bytes() -> None:
    assert render_pdf(everything()) != render_pdf(replace(everything(), title="Another plan"))


def test_without_our_typeface_nothing_is_typeset(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "font_folder", lambda: tmp_path)
    pdf._fonts.cache_clear()
    with pytest.raises(TypesettingError, match="no Source Sans 3"):
        render_pdf(document())
    pdf._fonts.cache_clear()


def test_what_the_typesetter_warns_of_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FAMILY", "Libertinus Serif")
    monkeypatch.setattr(pdf, "typeset", str)
    with pytest.raises(TypesettingError, match="could not be displayed"):
        render_pdf(document(paragraph("中")))


def test_a_letter_without_a_shape_is_written_as_its_code() -> None:
    said = "".join(root.words() for root in pdf_tags(render_pdf(document(paragraph("中 x")))))
    assert "[U+4E2D] x" in said


def test_a_document_without_contents_has_none() -> None:
    made = render_pdf(document(Heading(2, "Only this"), contents=False))
    assert "Contents" not in "".join(root.spoken() for root in pdf_tags(made))


def test_a_drawing_becomes_a_picture_of_pixels_for_formats_that_cannot_draw() -> None:
    assert pdf.render_png(Picture(DRAWING, "x").svg).startswith(b"\x89PNG")


def test_a_drawing_that_is_none_is_refused() -> None:
    with pytest.raises(TypesettingError):
        pdf.render_png("no drawing")
