"""WordprocessingML as text (ECMA-376, part 1, 17): paragraphs, runs, tables, contents, sections.

A long document has tens of thousands of paragraphs. Written as text and parsed once, they take a
hundredth of the time that python-docx takes to make them one by one.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from portal.documents.tree import Run

INDENT = 6
"""Millimetres that a list, a quote or a definition stands in."""
DEEPEST_LEVEL = 8
"""Word has nine levels of lists, from 0."""
LANDSCAPE = ' w:orient="landscape"'


def parsed(name: str, inside: str, attributes: str = "") -> Any:
    """An element of WordprocessingML from the text of what is in it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names = nsdecls("w", "r", "wp", "a", "pic")
    return parse_xml(f"<w:{name} {names}{attributes}>{inside}</w:{name}>")


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(millimetres / 25.4 * 1440)


def paragraph(
    words: str,
    style: str = "",
    *,
    indent: int = 0,
    item: tuple[int, int] | None = None,
    more: str = "",
) -> str:
    """A paragraph. ``words`` are runs; ``item`` is its list and level; ``more`` other properties,
    which the schema wants after the number and before the indent."""
    said = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if item:
        number, level = item
        level = min(level, DEEPEST_LEVEL)
        said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    said += more
    if indent and not item:
        said += f'<w:ind w:left="{twips(INDENT * min(indent, DEEPEST_LEVEL + 1))}"/>'
    return f"<w:p><w:pPr>{said}</w:pPr>{words}</w:p>" if said else f"<w:p>{words}</w:p>"


RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="C9CED3"/></w:pBdr>'
"""A property of a paragraph: a line below it, across the page."""


def text(words: str, look: str = "") -> str:
    """A run; a line feed begins a new line."""
    lines = words.split("\n")
    held = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{held}</w:r>"


def run(held: Run, link: str = "") -> str:
    """A run of a document's words; ``link`` is the relation by which it leads somewhere."""
    style = "Link" if link else "Codewords" if held.code else ""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += ("<w:b/>" if held.strong else "") + ("<w:i/>" if held.emphasis else "")
    said = text(held.text, look)
    return f"<w:hyperlink r:id={quoteattr(link)}>{said}</w:hyperlink>" if link else said


def bookmarked(words: str, number: int) -> str:
    """Words that the contents lead to."""
    name = bookmark_name(number)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{words}<w:bookmarkEnd w:id="{number}"/>'


def bookmark_name(number: int) -> str:
    """By which the contents lead to the heading of this number."""
    return f"_Toc{number:06}"


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, shown: str) -> str:
    """A value that Word works out, such as ``PAGE``, with what stands there until it has."""
    return field_begin(code) + shown + _field("end")


def field_begin(code: str) -> str:
    """The beginning of a field, up to what it shows."""
    said = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return _field("begin") + said + _field("separate")


def contents(listed: Sequence[tuple[int, int, str]], depth: int) -> str:
    """The contents, filled in, as a field that Word can bring up to date with its page numbers.

    ``listed`` has each heading's number, level and text.
    """
    lines = [
        f'<w:hyperlink w:anchor="{bookmark_name(number)}">{text(words)}</w:hyperlink>'
        for number, _, words in listed
    ]
    lines[0] = field_begin(f'TOC \\o "1-{depth}" \\h \\z') + lines[0]
    lines[-1] += _field("end")
    styles = [f"Contents{level}" for _, level, _ in listed]
    return "".join(paragraph(line, style) for line, style in zip(lines, styles, strict=True))


def table(rows: Iterable[str], widths: Sequence[int]) -> str:
    """A table of these rows, its columns so many twips wide."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = '<w:tblStyle w:val="Lines"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(cells: Iterable[str], *, head: bool, together: bool) -> str:
    """A row; a head stands again on each page, what is kept together never breaks over two."""
    said = ("<w:cantSplit/>" if together else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{said}</w:trPr>' if said else ''}{''.join(cells)}</w:tr>"


def cell(blocks: str, width: int, span: int) -> str:
    """A cell. Word wants a paragraph at its end, whatever stands before it."""
    if not blocks.endswith("</w:p>"):
        blocks += "<w:p/>"
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}</w:tcPr>{blocks}</w:tc>'


def section(references: str, *, wide: bool, cover: bool = False) -> str:
    """The properties of the pages so far. ``references`` name header and footer, once."""
    sides = (twips(297), twips(210)) if wide else (twips(210), twips(297))
    size = f'<w:pgSz w:w="{sides[0]}" w:h="{sides[1]}"{LANDSCAPE if wide else ""}/>'
    x, top, bottom = twips(SIDE), twips(TOP), twips(BOTTOM)
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{x}" w:bottom="{bottom}" w:left="{x}"'
        ' w:header="708" w:footer="708" w:gutter="0"/>'
    )
    first = "<w:titlePg/>" if cover else ""
    return f"<w:sectPr>{references}{size}{margins}{first}</w:sectPr>"


SIDE, TOP, BOTTOM = 24, 27, 24
"""Margins in millimetres."""


def text_width(*, wide: bool) -> int:
    """Twips between the margins."""
    return twips((297 if wide else 210) - 2 * SIDE)
