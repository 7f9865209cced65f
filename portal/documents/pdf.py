"""A document as PDF/UA-1: tagged, bookmarked, in our typeface; equal bytes for an equal tree."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.documents.letters import FAMILY, font_folder, typeset
from portal.documents.tree import Document, as_data, with_texts

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TEMPLATE = TEMPLATES / "documents" / "document.typ"
PIXELS_PER_INCH = 192
MIDNIGHT = time(tzinfo=UTC)


class TypesettingError(Exception):
    """The typesetter refused or warned; the message says what it said."""


def render_pdf(document: Document) -> bytes:
    """The document as a PDF file. Raises TypesettingError rather than make a lesser one."""
    return typeset_pdf(TEMPLATE, {"document": _input(document)}, ["ua-1"], document.made_on)


def typeset_pdf(
    template: Path, inputs: dict[str, str], standards: list["typst.PDFStandard"], made_on: date
) -> bytes:
    """A template of ours, below ``templates/``, filled with its inputs and held to PDF standards.

    Raises TypesettingError for whatever the typesetter refuses or warns of.
    """
    import typst

    compiler = typst.Compiler(str(template), root=str(TEMPLATES), font_paths=_fonts())
    try:
        made, warnings = compiler.compile_with_warnings(
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=datetime.combine(made_on, MIDNIGHT),
        )
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if warnings or not isinstance(made, bytes):
        raise TypesettingError("; ".join(warning.message for warning in warnings))
    return made


def typeset_untagged(source: str, inputs: dict[str, str]) -> bytes:
    """A few words set from a source of ours, to be laid over a page that is not ours."""
    import typst

    compiler = typst.Compiler(source.encode(), font_paths=_fonts(), sys_inputs=inputs)
    try:
        made = compiler.compile(format="pdf", pdf_tags=False)
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if not isinstance(made, bytes):
        raise TypesettingError("Nothing was set.")
    return made


def render_png(svg: str) -> bytes:
    """A drawing as a picture of pixels, for formats that draw nothing themselves."""
    import typst

    template = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))"
    compiler = typst.Compiler(template, font_paths=_fonts())
    try:
        made = compiler.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg})
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if not isinstance(made, bytes):
        raise TypesettingError("The drawing is more than one page.")
    return made


@cache
def _fonts() -> "typst.Fonts":
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
    if FAMILY not in fonts.families():
        raise TypesettingError(f"There is no {FAMILY} in {font_folder()}.")
    return fonts


def _input(document: Document) -> str:
    data: dict[str, Any] = as_data(with_texts(document, typeset))
    language, _, region = document.language.partition("-")
    frame = {"family": FAMILY, "language": [language, region], "depth": document.contents_depth}
    return json.dumps({**data, **frame})
