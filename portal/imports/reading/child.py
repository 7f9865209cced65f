"""The process that reads one packed file or PDF, with bounds on what it may use.

Run by ``apart``: JSON with ``form``, ``name`` and ``data`` comes in; JSON with the document's
``blocks``, or with the words in which it is ``refused``, goes out.
"""

import base64
import json
import resource
import sys
import warnings

from portal.imports.reading import limits
from portal.imports.reading.apart import packed
from portal.imports.reading.model import Document, ReadingError


def _read(form: str, name: str, data: bytes) -> Document:
    """Only the one library that is needed is loaded: it is most of the time this takes."""
    if form == "xlsx":
        from portal.imports.reading.formats.sheets import read_workbook as read
    elif form == "ods":
        from portal.imports.reading.formats.opendocument import read_opendocument as read
    elif form == "docx":
        from portal.imports.reading.formats.word import read_word as read
    else:
        from portal.imports.reading.formats.pdf import read_pdf as read
    return read(name, data)


def main() -> None:
    """Read what was asked for, inside the bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    try:
        answer = packed(_read(asked["form"], asked["name"], base64.b64decode(asked["data"])))
    except ReadingError as error:
        answer = {"refused": str(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
