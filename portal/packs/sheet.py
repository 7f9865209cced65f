"""The sheet of a pack: everything that is printed in it, in its order, as JSON.

The typesetter and the HTML page are both given this one sheet, and it is kept with the pack.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.documents.tree import (
    DEEPEST,
    Block,
    Document,
    Heading,
    as_data,
    nodes,
    with_headings,
    with_texts,
)
from portal.packs.content import TITLES, FileContent, Line, PackContent
from portal.packs.files import Prepared

BELOW = 2
"""Levels of headings above those of a paper: the item, and the paper itself."""
Sheet = dict[str, Any]
Ready = Mapping[str, Prepared]
"""Files made ready, by their SHA-256."""


@dataclass(frozen=True)
class Part:
    """One part of an item's papers: what is typeset, then the pages of another file, if any."""

    label: str
    title: str
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]
    message: str = ""
    foreign: int = 0
    """Pages that are put in after it."""


def sheet_of(content: PackContent, ready: Ready) -> Sheet:
    """The sheet of a pack whose files are ready."""
    lines = [_line(line, ready) for line in content.lines]
    return {
        "kind": content.kind,
        "name": TITLES[content.kind],
        "title": content.title,
        "accent": content.accent,
        "made_on": as_data(content.made_on),
        "first_page": content.first_page,
        "adds": content.adds,
        "restricted": content.restricted,
        "front": _plain(content.front),
        "lines": lines,
    }


def foreign_of(content: PackContent, ready: Ready) -> list[tuple[str, Prepared]]:
    """The files whose pages are put in, each with the label of the part that they follow."""
    return [
        (label, ready[file.sha256])
        for line in content.lines
        for label, file in _labelled(line)
        if ready[file.sha256].pages
    ]


def _line(line: Line, ready: Ready) -> dict[str, Any]:
    parts = list(_parts(line, ready))
    shown = {"item_id": line.item_id, "number": line.number, "label": f"item-{line.number}"}
    said = {
        "title": line.title,
        "heading": line.heading or f"Item {line.number}: {line.title}",
        "presenter": line.presenter,
        "part": line.part,
        "withdrawn": line.withdrawn,
        "urgent": line.urgent,
        "to_follow": line.to_follow,
        "differs": line.differs,
        "recommendations": [_plain(each) for each in line.recommendations],
        "exempt": _plain(line.exempt) if line.exempt else None,
    }
    return {**shown, **said, "parts": [_plain(part) for part in parts]}


def _parts(line: Line, ready: Ready) -> Iterator[Part]:
    count = 0
    for paper in line.papers:
        for document in (paper.document, *paper.annexes):
            count += 1
            yield _document(f"part-{line.number}-{count}", document)
    for label, file in _labelled(line):
        found = ready[file.sha256]
        blocks = _lowered(found.blocks)
        yield Part(label, found.name, (), blocks, found.message, found.pages)


def _labelled(line: Line) -> list[tuple[str, FileContent]]:
    """An item's files come after all that was written for it, in their order."""
    files = [file for paper in line.papers for file in paper.files]
    return [(f"file-{line.number}-{place}", file) for place, file in enumerate(files, 1)]


def _document(label: str, document: Document) -> Part:
    return Part(label, document.title, document.facts, _lowered(document.blocks))


def _lowered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with their headings below that of the paper, wherever they stand in them."""
    levels = [held.level for held in nodes(blocks) if isinstance(held, Heading)]
    lift = min(levels, default=1) - 1
    return with_headings(blocks, lambda level: min(level - lift + BELOW, DEEPEST))


def _plain(value: Any) -> dict[str, Any]:
    data = as_data(with_texts(value, str))
    data.pop("kind", None)
    return dict(data)
