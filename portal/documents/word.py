"""A document as a Word file: real headings, lists and tables, in a face that every machine has."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from portal.documents import word_look
from portal.documents import word_parts as parts
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
)

if TYPE_CHECKING:
    from docx.document import Document as Draft
    from docx.table import Table as Grid
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as Line

Place: TypeAlias = "Draft | _Cell"
"""Where blocks are written: the body, or a cell."""


def render_word(document: Document) -> bytes:
    """The document as .docx; equal bytes for an equal tree."""
    import docx

    draft = docx.Document()
    word_look.prepare(draft, document)
    writer = _Writer(draft)
    writer.cover(document)
    writer.blocks(draft, document.blocks)
    written = io.BytesIO()
    draft.save(written)
    return parts.undated(written.getvalue())


@dataclass
class _Writer:
    """Writes blocks into a draft. Links and lists need the draft itself, beside their place."""

    draft: "Draft"
    indent: int = 0
    """How many quotes, lists and definitions stand around what is written."""
    style: str | None = None
    """Of a plain paragraph: another inside a table."""
    met: int = 0
    """How many headings are written, so that the contents can lead to each."""

    def cover(self, document: Document) -> None:
        """Owner, title and facts; then the contents, as links to the headings."""
        self.line(self.draft, document.owner, "Subtitle")
        self.line(self.draft, document.title, "Title")
        for fact in document.facts:
            self.line(self.draft, fact, "Subtitle")
        if document.contents and document.listed:
            parts.page_break(self.line(self.draft, "Contents", "TOC Heading"))
            listed = [
                (number, heading.level, heading.text)
                for number, heading in enumerate(document.headings, 1)
                if heading in document.listed
            ]
            parts.contents(self.draft, listed)

    def blocks(self, place: Place, held: Iterable[Block]) -> None:
        """The blocks in order, at this place."""
        for block in held:
            self.block(place, block)

    def block(self, place: Place, block: Block) -> None:
        match block:
            case Paragraph():
                self.paragraph(place, block)
            case Heading():
                self.met += 1
                line = self.line(place, block.text, f"Heading {block.level}")
                parts.bookmark(line, self.met)
            case Code():
                self.line(place, block.text, "Code")
            case Rule():
                parts.rule(self.indented(place.add_paragraph()))
            case Picture():
                self.picture(place, block)
            case Table():
                self.table(place, block)
            case _:
                self.nested(place, block)

    def nested(self, place: Place, block: Block) -> None:
        """What holds blocks of its own."""
        match block:
            case List():
                number = parts.new_list(self.draft, block.start, self.indent)
                for item in block.items:
                    self.item(place, item, number)
            case Quote():
                self.deeper(place, block.blocks)
            case Definitions():
                for term, meaning in block.items:
                    self.line(place, term, "Term")
                    self.deeper(place, meaning)
            case Wide():
                parts.turn(self.draft, wide=True)
                self.blocks(self.draft, block.blocks)
                parts.turn(self.draft, wide=False)

    def line(self, place: Place, text: str, style: str) -> "Line":
        """A paragraph of plain text in a style of the draft."""
        return self.indented(place.add_paragraph(text, style))

    def paragraph(self, place: Place, block: Paragraph) -> "Line":
        style = "Lead" if block.lead else "Quiet" if block.quiet else self.style
        line = self.indented(place.add_paragraph(style=style))
        for run in block.runs:
            parts.add_run(line, run)
        return line

    def item(self, place: Place, held: tuple[Block, ...], number: int) -> None:
        """One item of a list: its first paragraph carries the number or the bullet."""
        first, rest = (held[0], held[1:]) if held else (Paragraph((Run(""),)), ())
        if not isinstance(first, Paragraph):
            first, rest = Paragraph((Run(""),)), held
        parts.numbered(self.paragraph(place, first), number, self.indent)
        self.deeper(place, rest)

    def deeper(self, place: Place, held: Iterable[Block]) -> None:
        self.indent += 1
        self.blocks(place, held)
        self.indent -= 1

    def indented(self, line: "Line") -> "Line":
        if self.indent:
            line.paragraph_format.left_indent = parts.step(self.indent)
        return line

    def picture(self, place: Place, block: Picture) -> None:
        line = self.indented(place.add_paragraph())
        parts.draw(self.draft, line, block, render_png(block.svg))
        if block.caption:
            self.line(place, block.caption, "Caption")

    def table(self, place: Place, block: Table) -> None:
        if block.caption:
            self.line(place, block.caption, "Caption").paragraph_format.keep_with_next = True
        made = parts.new_table(self.draft, place, block.widths)
        for cells in block.head:
            parts.repeat_on_each_page(self.row(made, cells, "Table head"))
        for cells in block.rows:
            self.row(made, cells, "Table text")
        place.add_paragraph(style="After table")

    def row(self, made: "Grid", cells: tuple[Cell, ...], style: str) -> "_Row":
        row = parts.new_row(made)
        held = row.cells
        at = 0
        for cell in cells:
            whole = held[at] if cell.span == 1 else held[at].merge(held[at + cell.span - 1])
            self.fill(whole, cell.blocks, style)
            at += cell.span
        return row

    def fill(self, cell: "_Cell", held: tuple[Block, ...], style: str) -> None:
        """Write into a cell, whose one empty paragraph must stay only where nothing else is."""
        around = self.indent, self.style
        self.indent, self.style = 0, style
        empty = cell.paragraphs[0]
        self.blocks(cell, held)
        if held:
            parts.remove(empty)
        self.indent, self.style = around
