"""Invented documents in the shapes that councils' documents have, and what is in them.

``documents/`` holds each as text: an empty line between pieces, "# " before a heading, tabs between
cells, a backslash and n for the end of a line in a cell. The JSON beside it says of each table its
kind, how many things it holds, and fields of some of them by their place.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Lines = list[list[str]]
Piece = str | Lines
FOLDER = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Invented:
    """A document and what its tables are."""

    name: str
    pieces: list[Piece]
    tables: list[dict[str, Any]]


def _piece(text: str) -> Piece:
    lines = [line.replace("\\n", "\n").split("\t") for line in text.split("\n")]
    width = max(len(line) for line in lines)
    if width == 1:
        return text
    return [line + [""] * (width - len(line)) for line in lines]


def _load(path: Path) -> Invented:
    pieces = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Invented(path.stem, [_piece(piece) for piece in pieces], expected)


EVERY = tuple(_load(path) for path in sorted(FOLDER.glob("*.txt")))
