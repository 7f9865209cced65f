"""Files read as the portal reads them, once for all the tests that ask."""

from functools import lru_cache
from typing import Any

from portal.imports.reading import Reading, as_json, open_file, understand


@lru_cache(maxsize=256)
def read(name: str, data: bytes) -> Reading:
    """What a file says."""
    return understand(open_file(name, data))


def tables(name: str, data: bytes) -> list[dict[str, Any]]:
    """The file's tables as JSON has them."""
    found: list[dict[str, Any]] = as_json([read(name, data)])["tables"]
    return found


def records(said: str) -> list[dict[str, Any]]:
    """The records of a text's tables, one after the other."""
    return [record for table in tables("said.txt", said.encode()) for record in table["records"]]
