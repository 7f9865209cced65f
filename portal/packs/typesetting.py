"""A sheet typeset as PDF/UA-1, and where in the file each item and part begins."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf

from portal.documents.letters import FAMILY, typeset
from portal.documents.pdf import TEMPLATES, typeset_pdf
from portal.documents.tree import with_texts
from portal.packs.sheet import Sheet

TEMPLATE = TEMPLATES / "packs" / "pack.typ"
NOT_WORDS = frozenset({"kind", "label", "svg", "href", "accent", "family"})


@dataclass(frozen=True)
class Typeset:
    """A typeset pack: its bytes, and the place of each label among its pages, from 0."""

    pdf: bytes
    places: Mapping[str, int]
    front: int
    """Pages before the papers begin."""
    pages: int


def typeset_sheet(sheet: Sheet, *, foreign: bool) -> Typeset:
    """The sheet as PDF. Where ``foreign`` pages will be put in, it claims no archive standard.

    Raises TypesettingError for whatever the typesetter refuses or warns of.
    """
    data = json.dumps({**_printable(sheet), "family": FAMILY})
    day = date(*sheet["made_on"])
    pdf = typeset_pdf(TEMPLATE, {"sheet": data}, ["ua-1"] if foreign else ["ua-1", "a-2a"], day)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places, count = _places(opened), len(opened.pages)
    starts = [places[line["label"]] for line in sheet["lines"] if line["parts"]]
    return Typeset(pdf, places, min(starts, default=count), count)


def _places(opened: pikepdf.Pdf) -> dict[str, int]:
    """Where the labels of headings are: the typesetter writes them as named destinations."""
    pages: dict[Any, int] = {page.objgen: at for at, page in enumerate(opened.pages)}
    if "/Names" not in opened.Root or "/Dests" not in opened.Root.Names:
        return {}
    tree = pikepdf.NameTree(opened.Root.Names.Dests)
    return {str(name): pages[_page(place)] for name, place in tree.items()}


def _page(place: Any) -> tuple[int, int]:
    """The page of a destination, which is an array or a dictionary around one."""
    held = place.D if isinstance(place, pikepdf.Dictionary) else place
    found: tuple[int, int] = held[0].objgen
    return found


def _printable(value: Sheet) -> Sheet:
    return {key: _letters(key, held) for key, held in value.items()}


def _letters(key: str, value: object) -> object:
    """Texts in letters that the typeface has; addresses, drawings and names as they are."""
    if isinstance(value, str):
        return value if key in NOT_WORDS else with_texts(value, typeset)
    if isinstance(value, dict):
        return {name: _letters(name, held) for name, held in value.items()}
    if isinstance(value, Sequence):
        return [_letters(key, held) for held in value]
    return value
