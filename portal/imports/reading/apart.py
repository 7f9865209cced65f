"""Packed files and PDFs are read in a process of their own, which may use so much and no more.

A hostile file can at worst end that process; the portal says so, and goes on.
"""

import base64
import json
import subprocess
import sys
from typing import Any

from portal.imports.reading import limits
from portal.imports.reading.model import Block, Document, Grid, Prose, ReadingError, Row

_TOO_MUCH = (
    "This file needs more time or memory than reading a plan may take. Save it again without "
    "pictures, or split it"
)


def read_apart(form: str, name: str, data: bytes) -> Document:
    """The document that the reader named ``form`` makes of these bytes.

    Raises ReadingError with that reader's words, or where it took too much.
    """
    asked = json.dumps({"form": form, "name": name, "data": base64.b64encode(data).decode()})
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "portal.imports.reading.child"],
            input=asked.encode(),
            capture_output=True,
            timeout=limits.SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingError(_TOO_MUCH) from error
    if answer.returncode != 0:
        raise ReadingError(_TOO_MUCH)
    said = json.loads(answer.stdout)
    if "refused" in said:
        raise ReadingError(said["refused"])
    return Document(name, [_block(block) for block in said["blocks"]])


def packed(document: Document) -> dict[str, Any]:
    """A document as JSON, for the way between the processes."""
    return {"blocks": [_packed_block(block) for block in document.blocks]}


def _packed_block(block: Block) -> dict[str, Any]:
    if isinstance(block, Prose):
        return {"prose": [block.line, block.text, block.level, block.part]}
    rows = [[row.line, row.cells, row.part, row.wide, sorted(row.above)] for row in block.rows]
    return {"rows": rows, "apart": block.apart}


def _block(said: dict[str, Any]) -> Block:
    if "prose" in said:
        return Prose(*said["prose"])
    rows = (
        Row(line, tuple(cells), part, wide, frozenset(above))
        for line, cells, part, wide, above in said["rows"]
    )
    return Grid(tuple(rows), said["apart"])
