"""Packed files (xlsx, ods, docx): looked into before anything is unpacked."""

import io
import re
import zipfile

from portal.imports.reading import limits
from portal.imports.reading.model import ReadingError

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word's and Excel's old files begin, and those with a password."""
ZIP = b"PK\x03\x04"


def refuse_old(data: bytes) -> None:
    """Raises ReadingError for a file with a password, or in Word's or Excel's old format."""
    if not data.startswith(OLD):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadingError(
            "This file has a password. Open it, save a copy without the password, and choose that"
        )
    raise ReadingError(
        "This is an old Word or Excel file (.doc, .xls). Open it, and save it as .docx or .xlsx"
    )


def unpack(data: bytes) -> zipfile.ZipFile:
    """The packed file, found harmless. Raises ReadingError for a bomb or a broken file."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadingError("This file is broken: it cannot be unpacked") from error
    if len(members) > limits.MOST_PACKED:
        raise ReadingError("This file holds too many parts to be a document")
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError("This file has a password. Save a copy without it, and choose that")
    for member in members:
        _refuse_bomb(member)
    if sum(member.file_size for member in members) > limits.LARGEST_UNPACKED:
        raise ReadingError(_TOO_LARGE)
    return packed


_TOO_LARGE = "This file unpacks to far more than a plan can hold, so it is not opened"


def _refuse_bomb(member: zipfile.ZipInfo) -> None:
    steep = member.file_size > limits.STEEPEST * max(member.compress_size, 1)
    if member.file_size > limits.LARGEST_UNPACKED or (member.file_size > limits.MEBI and steep):
        raise ReadingError(_TOO_LARGE)


_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_OVERLAP = 200


def extent(packed: zipfile.ZipFile, member: str) -> tuple[int, int]:
    """Lines and columns that a sheet of a workbook says it has, read without building it."""
    rows = columns = 0
    rest = b""
    with packed.open(member) as stream:
        while piece := stream.read(limits.MEBI):
            for letters, number in _CELL.findall(rest + piece):
                rows, columns = max(rows, int(number)), max(columns, _column(letters))
            rest = piece[-_OVERLAP:]
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
