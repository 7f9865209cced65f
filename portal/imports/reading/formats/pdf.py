"""PDF files with text: the tables that lines are drawn around, and the lines between them."""

import io
from collections.abc import Iterator
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from portal.imports.reading import limits
from portal.imports.reading.formats import bounds
from portal.imports.reading.model import Block, Document, Grid, Prose, ReadingError, Row
from portal.imports.reading.text import is_bullet

SCAN = "No text was found: it is a scan, a picture of its pages. Use the file it was made from"


def read_pdf(name: str, data: bytes) -> Document:
    """The pages in order; lines are counted through the whole file."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > limits.MOST_PAGES:
                raise ReadingError(f"This PDF has more than {limits.MOST_PAGES} pages")
            blocks = list(_Pages().blocks(pdf))
    except ReadingError:
        raise
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise ReadingError("This PDF has a password. Save a copy without it") from error
        raise ReadingError("This PDF is broken, and cannot be read") from error
    except Exception as error:
        raise ReadingError("This PDF is broken, and cannot be read") from error
    if not blocks:
        raise ReadingError(SCAN)
    return Document(name, blocks)


class _Pages:
    """Counts the lines of a PDF while its pages are read."""

    def __init__(self) -> None:
        self.line = 0

    def blocks(self, pdf: Any) -> Iterator[Block]:
        for page in pdf.pages:
            yield from self._page(page)
            page.close()

    def _page(self, page: Any) -> Iterator[Block]:
        tables = [table for table in page.find_tables() if _is_table(table)]
        lines = _lines_outside(page, tables)
        usual = median(line["size"] for line in lines) if lines else 0.0
        pieces = [(table.bbox[1], table) for table in tables]
        pieces += [(line["top"], line) for line in lines]
        for _, piece in sorted(pieces, key=lambda found: found[0]):
            if isinstance(piece, dict):
                self.line += 1
                yield Prose(self.line, piece["text"], 3 if piece["size"] > usual * 1.15 else 0)
            else:
                yield Grid(tuple(self._rows(piece)))

    def _rows(self, table: Any) -> Iterator[Row]:
        for cells in table.extract():
            self.line += 1
            bounds.within(self.line, len(cells))
            words = bounds.tidy(_unwrapped(cell or "") for cell in cells)
            wide = len(cells) > 2 and sum(cell is not None for cell in cells) == 1
            yield Row(self.line, words, "", wide)


def _is_table(table: Any) -> bool:
    cells = [cell for row in table.extract() for cell in row if cell]
    return len(table.rows) > 0 and len(cells) > 1 and len(table.columns) > 1


def _lines_outside(page: Any, tables: list[Any]) -> list[dict[str, Any]]:
    def outside(thing: Any) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        across = (thing["x0"] + thing["x1"]) / 2
        return not any(
            box[0] <= across <= box[2] and box[1] <= middle <= box[3]
            for box in (table.bbox for table in tables)
        )

    found = []
    for line in page.filter(outside).extract_text_lines():
        if text := line["text"].strip():
            size = median(char["size"] for char in line["chars"])
            found.append({"text": text, "top": line["top"], "size": size})
    return found


def _unwrapped(cell: str) -> str:
    """A cell's words without the ends of lines that its narrowness made."""
    lines: list[str] = []
    for line in cell.split("\n"):
        if lines and not is_bullet(line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    return "\n".join(lines)
