"""One PDF, numbered through: what the agenda prints is what the file's own pages are called."""

import io
import re
from pathlib import Path

import page
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from portal.packs.building import Built, build
from portal.packs.content import PackContent, PaperContent
from portal.packs.files import Preparing
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
