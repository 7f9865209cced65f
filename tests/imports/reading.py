"""Files read as the portal reads them, once for all the tests that ask.

Workbooks and Word files are read in this process, which is quicker; that they are read apart is
tried where what they bring is tested.
"""

from functools import lru_cache
from typing import Any

from portal.imports.reading import Document, Reading, as_json, open_file, understand
from portal.imports.reading.formats.sheets import read_workbook
from portal.imports.reading.formats.word import read_word


def _open(name: str, data: bytes) -> Document:
    if name.endswith(".xlsx"):
        return read_workbook(name, data)
    return read_word(name, data) if name.endswith(".docx") else open_file(name, data)


@lru_cache(maxsize=256)
def read(name: str, data: bytes) -> Reading:
    """What a file says."""
    return understand(_open(name, data))


def tables(name: str, data: bytes) -> list[dict[str, Any]]:
    """The file's tables as JSON has them."""
    found: list[dict[str, Any]] = as_json([read(name, data)])["tables"]
    return found


def records(said: str) -> list[dict[str, Any]]:
    """The records of a text's tables, one after the other."""
    return [record for table in tables("said.txt", said.encode()) for record in table["records"]]
