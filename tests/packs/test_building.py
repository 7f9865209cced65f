"""One PDF, numbered through: what the agenda prints is what the file's own pages are called."""

import io
import re
from dataclasses import replace
from pathlib import Path
from timeit import timeit

import docx
import page
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from portal.documents.files import KINDS, WORD
from portal.documents.pdf import render_pdf, render_png
from portal.packs.building import Built, build
from portal.packs.content import FileContent, PackContent, PaperContent
from portal.packs.files import Preparing
from portal.packs.sheet import sheet_of
from portal.packs.typesetting import typeset_sheet
from tests.factories import packs

PRINTED = re.compile(r"Pages? (\d+)(?: – (\d+))?")


def built(content: PackContent, folder: Path) -> Built:
    return build(content, Preparing(folder), lambda *_: None)


def labels(made: bytes) -> list[str]:
    """What each page is called, as pdfium reads it."""
    opened = pypdfium2.PdfDocument(made)
    return [opened.get_page_label(at) for at in range(len(opened))]


def texts(made: bytes) -> list[str]:
    """The words of each page, as pdfplumber reads them."""
    with pdfplumber.open(io.BytesIO(made)) as opened:
        return [each.extract_text() for each in opened.pages]


def agenda_of(found: list[str]) -> str:
    return next(text for text in found if re.search(r"^Agenda$", text, re.M))


@pytest.fixture
def plain(tmp_path: Path) -> Built:
    """Two items with reports of several pages, one without."""
    lines = (
        packs.line(1),
        packs.line(2, PaperContent(packs.report("Plan", 30), (packs.report("Annex A", 12),))),
        packs.line(3, PaperContent(packs.report("Budget", 15)), withdrawn="Its figures changed."),
    )
    return built(packs.content(*lines), tmp_path)


def test_a_pack_of_ours_alone_keeps_pdf_ua_as_another_program_checks_it(plain: Built) -> None:
    made = plain.path.read_bytes()
    report = page.validate_pdf_bytes(made, profile="PDF/UA-1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert plain.tagged
    with pikepdf.open(plain.path) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


def test_the_agenda_prints_the_pages_that_the_items_have(plain: Built) -> None:
    made = plain.path.read_bytes()
    found, names = texts(made), labels(made)
    printed = [tuple(map(int, m.groups())) for m in PRINTED.finditer(agenda_of(found)) if m[2]]
    assert printed == list(plain.numbered.ranges.values())
    for item_id, (first, last) in plain.numbered.ranges.items():
        assert f"Item {item_id // 100}: " in found[names.index(str(first))]
        assert f"Page {last}" in found[names.index(str(last))]
    assert plain.numbered.pages == len(names)


def test_papers_begin_on_a_right_hand_page_after_the_front(plain: Built) -> None:
    assert plain.numbered.ranges[200][0] == plain.numbered.first == 5


def test_a_pack_that_continues_another_is_numbered_from_what_was_given(tmp_path: Path) -> None:
    paper = PaperContent(packs.report("Plan", 30))
    found = built(packs.content(packs.line(7, paper), first_page=87), tmp_path)
    names = labels(found.path.read_bytes())
    assert names[:5] == ["i", "ii", "iii", "iv", "87"]
    assert found.numbered.ranges[700] == (87, int(names[-1]))


def test_foreign_pages_are_numbered_through_and_claim_nothing(tmp_path: Path) -> None:
    lines = (
        packs.line(1, PaperContent(packs.report("Plan", 3), files=(packs.foreign(12),))),
        packs.line(2, PaperContent(packs.report("Budget", 3), files=(packs.foreign(1, "B.pdf"),))),
    )
    found = built(packs.content(*lines), tmp_path)
    made = found.path.read_bytes()
    names, words = labels(made), texts(made)
    assert names == [str(at) for at in range(1, len(names) + 1)]
    assert [f"Page {name}" in text for name, text in zip(names, words, strict=True)] == [
        True
    ] * len(names)
    assert found.numbered.ranges == {100: (5, 18), 200: (19, 21)}
    assert "Pages 5 – 18" in agenda_of(words)
    assert "Pages 19 – 21" in agenda_of(words)
    assert not found.tagged
    with pikepdf.open(found.path) as opened, opened.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata
        assert "pdfaid:part" not in metadata
        assert bool(opened.Root.MarkInfo.Suspects)


def test_equal_contents_make_equal_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        paper = PaperContent(packs.report("Plan"), files=(packs.foreign(2),))
        digests.add(built(packs.content(packs.line(1, paper)), tmp_path / name).sha256)
    assert len(digests) == 1


def test_bookmarks_lead_to_items_and_papers(plain: Built) -> None:
    found = pypdfium2.PdfDocument(plain.path.read_bytes()).get_toc()
    titles = [(each.level, each.get_title()) for each in found]
    assert (0, "Item 2: Business number 2") in titles
    assert (1, "Annex A") in titles


def test_a_withdrawn_item_keeps_its_number_and_says_why(plain: Built) -> None:
    said = " ".join(agenda_of(texts(plain.path.read_bytes())).split())
    assert "Item 3 – Business number 3 has been withdrawn." in said
    assert "Its figures changed." in said


LOSSES = [
    ("locked.pdf", "It is locked with a password."),
    ("broken.pdf", "It is broken, and cannot be opened."),
    ("lying.png", "It is broken, and cannot be shown."),
    ("lying.docx", "It is broken, and cannot be opened."),
    ("sums.xlsx", "An Excel file cannot be set as pages."),
]


@pytest.mark.parametrize(("name", "why"), LOSSES)
def test_a_file_that_cannot_be_set_is_listed_and_the_rest_is_whole(
    tmp_path: Path, name: str, why: str
) -> None:
    paper = PaperContent(packs.report("Plan"), files=(_bad(name), packs.foreign(2)))
    found = built(packs.content(packs.line(1, paper)), tmp_path)
    said = " ".join(" ".join(texts(found.path.read_bytes())).split())
    assert why in said
    assert "Ask the clerk for it." in said
    assert found.listed == (name,)
    assert found.numbered.pages == len(labels(found.path.read_bytes()))


def _bad(name: str) -> FileContent:
    kind = KINDS[name.rpartition(".")[2]].media_type
    if name != "locked.pdf":
        return packs.file(name, kind, b"%PDF-1.7 and nothing else")
    with pikepdf.new() as made:
        made.add_blank_page()
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return packs.file(name, kind, out.getvalue())


def test_a_picture_becomes_a_page(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    picture = packs.file("Map.png", "image/png", render_png(svg))
    paper = PaperContent(packs.report("Plan"), files=(picture,))
    found = built(packs.content(packs.line(1, paper)), tmp_path)
    assert (found.listed, found.tagged) == ((), False)
    assert found.numbered.ranges == {100: (5, 7)}


def test_a_word_file_is_set_anew_and_keeps_the_claim(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Costs", 1)
    word.add_paragraph("Nine pounds.")
    word.add_table(1, 2).rows[0].cells[0].text = "Head"
    out = io.BytesIO()
    word.save(out)
    paper = PaperContent(packs.report("Plan"), files=(packs.file("A.docx", WORD, out.getvalue()),))
    found = built(packs.content(packs.line(1, paper)), tmp_path)
    assert found.tagged
    assert "Nine pounds." in " ".join(texts(found.path.read_bytes()))


def test_what_could_act_in_a_foreign_page_is_taken_out(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        made.pages[0].obj.Annots = pikepdf.Array([note])
        out = io.BytesIO()
        made.save(out)
    file = packs.file("Trap.pdf", "application/pdf", out.getvalue())
    paper = PaperContent(packs.report("Plan"), files=(file,))
    found = built(packs.content(packs.line(1, paper)), tmp_path)
    with pikepdf.open(found.path) as opened:
        assert b"app.alert" not in b"".join(each.unparse() for each in opened.objects)


def test_a_thousand_attached_pages_are_put_in_without_being_held(tmp_path: Path) -> None:
    """Bytes that Python itself holds; the whole process took 165 MB for 201 MB of pages."""
    files = tuple(packs.foreign(50, f"F{at}.pdf") for at in range(20))
    paper = PaperContent(packs.report("Plan"), files=files)
    told: list[str] = []
    found = build(
        packs.content(packs.line(1, paper)),
        Preparing(tmp_path),
        lambda _, __, words: told.append(words),
    )
    assert found.numbered.pages == 1000 + 4 + 1 + 20
    assert found.numbered.ranges == {100: (5, 1025)}
    assert "Putting in attached pages: 1000 of 1000." in told


def test_typesetting_a_hundred_pages_takes_about_what_the_bare_typesetter_takes() -> None:
    """Measured at 0.99; the bound is generous, since other work shares the machine."""
    reports = [packs.report(f"Report {at}", 95) for at in range(10)]
    lines = [packs.line(at, PaperContent(report)) for at, report in enumerate(reports, 1)]
    sheet = sheet_of(packs.content(*lines), {})
    one = replace(reports[0], blocks=tuple(b for each in reports for b in each.blocks))
    bare, ours = [], []
    for _ in range(3):
        bare.append(timeit(lambda: render_pdf(one), number=1))
        ours.append(timeit(lambda: typeset_sheet(sheet, foreign=False), number=1))
    assert min(ours) < 2 * min(bare)
