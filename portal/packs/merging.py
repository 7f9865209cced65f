"""Pages of other files put among ours, and what every page is called afterwards.

Our pages keep their tags. Foreign ones have none of ours, so the file stops claiming PDF/UA; what
could run or ask something in them is taken out, and each gets the number it has in the pack.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from portal.documents.letters import FAMILY
from portal.documents.pdf import typeset_untagged
from portal.packs.files import Prepared
from portal.packs.sheet import Sheet
from portal.packs.typesetting import Typeset

Told = Callable[[int], None]
"""Is told how many foreign pages are in."""
MOST_HELD = 48 * 1024 * 1024
"""Bytes of foreign files."""
STAMP = (150.0, 24.0)
"""Width and height of a page's number in points."""
EDGE = 24.0
"""Points between it and the edge of the page."""
NUMBER = pikepdf.Name("/GoldthreadPageNumber")
ACTIVE = ("/AA", "/StructParents", "/Tabs", "/B", "/Metadata", "/PieceInfo", "/Thumb")
"""What a foreign page does not bring along: actions, tags of a tree that is not ours, and data of
the program that made it."""
_STAMPS = """#set document(title: "Numbers")
#set page(width: 150pt, height: 24pt, margin: 4pt, fill: white)
#set text(font: sys.inputs.family, size: 8.5pt, fill: rgb("#4a5158"))
#for number in json(bytes(sys.inputs.numbers)) { page(align(right, [Page #number])) }"""


@dataclass(frozen=True)
class Numbered:
    """What each page of the finished file is called, and which pages each item has."""

    first: int
    """Number of the first page of papers."""
    front: int
    pages: int
    ranges: Mapping[int, tuple[int, int]]
    """First and last number of each item with papers, by its id."""


def reckon(sheet: Sheet, made: Typeset) -> Numbered:
    """The numbers as the finished file has them, reckoned from its pages and not from its words."""
    foreign = _foreign(sheet, made)
    first = sheet["first_page"] or made.front + 1
    lines = [line for line in sheet["lines"] if line["parts"]]
    starts = [made.places[line["label"]] for line in lines]
    ends = [*starts[1:], *[made.pages] * bool(starts)]
    ranges = {
        line["item_id"]: (
            first + start - made.front + _before(foreign, start),
            first + end - 1 - made.front + _before(foreign, end),
        )
        for line, start, end in zip(lines, starts, ends, strict=True)
    }
    return Numbered(first, made.front, made.pages + sum(foreign.values()), ranges)


def merge(
    sheet: Sheet, made: Typeset, files: Sequence[tuple[str, Prepared]], to: Path, told: Told
) -> None:
    """Write the finished pack. Without foreign pages it is what the typesetter made, byte for byte.

    However many pages there are, about ``MOST_HELD`` bytes of them are in memory at once.
    """
    to.write_bytes(made.pdf)
    if not files:
        return
    numbered = reckon(sheet, made)
    with _stamps(numbered, _foreign(sheet, made)) as stamps:
        done = 0
        for batch in _batches(files):
            before = to.rename(to.with_suffix(".before.pdf"))
            with pikepdf.open(before, access_mode=pikepdf.AccessMode.stream) as pack:
                for label, file in batch:
                    done += file.pages
                    numbers = stamps.pages[len(stamps.pages) - done :]
                    _put_in(pack, made.places[label] + 1, file, numbers)
                    told(done)
                if done == len(stamps.pages):
                    _label(pack, numbered)
                    _claim_less(pack)
                pack.save(to, deterministic_id=True)


def _batches(files: Sequence[tuple[str, Prepared]]) -> Iterator[list[tuple[str, Prepared]]]:
    """The files from the last to the first, so that what is put in moves no place still to come;
    pikepdf holds what was put in until it saves, so it saves after so many bytes."""
    batch: list[tuple[str, Prepared]] = []
    held = 0
    for label, file in reversed(files):
        size = _path(file).stat().st_size
        if batch and held + size > MOST_HELD:
            yield batch
            batch, held = [], 0
        batch.append((label, file))
        held += size
    yield batch


def _put_in(pack: pikepdf.Pdf, place: int, file: Prepared, numbers: Sequence[pikepdf.Page]) -> None:
    """The pages of one file from ``place`` on, each with its number."""
    with pikepdf.open(_path(file), access_mode=pikepdf.AccessMode.stream) as source:
        for offset, page in enumerate(source.pages):
            pack.pages.insert(place + offset, page)
            _disarm(pack.pages[place + offset])
            _stamp(pack, pack.pages[place + offset], numbers[offset])


def _path(file: Prepared) -> Path:
    if file.path is None:
        raise ValueError(f"{file.name} has no pages of its own.")
    return file.path


def _foreign(sheet: Sheet, made: Typeset) -> dict[int, int]:
    """How many foreign pages follow a page of ours, by its place: in the order of the pack."""
    return {
        made.places[part["label"]]: part["foreign"]
        for line in sheet["lines"]
        for part in line["parts"]
        if part["foreign"]
    }


def _before(foreign: Mapping[int, int], place: int) -> int:
    """How many foreign pages stand before a page of ours."""
    return sum(count for after, count in foreign.items() if after < place)


def _stamps(numbered: Numbered, foreign: Mapping[int, int]) -> pikepdf.Pdf:
    """A small page with the number of each foreign page, in their order; untagged."""
    numbers: list[int] = []
    for after, count in foreign.items():
        before = numbered.first + after - numbered.front + _before(foreign, after)
        numbers += range(before + 1, before + 1 + count)
    made = typeset_untagged(_STAMPS, {"numbers": json.dumps(numbers), "family": FAMILY})
    return pikepdf.open(io.BytesIO(made))


def _disarm(page: pikepdf.Page) -> None:
    """Take out of a foreign page what could act."""
    for name in ACTIVE:
        if name in page.obj:
            del page.obj[name]
    if "/Annots" in page.obj:
        links = [each for each in page.obj.Annots if _leads_out(each)]
        page.obj.Annots = pikepdf.Array(links)


def _stamp(pack: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page) -> None:
    """Put its number at the foot of a page, whichever way that is turned."""
    box = page.trimbox
    right, bottom = float(box[2]) - EDGE, float(box[1]) + 10
    place = pikepdf.Rectangle(right - STAMP[0], bottom, right, bottom + STAMP[1])
    form = pack.copy_foreign(stamp.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, NUMBER)
    laid = page.calc_form_xobject_placement(form, name, place)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + laid)


def _leads_out(annotation: pikepdf.Object) -> bool:
    """Whether it is a plain link to an address: the only thing on a foreign page that may be
    followed."""
    action = annotation.get("/A")
    return (
        annotation.get("/Subtype") == "/Link"
        and isinstance(action, pikepdf.Dictionary)
        and action.get("/S") == "/URI"
        and "/Next" not in action
        and "/AA" not in annotation
    )


def _label(pack: pikepdf.Pdf, numbered: Numbered) -> None:
    """What readers show as each page's number: as it is printed on it."""
    front = pikepdf.Dictionary(S=pikepdf.Name.D, St=1)
    if numbered.first != numbered.front + 1:
        front = pikepdf.Dictionary(S=pikepdf.Name.r, St=1)
    papers = pikepdf.Dictionary(S=pikepdf.Name.D, St=numbered.first)
    nums: list[Any] = [0, front]
    if numbered.front < numbered.pages:
        nums += [numbered.front, papers]
    pack.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(nums))


def _claim_less(pack: pikepdf.Pdf) -> None:
    """Not every page is ours: the file claims no standard, and says that some are not tagged."""
    pack.Root.MarkInfo = pikepdf.Dictionary(Marked=True, Suspects=True)
    with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for claim in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"):
            metadata.pop(claim, None)
