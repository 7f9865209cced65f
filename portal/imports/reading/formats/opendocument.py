"""OpenDocument sheets (ods): the words that each cell shows."""

from collections.abc import Iterator

from lxml import etree

from portal.imports.reading import limits
from portal.imports.reading.formats import bounds, package
from portal.imports.reading.model import Block, Document, Grid, Prose, ReadingError, Row

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read_opendocument(name: str, data: bytes) -> Document:
    """The sheets in order, each under its own name as a heading."""
    packed = package.unpack(data)
    if b"manifest:encryption-data" in packed.read("META-INF/manifest.xml"):
        raise ReadingError("This file has a password. Save a copy without it, and choose that")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(packed.read("content.xml"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError("This sheet is broken: what it holds cannot be read") from error
    blocks: list[Block] = []
    for table in root.iter(f"{_TABLE}table"):
        blocks += _sheet(table, table.get(f"{_TABLE}name", ""))
    return Document(name, blocks)


def _sheet(table: etree._Element, title: str) -> Iterator[Block]:
    rows: list[Row] = []
    yield Prose(0, title, 2, title)
    number = count = 0
    for element in table.iter(f"{_TABLE}table-row"):
        cells = bounds.tidy(_cells(element))
        times = _times(element, "rows") if cells else 1
        count += len(cells) * times
        bounds.within(number + times if cells else 0, len(cells), "One sheet of this file")
        bounds.few_cells(count)
        for offset in range(times if cells else 0):
            rows.append(Row(number + offset + 1, cells, title, above=_covered(element)))
        number += _times(element, "rows")
        if not cells and rows:
            yield Grid(tuple(rows))
            rows = []
    if rows:
        yield Grid(tuple(rows))


def _cells(row: etree._Element) -> Iterator[str]:
    """Each cell's words; a run of empty cells up to the bound, for what follows them."""
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        words = "\n".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p"))
        yield from [words] * min(_times(cell, "columns"), limits.MOST_COLUMNS + 1)


def _covered(row: etree._Element) -> frozenset[int]:
    """Columns whose cell is merged with the one above; a cell to the left may cover it as well."""
    found: list[int] = []
    column = across = 0
    for cell in row:
        times = _times(cell, "columns")
        if cell.tag == f"{_TABLE}covered-table-cell":
            found += [] if across else range(column, min(column + times, limits.MOST_COLUMNS))
            across = max(across - times, 0)
        else:
            across = int(cell.get(f"{_TABLE}number-columns-spanned", "1")) - 1
        column += times
    return frozenset(found)


def _times(element: etree._Element, of: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{of}-repeated", "1")), 1)
