"""Parts of a Word file that python-docx leaves to OOXML (ECMA-376): fields, lists, links."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from portal.documents.tree import Picture, Run

if TYPE_CHECKING:
    from docx.document import Document as Draft
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph as Line

INDENT = 6
"""Millimetres that a list, a quote or a definition stands in."""
DEEPEST_LEVEL = 8
"""Word has nine levels of lists, from 0."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can say."""


def element(tag: str, held: Sequence["BaseOxmlElement"] = (), /, **attributes: object) -> Any:
    """An element of WordprocessingML: ``element("start", val=4)`` is ``<w:start w:val="4"/>``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(held)
    return made


def step(depth: int) -> "Length":
    """The indent at this depth."""
    from docx.shared import Mm

    return Mm(INDENT * min(depth, DEEPEST_LEVEL + 1))


def add_run(line: "Line", run: Run) -> None:
    """Write words, as a link where they lead somewhere."""
    made = line.add_run(run.text)
    made.bold, made.italic = run.strong or None, run.emphasis or None
    if run.code:
        made.style = "Code words"
    if run.href:
        from docx.opc.constants import RELATIONSHIP_TYPE

        made.style = "Link"
        to = line.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        _wrap(made._r, _link(to))


def _link(to: str) -> Any:
    from docx.oxml.ns import qn

    link = element("hyperlink")
    link.set(qn("r:id"), to)
    return link


def _wrap(inner: Any, outer: Any) -> None:
    inner.addprevious(outer)
    outer.append(inner)


def bookmark(line: "Line", number: int) -> None:
    """Let the contents lead to this line."""
    line._p.append(element("bookmarkStart", id=number, name=_bookmark_name(number)))
    line._p.append(element("bookmarkEnd", id=number))


def contents(draft: "Draft", listed: Sequence[tuple[int, int, str]]) -> None:
    """The contents, filled in, as a field that Word can bring up to date with its page numbers.

    ``listed`` has each heading's number, level and text.
    """
    lines = []
    for number, level, text in listed:
        line = draft.add_paragraph(style=f"Contents {level}")
        run = line.add_run(text)
        _wrap(run._r, element("hyperlink", anchor=_bookmark_name(number)))
        lines.append(line)
    begin = [_field("begin"), _instruction(' TOC \\o "1-2" \\h \\z '), _field("separate")]
    for place, part in enumerate(begin):
        lines[0]._p.insert(1 + place, part)
    lines[-1]._p.append(_field("end"))


def _bookmark_name(number: int) -> str:
    return f"_Toc{number:06}"


def _field(kind: str) -> Any:
    return element("r", [element("fldChar", fldCharType=kind)])


def _instruction(code: str) -> Any:
    from docx.oxml.ns import qn

    text = element("instrText")
    text.text = code
    text.set(qn("xml:space"), "preserve")
    return element("r", [text])


def add_field(line: "Line", code: str) -> None:
    """A value that Word works out, such as ``PAGE``."""
    shown = element("t")
    shown.text = "1"
    for part in (_field("begin"), _instruction(code), _field("separate")):
        line._p.append(part)
    line._p.append(element("r", [shown]))
    line._p.append(_field("end"))


def new_list(draft: "Draft", start: int | None, depth: int) -> int:
    """A list of its own, with bullets, or numbered from ``start``; its number for ``numbered``."""
    numbering = draft.part.numbering_part.element
    kinds = [held for held in numbering if held.tag.endswith("}abstractNum")]
    base = len(kinds) - (2 if start is None else 1)
    num = numbering.add_num(base)
    if start is not None:
        override = num.add_lvlOverride(min(depth, DEEPEST_LEVEL))
        override.add_startOverride(start)
    return int(num.numId)


def add_list_kinds(draft: "Draft") -> None:
    """Define our two kinds of list, bullets and numbers, last of all kinds."""
    numbering = draft.part.numbering_part.element
    first = numbering.find(element("num").tag)
    known = sum(held.tag.endswith("}abstractNum") for held in numbering)
    for offset, (form, text) in enumerate((("bullet", "•"), ("decimal", "%{0}."))):
        levels = [_level(level, form, text.format(level + 1)) for level in range(9)]
        kind = element("abstractNum", [element("multiLevelType", val="multilevel"), *levels],
                       abstractNumId=known + offset)  # fmt: skip
        first.addprevious(kind)


def _level(level: int, form: str, text: str) -> Any:
    left = _twips(INDENT * (level + 1))
    return element(
        "lvl",
        [
            element("start", val=1),
            element("numFmt", val=form),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
            element("pPr", [element("ind", left=left, hanging=_twips(INDENT))]),
        ],
        ilvl=level,
    )


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def numbered(line: "Line", number: int, depth: int) -> None:
    """Make a line an item of a list."""
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(depth, DEEPEST_LEVEL)
    properties.get_or_add_numId().val = number
    line.paragraph_format.left_indent = None


def new_table(draft: "Draft", place: "Draft | _Cell", widths: Sequence[int]) -> "Table":
    """A table without rows, its columns as wide as their shares of the text."""
    made = place.add_table(0, len(widths))
    made.style = "Lines"
    made.autofit = False
    whole = _text_width(draft)
    for column, share in zip(made.columns, widths, strict=True):
        column.width = whole * share // sum(widths)
    return made


def new_row(made: Any) -> "_Row":
    """A row at the end of a table."""
    row: _Row = made.add_row()
    return row


def _text_width(draft: "Draft") -> "Length":
    from docx.shared import Emu

    page = draft.sections[-1]
    around = (page.left_margin or 0) + (page.right_margin or 0)
    return Emu((page.page_width or 0) - around)


def repeat_on_each_page(row: "_Row") -> None:
    """Make a row a header row."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def remove(line: "Line") -> None:
    """Take a line out."""
    line._p.getparent().remove(line._p)


def rule(line: "Line") -> None:
    """A line across the page."""
    border = element("bottom", val="single", sz=4, space=1, color="C9CED3")
    line._p.get_or_add_pPr().append(element("pBdr", [border]))


def page_break(line: "Line") -> None:
    """Begin a page with this line."""
    line.paragraph_format.page_break_before = True


def turn(draft: "Draft", *, wide: bool) -> None:
    """Go on upon pages turned sideways, or upright again."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Emu

    section = draft.add_section(WD_SECTION.NEW_PAGE)
    sides = sorted((section.page_width or 0, section.page_height or 0), reverse=wide)
    section.page_width, section.page_height = Emu(sides[0]), Emu(sides[1])
    section.different_first_page_header_footer = False
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT


def draw(draft: "Draft", line: "Line", picture: Picture, png: bytes) -> None:
    """Put a picture into a line, with its words for who cannot see it."""
    from docx.shared import Emu

    width = Emu(_text_width(draft) * picture.width // 100)
    inline = line.add_run().add_picture(io.BytesIO(png), width=width)
    inline._inline.docPr.set("descr", picture.alt)


def undated(file: bytes) -> bytes:
    """The same ZIP file without the moment of its making, so that equal trees make equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
