"""A pack from its content: files made ready, the sheet typeset, foreign pages put in."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.packs.content import FileContent, PackContent
from portal.packs.files import Prepared, Preparing
from portal.packs.merging import Numbered, merge, reckon
from portal.packs.sheet import Sheet, foreign_of, sheet_of
from portal.packs.typesetting import typeset_sheet

Tell = Callable[[int, int, str], None]
"""Is told how far it is: steps done, of how many, and the words."""
PIECE = 1024 * 1024
"""Bytes that are read at once."""


@dataclass(frozen=True)
class Built:
    """A finished pack in a file of its own, and all that is kept about it. ``size`` is in bytes."""

    path: Path
    sheet: Sheet
    numbered: Numbered
    sha256: str
    size: int
    tagged: bool
    """Every page is ours: the file claims PDF/UA-1."""
    listed: tuple[str, ...]
    """The files that are not among its pages."""


def build(content: PackContent, into: Preparing, tell: Tell) -> Built:
    """Build a pack in a folder. Raises TypesettingError rather than make a lesser one."""
    files = [file for line in content.lines for paper in line.papers for file in paper.files]
    steps = len(files) + 2
    ready = _ready(files, into, tell, steps)
    tell(len(files), steps, "Typesetting the papers.")
    sheet, foreign = sheet_of(content, ready), foreign_of(content, ready)
    made = typeset_sheet(sheet, foreign=bool(foreign))
    total = sum(file.pages for _, file in foreign)

    def told(done: int) -> None:
        tell(len(files) + 1, steps, f"Putting in attached pages: {done} of {total}.")

    path = into.folder / "pack.pdf"
    merge(sheet, made, foreign, path, told)
    listed = tuple(file.name for file in ready.values() if not file.pages and not file.blocks)
    sha256, size = _digest(path)
    return Built(path, sheet, reckon(sheet, made), sha256, size, not foreign, listed)


def _ready(
    files: list[FileContent], into: Preparing, tell: Tell, steps: int
) -> dict[str, Prepared]:
    ready: dict[str, Prepared] = {}
    for done, file in enumerate(files):
        if file.sha256 not in ready:
            tell(done, steps, f"Making ready {file.name}.")
            ready[file.sha256] = into.ready(file)
    return ready


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
