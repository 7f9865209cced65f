"""A file's bytes to the neutral model, or a refusal in words."""

import re

from portal.imports.reading import limits
from portal.imports.reading.apart import read_apart
from portal.imports.reading.formats.decoding import decode
from portal.imports.reading.formats.plain import read_text
from portal.imports.reading.formats.separated import read_separated
from portal.imports.reading.formats.telling import tell
from portal.imports.reading.model import Document, ReadingError


def open_file(name: str, data: bytes) -> Document:
    """The document in this file. Raises ReadingError, with what to do, where it is not read."""
    if len(data) > limits.LARGEST_FILE:
        raise ReadingError(
            f"This file is larger than {limits.LARGEST_FILE // limits.MEBI} MB. Take the pictures "
            "out of it, or split it"
        )
    form = tell(name, data)
    if form == "text":
        return read_text(name, decode(data))
    if form in ("csv", "tsv"):
        return read_separated(name, decode(data), "\t" if form == "tsv" else "")
    return read_apart(form, name, data)


def open_paste(text: str) -> Document:
    """The document in what was pasted: as a text file's, whose quotes may hold ends of lines."""
    return read_text("pasted", unquoted(decode(text.encode())))


def unquoted(text: str) -> str:
    """What Excel puts on the clipboard, with the ends of lines inside quoted cells as marks.

    Excel puts quotes around a cell that holds the end of a line, and doubles the quotes in it.
    """
    return _QUOTED.sub(lambda found: found[1].replace('""', '"').replace("\n", "<br>"), text)


_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|\A)"((?:[^"\t]|""){0,8000})"(?=\t|\n|\Z)')
