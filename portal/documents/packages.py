"""Office files are ZIP packages: what they say they hold, and which of them are let in.

Nothing is unpacked here but the one list of types, and of that no more than a bound.
"""

import io
import re
import zipfile
import zlib

BEGINS = b"PK"
MOST_ENTRIES = 20_000
"""Parts of an Office file; no honest one has so many."""
MOST_LISTED = 2 * 1024 * 1024
"""Bytes of the list of parts that is read."""
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts unpacked: twenty times the largest file that can be attached."""
MOST_TIMES = 200
"""How many times larger one part may be unpacked than packed, once it has a megabyte."""
MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|basic/|macrosheets/)|macroenabled", re.I)
OUTSIDE = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:", re.I)
"""The name of a part that would be unpacked outside its folder."""
UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, ValueError, OverflowError, EOFError),
    *(NotImplementedError, RuntimeError),
)
"""What Python's zipfile raises for a package that is broken or locked with a password."""

Parts = dict[str, zipfile.ZipInfo]


def parts_of(content: bytes) -> Parts:
    """The parts of a package by name; none where the bytes are no sound package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part.filename: part for part in package.infolist()}
    except UNSOUND:
        return {}
    return parts if len(parts) <= MOST_ENTRIES else {}


def problem(content: bytes) -> str:
    """Why a package is not let in, as words that follow its name; nothing where it is."""
    parts = parts_of(content)
    if any(map(MACROS.search, [*parts, _types(content, parts.get("[Content_Types].xml"))])):
        return "holds macros. Save it without them, and attach that."
    if any(map(OUTSIDE.search, parts)):
        return (
            "holds parts whose names lead out of it, which no program writes by itself. Open it in "
            "the program it came from, save it anew, and attach that."
        )
    if _swells(parts):
        return (
            "would be far larger unpacked than it says. Make its pictures smaller, or save it as "
            "PDF, and attach that."
        )
    return ""


def _swells(parts: Parts) -> bool:
    """Whether it is a bomb: far more bytes unpacked than any honest document has."""
    sizes = [(part.file_size, max(part.compress_size, 1)) for part in parts.values()]
    if sum(size for size, _ in sizes) > MOST_UNPACKED:
        return True
    return any(size > 1024 * 1024 and size > packed * MOST_TIMES for size, packed in sizes)


def _types(content: bytes, listed: zipfile.ZipInfo | None) -> str:
    if listed is None:
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(listed) as held:
            return held.read(MOST_LISTED).decode("utf-8", "replace")
    except UNSOUND:
        return ""
