"""A document as a Word file: real headings, lists and tables, in a face that every machine has."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from portal.documents import word_look
from portal.documents import word_xml as xml
from portal.documents.pdf import render_png
from portal.documents.tree import (
    Block,
    Cell,
    Code,
    Definitions,
    Document,
    Heading,
    List,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
    Wide,
    words,
)
from portal.documents.word_package import Package

if TYPE_CHECKING:
    from docx.document import Document as Draft

LONGEST_TOGETHER = 800
"""Characters of a row that is not broken over two pages."""


def render_word(document: Document) -> bytes:
    """The document as .docx; equal bytes for an equal tree."""
    import docx

    draft: Draft = docx.Document()
    word_look.prepare(draft, document)
    package = Package(draft)
    writer = _Writer(package)
    body = writer.cover(document) + writer.blocks(_turned_once(document.blocks))
    package.fill(body, turned=writer.turned, wide=writer.wide)
    written = io.BytesIO()
    draft.save(written)
    return package.undated(written.getvalue())


def _turned_once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with wide ones that follow each other in one: no empty page between them."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Wide) and found and isinstance(found[-1], Wide):
            found[-1] = Wide((*found[-1].blocks, *block.blocks))
        else:
            found.append(block)
    return tuple(found)


class _Writer:
    """Writes blocks as text. What it remembers: where it stands, and what it has met."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.indent = 0
        """How many quotes, lists and definitions stand around what is written."""
        self.style = ""
        """Of a plain paragraph: another inside a table."""
        self.met = 0
        """Headings written so far, so that the contents can lead to each."""
        self.wide = self.inside_wide = False
        """Whether the pages are turned sideways, and whether that is done for what is written."""
        self.turned = False
        """Whether any pages were turned so far."""

    def cover(self, document: Document) -> str:
        """Owner, title and facts; then the contents, as links to the headings."""
        lines = [self.line(document.owner, "Subtitle"), self.line(document.title, "Title")]
        lines += [self.line(fact, "Subtitle") for fact in document.facts]
        if document.contents and document.listed:
            lines.append(xml.paragraph(xml.text("Contents"), "TOCHeading", more=NEW_PAGE))
            listed = [(number, held.level, held.text) for number, held in document.listed]
            lines.append(xml.contents(listed, document.contents_depth))
        return "".join(lines)

    def blocks(self, held: Iterable[Block]) -> str:
        """The blocks in order; after wide ones the pages are turned back."""
        said = []
        for block in held:
            if self.wide and not self.inside_wide:
                said.append(self.package.end_section(wide=True, first=False))
                self.wide = False
            said.append(self.block(block))
        return "".join(said)

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                style = "Lead" if block.lead else "Quiet" if block.quiet else self.style
                return xml.paragraph(self.runs(block.runs), style, indent=self.indent)
            case Heading():
                self.met += 1
                said = xml.bookmarked(xml.text(block.text), self.met)
                return xml.paragraph(said, f"Heading{block.level}", indent=self.indent)
            case Code():
                return self.line(block.text, "Code")
            case Rule():
                return xml.paragraph("", self.style, indent=self.indent, more=xml.RULE)
            case Picture():
                return self.picture(block)
            case Table():
                return self.table(block)
            case _:
                return self.nested(block)

    def nested(self, block: Quote | List | Definitions | Wide) -> str:
        """What holds blocks of its own."""
        match block:
            case List():
                number = self.package.list_number(block.start, self.indent)
                return "".join(self.item(item, number) for item in block.items)
            case Quote():
                return self.deeper(block.blocks)
            case Definitions():
                return "".join(self.definition(*pair) for pair in block.items)
            case Wide():
                return self.turn(block)

    def line(self, words: str, style: str) -> str:
        """A paragraph of plain text."""
        return xml.paragraph(xml.text(words), style, indent=self.indent)

    def runs(self, held: Sequence[Run]) -> str:
        return "".join(
            xml.run(run, self.package.link(run.href) if run.href else "") for run in held
        )

    def definition(self, term: str, meaning: tuple[Block, ...]) -> str:
        return self.line(term, "Term") + self.deeper(meaning)

    def item(self, held: tuple[Block, ...], number: int) -> str:
        """One item of a list: its first paragraph carries the number or the bullet."""
        first, rest = (held[0], held[1:]) if held else (Paragraph(()), ())
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(()), held
        said = xml.paragraph(self.runs(first.runs), self.style, item=(number, self.indent))
        return said + self.deeper(rest)

    def deeper(self, held: Iterable[Block]) -> str:
        self.indent += 1
        said = self.blocks(held)
        self.indent -= 1
        return said

    def turn(self, block: Wide) -> str:
        """Pages turned sideways, until something else follows."""
        before = self.package.end_section(wide=False, first=not self.turned)
        self.wide, self.turned, self.inside_wide = True, True, True
        said = self.blocks(block.blocks)
        self.inside_wide = False
        return before + said

    def picture(self, block: Picture) -> str:
        width = xml.text_width(wide=self.wide) * block.width // 100
        drawn = self.package.picture(render_png(block.svg), width, block.alt)
        said = xml.paragraph(drawn, self.style, indent=self.indent)
        return said + (self.line(block.caption, "Caption") if block.caption else "")

    def table(self, block: Table) -> str:
        whole = xml.text_width(wide=self.wide) - xml.twips(xml.INDENT * self.indent)
        widths = [whole * share // sum(block.widths) for share in block.widths]
        head = [self.row(cells, widths, "Tablehead", head=True) for cells in block.head]
        rows = [self.row(cells, widths, "Tabletext", head=False) for cells in block.rows]
        caption = xml.paragraph(xml.text(block.caption), "Caption", more="<w:keepNext/>")
        after = xml.paragraph("", "Aftertable")
        return (caption if block.caption else "") + xml.table([*head, *rows], widths) + after

    def row(self, cells: tuple[Cell, ...], widths: Sequence[int], style: str, *, head: bool) -> str:
        around = self.indent, self.style
        self.indent, self.style = 0, style
        said, at = [], 0
        for cell in cells:
            width = sum(widths[at : at + cell.span])
            said.append(xml.cell(self.blocks(cell.blocks), width, cell.span))
            at += cell.span
        self.indent, self.style = around
        together = sum(map(len, words(cells))) <= LONGEST_TOGETHER
        return xml.row(said, head=head, together=together)


NEW_PAGE = "<w:pageBreakBefore/>"
