"""How our Word files look: page, styles, header and footer, language and properties."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from portal.documents import word_xml as xml
from portal.documents.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as Draft

FACE = "Arial"
"""A face that every machine with Word has."""
INK, GREY, LINK = "15191D", "4A5158", "1A5FA0"
HEADINGS: dict[int, tuple[float, float]] = {
    1: (20, 18),
    2: (14, 16),
    3: (11, 10),
    4: (11, 8),
    5: (11, 8),
    6: (11, 8),
}
"""Size and space above of each level, in points."""
LONGEST = 255
"""Characters of a property (ECMA-376 part 2 allows more; Word does not)."""
OWN_STYLES = {
    "Lead": ("Normal", 12.5, INK),
    "Quiet": ("Normal", 11, GREY),
    "Code": ("Normal", 10, GREY),
    "Term": ("Normal", 11, INK),
    "Table text": ("Normal", 9.5, INK),
    "Table head": ("Table text", 9.5, INK),
    "After table": ("Normal", 6, INK),
    "Contents 1": ("Normal", 11, INK),
    "Contents 2": ("Normal", 10, INK),
}
"""Paragraph styles of ours: what each is based on, its size in points and its colour."""


def prepare(draft: "Draft", document: Document) -> None:
    """Make an empty draft look as ours do, and say what it is."""
    _styles(draft, document)
    _table_style(draft)
    _header_and_footer(draft, document)
    _properties(draft, document)


def _styles(draft: "Draft", document: Document) -> None:
    accent = document.accent.removeprefix("#")
    styles = draft.styles
    _set(styles["Normal"], 11, INK, after=6)
    for level, (size, above) in HEADINGS.items():
        colour = accent if level == 3 else INK
        _set(styles[f"Heading {level}"], size, colour, bold=True, before=above, after=4)
    styles["Heading 1"].paragraph_format.page_break_before = True
    _set(styles["Title"], 30, INK, bold=True, before=6, after=12)
    _set(styles["Subtitle"], 12, GREY, after=4)
    _set(styles["Caption"], 10, INK, bold=True, before=8, after=4)
    _set(styles["TOC Heading"], 20, INK, bold=True, after=10)
    for name, (base, size, colour) in OWN_STYLES.items():
        _own(draft, name, base, size, colour)
    for name in ("Term", "Table head", "Contents 1"):
        styles[name].font.bold = True
    _characters(draft)
    _language(draft, document.language)


def _own(draft: "Draft", name: str, base: str, size: float, colour: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    made = draft.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = draft.styles[base]
    _set(made, size, colour, after=3)
    made.paragraph_format.keep_with_next = name == "Term"
    if name == "Contents 2":
        made.paragraph_format.left_indent = Pt(14)


def _set(style: Any, size: float, colour: str, **form: Any) -> None:
    """Face, size in points and colour (RRGGBB) of a style; ``before`` and ``after`` in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = FACE, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour.upper())
    style.font.bold, style.font.italic = form.get("bold", False), False
    faces = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{name}"), None)
    style.paragraph_format.space_before = Pt(form.get("before", 0))
    style.paragraph_format.space_after = Pt(form.get("after", 0))
    # The line below a title and the letters set apart, which are not ours.
    for held, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        for unwanted in held.findall(qn(name)):
            held.remove(unwanted)


def _characters(draft: "Draft") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    link = draft.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK), True
    code = draft.styles.add_style("Code words", WD_STYLE_TYPE.CHARACTER)
    code.font.color.rgb = RGBColor.from_string(GREY)


def _language(draft: "Draft", language: str) -> None:
    from docx.oxml.ns import qn

    [held] = draft.styles.element.iter(qn("w:lang"))
    held.set(qn("w:val"), language)


def _table_style(draft: "Draft") -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = draft.styles.add_style("Lines", WD_STYLE_TYPE.TABLE)
    look = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C9CED3"/>'
        for side in ("top", "bottom", "insideH")
    )
    style.element.append(xml.parsed("tblPr", f"<w:tblBorders>{look}</w:tblBorders>"))


def _header_and_footer(draft: "Draft", document: Document) -> None:
    page = draft.sections[0]
    page.header.paragraphs[0].text = document.head
    foot = page.footer.paragraphs[0]
    foot.text = f"{document.foot}\t\tPage " if document.foot else "Page "
    numbers = f"{xml.field('PAGE', xml.text('1'))}{xml.text(' of ')}"
    for part in list(xml.parsed("p", numbers + xml.field("NUMPAGES", xml.text("1")))):
        foot._p.append(part)
    for name in ("Header", "Footer"):
        _set(draft.styles[name], 9, GREY)


def _properties(draft: "Draft", document: Document) -> None:
    held = draft.core_properties
    made = datetime.combine(document.made_on, time())
    held.title, held.author = document.title[:LONGEST], document.owner[:LONGEST]
    held.subject = document.subject[:LONGEST]
    held.language = document.language
    held.created = held.modified = made
    held.last_modified_by, held.comments, held.revision = "", "", 1
