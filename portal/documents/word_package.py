"""The package around the text of a Word file: relations, lists, pictures, pages, the ZIP itself."""

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from portal.documents import word_xml as xml

if TYPE_CHECKING:
    from docx.document import Document as Draft

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can say."""


class Package:
    """What the text of a draft refers to."""

    def __init__(self, draft: "Draft") -> None:
        self.draft = draft
        self.part: Any = draft.part
        self._links: dict[str, str] = {}
        self._numbering: Any = draft.part.numbering_part.element
        self._bullets, self._numbers = self._add_list_kinds()
        self._bullet_list = self._numbering.add_num(self._bullets).numId
        body: Any = draft.element.body
        references = [held for held in body.sectPr if held.tag.endswith("Reference")]
        self._references = "".join(_plain(held) for held in references)

    def link(self, href: str) -> str:
        """The relation by which a run leads to this address."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if href not in self._links:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._links[href] = self.part.relate_to(href, kind, is_external=True)
        return self._links[href]

    def list_number(self, start: int | None, depth: int) -> int:
        """The list with bullets, or a new one that is numbered from ``start``."""
        if start is None:
            return int(self._bullet_list)
        num = self._numbering.add_num(self._numbers)
        num.add_lvlOverride(min(depth, xml.DEEPEST_LEVEL)).add_startOverride(start)
        return int(num.numId)

    def picture(self, png: bytes, width: int, alt: str) -> str:
        """A picture so many twips wide, with the words for who cannot see it."""
        from docx.shared import Twips

        inline = self.part.new_pic_inline(io.BytesIO(png), Twips(width))
        inline.docPr.set("descr", alt)
        return f"<w:r><w:drawing>{_plain(inline)}</w:drawing></w:r>"

    def end_section(self, *, wide: bool, first: bool) -> str:
        """The end of pages of one kind; the next begin on a new page."""
        references = self._references if first else ""
        return xml.paragraph("", "Aftertable", more=xml.section(references, wide=wide, cover=first))

    def fill(self, body: str, *, turned: bool, wide: bool) -> None:
        """Put the text into the draft. ``wide`` says how the last pages stand, ``turned`` whether
        there were others before them."""
        last = xml.section("" if turned else self._references, wide=wide, cover=not turned)
        made = xml.parsed("body", f"{body}{last}")
        old: Any = self.draft.element.body
        old.getparent().replace(old, made)

    @staticmethod
    def undated(file: bytes) -> bytes:
        """The same file without the moment of its making, so that equal trees make equal bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return made.getvalue()

    def _add_list_kinds(self) -> tuple[int, int]:
        """Define our two kinds of list, bullets and numbers, last of all kinds."""
        known = [held for held in self._numbering if held.tag.endswith("}abstractNum")]
        first = len(known)
        for number, (form, sign) in enumerate((("bullet", "•"), ("decimal", "%{0}.")), first):
            levels = "".join(_level(level, form, sign.format(level + 1)) for level in range(9))
            many = '<w:multiLevelType w:val="multilevel"/>'
            kind = xml.parsed("abstractNum", f"{many}{levels}", f' w:abstractNumId="{number}"')
            known[-1].addnext(kind)
            known.append(kind)
        return first, first + 1


def _level(level: int, form: str, sign: str) -> str:
    left, hanging = xml.twips(xml.INDENT * (level + 1)), xml.twips(xml.INDENT)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{escape(sign)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _plain(held: Any) -> str:
    """An element as text."""
    from lxml import etree

    return str(etree.tostring(held, encoding="unicode"))
