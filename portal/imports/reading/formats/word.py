"""Word files (docx): paragraphs and tables in order, merged cells known for what they are."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx

from portal.imports.reading.formats import bounds, package
from portal.imports.reading.model import Block, Document, Grid, Prose, ReadingError, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading\s*([1-6])|(title)", re.I)


def read_word(name: str, data: bytes) -> Document:
    """The document's body; what was deleted under tracked changes is not there."""
    package.unpack(data)
    try:
        body = docx.Document(io.BytesIO(data))
        names = {style.style_id: style.name or "" for style in body.styles}
        blocks = list(_Body(names).blocks(body.element.body))
    except ReadingError:
        raise
    except Exception as error:
        raise ReadingError(
            "This Word file cannot be read. Open it, save it again, and choose that"
        ) from error
    return Document(name, blocks)


class _Body:
    """Counts the lines of a body while its blocks are read."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.line = 0
        self.apart = True

    def blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield Grid(tuple(self._rows(child)), self.apart)
                self.apart = False
            elif child.tag == f"{_W}sdt":
                for content in child.findall(f"{_W}sdtContent"):
                    yield from self.blocks(content)

    def _paragraph(self, paragraph: Any) -> Iterator[Prose]:
        words = _words(paragraph).strip()
        self.apart = True
        if words:
            self.line += 1
            yield Prose(self.line, " ".join(words.split()), self._level(paragraph))

    def _level(self, paragraph: Any) -> int:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        found = (
            _HEADING.match(self.names.get(style.get(f"{_W}val"), "")) if style is not None else None
        )
        return (int(found[1]) if found[1] else 1) if found else 0

    def _rows(self, table: Any) -> Iterator[Row]:
        width = max((_width(row) for row in table.iter(f"{_W}tr")), default=0)
        for row in table.iter(f"{_W}tr"):
            if _inner(row, table):
                continue
            cells, above, widest = _cells(row)
            self.line += 1
            bounds.within(self.line, len(cells))
            wide = widest >= max(width - 1, 3) and sum(map(bool, cells)) == 1
            yield Row(self.line, bounds.tidy(cells), "", wide, above)


def _inner(row: Any, table: Any) -> bool:
    """Whether the row belongs to a table inside a cell of this one."""
    return next(row.iterancestors(f"{_W}tbl")) is not table


def _own_cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iterfind(f"{_W}sdtContent/{_W}tc")


def _span(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val")) if span is not None else 1


def _width(row: Any) -> int:
    return sum(_span(cell) for cell in _own_cells(row))


def _cells(row: Any) -> tuple[list[str], frozenset[int], int]:
    """The row's cells, the columns merged with the row above, and its widest cell's columns."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    cells: list[str] = [""] * (int(before.get(f"{_W}val")) if before is not None else 0)
    above: set[int] = set()
    widest = 0
    for cell in _own_cells(row):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        span = _span(cell)
        if merge is not None and merge.get(f"{_W}val", "continue") == "continue":
            above |= set(range(len(cells), len(cells) + span))
        cells += [_cell_words(cell), *[""] * (span - 1)]
        widest = max(widest, span)
    return cells, frozenset(above), widest


def _cell_words(cell: Any) -> str:
    lines = []
    for paragraph in cell.iter(f"{_W}p"):
        dot = "• " if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""
        if words := _words(paragraph).strip():
            lines.append(dot + words)
    return "\n".join(lines)


def _words(paragraph: Any) -> str:
    found = []
    for part in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if next(part.iterancestors(_FALLBACK), None) is not None:
            continue
        if part.tag == f"{_W}t":
            found.append(part.text or "")
        else:
            found.append({f"{_W}tab": " ", f"{_W}br": "\n"}.get(part.tag, "-"))
    return "".join(found)
