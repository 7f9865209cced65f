"""A Word file as blocks of a document: headings, paragraphs, lists, tables.

What would be lost (pictures, footnotes, text boxes, tracked changes) is a reason to list the file
instead: a pack never shows less than was attached without saying so.
"""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from portal.documents.tree import Block, Cell, Heading, List, Paragraph, Run, Table

LOST = {
    "w:drawing": "pictures",
    "w:pict": "pictures",
    "w:object": "embedded objects",
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "footnotes",
    "w:txbxContent": "text boxes",
    "w:ins": "tracked changes",
    "w:del": "tracked changes",
    "w:commentReference": "comments",
    "m:oMath": "formulas",
}
"""Parts of a Word file that blocks cannot hold, and what people call them."""
BROKEN = (KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError)
DEEPEST = 4


class WordError(ValueError):
    """The file cannot be set as pages; the message says why."""


def blocks_of(content: bytes) -> tuple[Block, ...]:
    """What a Word file holds. Raises WordError for what would lose something."""
    try:
        document = docx.Document(io.BytesIO(content))
    except BROKEN as error:
        raise WordError("It is broken, and cannot be opened.") from error
    lost = [words for tag, words in LOST.items() if _holds(document.element.body, tag)]
    if lost:
        raise WordError(f"It holds {lost[0]}, which would be lost.")
    return tuple(_blocks(document))


def _holds(body: object, tag: str) -> bool:
    prefix, _, name = tag.partition(":")
    if prefix == "m":
        space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        return next(body.iter(f"{{{space}}}{name}"), None) is not None  # type: ignore[attr-defined]  # of lxml
    return next(body.iter(qn(tag)), None) is not None  # type: ignore[attr-defined]  # of lxml


def _blocks(document: docx.document.Document) -> Iterator[Block]:
    above, items = 0, list[tuple[Block, ...]]()
    for part in document.iter_inner_content():
        if isinstance(part, WordParagraph) and _is_item(part):
            items.append((_paragraph(part),))
            continue
        if items:
            yield List(tuple(items))
            items = []
        if isinstance(part, WordTable):
            yield from _table(part)
        elif (level := _level(part)) and part.text.strip():
            above = min(level, above + 1, DEEPEST)
            yield Heading(above, part.text.strip())
        elif part.text.strip():
            yield _paragraph(part)
    if items:
        yield List(tuple(items))


def _style(part: WordParagraph) -> str:
    return (part.style.name or "") if part.style is not None else ""


def _is_item(part: WordParagraph) -> bool:
    numbered = part._p.pPr is not None and part._p.pPr.numPr is not None
    return bool(part.text.strip()) and (numbered or _style(part).startswith("List"))


def _level(part: WordParagraph) -> int:
    name = _style(part)
    if name == "Title":
        return 1
    return int(name[-1]) if name.startswith("Heading ") and name[-1].isdigit() else 0


def _paragraph(part: WordParagraph) -> Paragraph:
    runs = [
        Run(run.text, strong=bool(run.bold), emphasis=bool(run.italic))
        for run in part.runs
        if run.text
    ]
    return Paragraph(tuple(runs or [Run(part.text)]))


def _table(part: WordTable) -> Iterator[Block]:
    rows = [tuple(_cell(cell.text) for cell in row.cells) for row in part.rows]
    if rows and len({len(row) for row in rows}) == 1 and rows[0]:
        yield Table("", (rows[0],), tuple(rows[1:]))
        return
    for row in rows:
        yield Paragraph((Run(" – ".join(cell_text for cell_text in map(_text, row) if cell_text)),))


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Run(text.strip()),)),))


def _text(cell: Cell) -> str:
    block = cell.blocks[0]
    return block.runs[0].text if isinstance(block, Paragraph) else ""
