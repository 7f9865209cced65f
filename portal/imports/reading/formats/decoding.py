"""Bytes to text: UTF-8, UTF-16 and Windows-1252, told apart by what the bytes are."""

import codecs

from portal.imports.reading.model import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096
_UNPRINTED = set(range(32)) - {9, 10, 11, 12, 13, 27}
_BROKEN = "the file is not text in an encoding that can be read. Save it as UTF-8"


def decode(data: bytes) -> str:
    """The text of these bytes. Raises ReadingError where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(_strict(data, encoding))
    if wide := _unmarked_utf16(data):
        return _lines(_strict(data, wide))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _windows(data)
    if any(ord(letter) in _UNPRINTED for letter in text[:_SAMPLE]):
        raise ReadingError("This is not a text file. Save it as text, CSV or a workbook")
    return _lines(text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"Part of this file is broken: {_BROKEN}") from error


def _windows(data: bytes) -> str:
    """Windows-1252, in which five bytes mean nothing: those are read as Latin-1 does."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: of Western text every second byte is nought."""
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else None


def _lines(text: str) -> str:
    """The same with one sign for the end of a line; a new page is the end of one too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in "\f\v\x1b\u2028\u2029\x85":
        text = text.replace(sign, "\n")
    return text
