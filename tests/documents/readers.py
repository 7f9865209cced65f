"""Readers of the files we make: what a PDF, a Word file and a page say, and how they are tagged."""

import ctypes
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
import lxml.html
import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

SKIPPED = {"TOC", "TOCI"}
"""The contents: their words stand again in the headings."""

MARK = re.compile(r"[•‣–]|\d+\.")
"""What stands before an item of a list."""


def letters(text: str) -> str:
    """A text without what no reader sees, spaces and characters without a shape of their own, and
    without hyphens: pdfium says the same of one that is written and one that breaks a word."""
    seen = unicodedata.normalize("NFC", text).replace("\x02", "").replace("-", "")
    return "".join(
        c for c in seen if not c.isspace() and unicodedata.category(c) not in {"Cf", "Mn"}
    )


@dataclass
class Tag:
    """An element of a PDF's structure tree, on one page."""

    kind: str
    text: str = ""
    alt: str = ""
    inner: list["Tag"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        yield self
        for held in self.inner:
            yield from held.walk()

    def words(self) -> str:
        """Its text in reading order, without the contents."""
        if self.kind in SKIPPED or (self.kind == "Lbl" and MARK.fullmatch(self.spoken().strip())):
            return ""
        after = [held.kind for held in self.inner[1:]]
        heads_contents = [kind in SKIPPED for kind in after] + [False]
        parts = zip(self.inner, heads_contents, strict=True) if self.inner else ()
        return self.text + "".join(held.words() for held, skipped in parts if not skipped)

    def spoken(self) -> str:
        """All its text."""
        return "".join(tag.text for tag in self.walk())


def pdf_tags(file: bytes) -> list[Tag]:
    """The structure of each page, read by pdfium."""
    document = pypdfium2.PdfDocument(file)
    found = [tag for page in document for tag in _page_tags(page)]
    document.close()
    return found


def pdf_words(file: bytes) -> str:
    """What a PDF says in the order of its tags: no page numbers, no running head."""
    return "".join(tag.words() for tag in pdf_tags(file))


def pdf_everything(file: bytes) -> str:
    """All that can be got out of a PDF: its pages with what stands around them, its properties,
    its bookmarks; words that were broken put together."""
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range() for page in document]
    said = [*pages, *document.get_metadata_dict().values()]
    said += [bookmark.get_title() for bookmark in document.get_toc()]
    document.close()
    return letters(" ".join(said))


def word_everything(file: bytes) -> str:
    """Every part of a Word file, as it is written in XML."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    return b" ".join(parts).decode()


def _page_tags(page: pypdfium2.PdfPage) -> Iterator[Tag]:
    marked = _marked_texts(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield _tag(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), marked)
    pdfium.FPDF_StructTree_Close(tree)


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    text_page = page.get_textpage()
    found: dict[int, str] = {}
    for held in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(held.raw)
        if number >= 0:
            found[number] = found.get(number, "") + _text_of(held, text_page)
    return found


def _text_of(held: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(held.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(
        held.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _tag(raw: pdfium.FPDF_STRUCTELEMENT, marked: dict[int, str]) -> Tag:
    tag = Tag(
        _said(pdfium.FPDF_StructElement_GetType, raw),
        alt=_said(pdfium.FPDF_StructElement_GetAltText, raw),
    )
    for at in range(pdfium.FPDF_StructElement_CountChildren(raw)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(raw, at)
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(raw, at)
        if child:
            tag.inner.append(_tag(child, marked))
        elif number in marked:
            tag.inner.append(Tag("text", marked[number]))
    return tag


def _said(ask: object, raw: object) -> str:
    size = ask(raw, None, 0)  # type: ignore[operator]  # a function of pdfium, without types
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(raw, buffer, size)  # type: ignore[operator]  # as above
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def word_words(file: bytes) -> str:
    """What a Word file says from top to bottom, without the contents."""
    document = docx.Document(io.BytesIO(file))
    said = []
    for line in document.element.body.iter(qn("w:p")):
        style = Paragraph(line, document._body).style
        if style is not None and not re.match("TOC Heading|Contents", style.name or ""):
            said += [part.text or "" for part in line.iter(qn("w:t"))]
    return "".join(said)


def page_words(html: str) -> str:
    """What a page says inside its main part, without the contents."""
    main = lxml.html.fromstring(html).get_element_by_id("main")
    for contents in main.find_class("document__contents"):
        contents.drop_tree()
    for drawing in main.xpath(".//*[@role='img']"):
        drawing.drop_tree()
    return "".join(main.itertext())
