"""What a file is: told by its bytes first, by the end of its name where bytes do not say."""

from pathlib import PurePath

from portal.imports.reading.formats import package
from portal.imports.reading.model import ReadingError

ENDINGS = (".txt", ".md", ".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".docx", ".pdf")
_SIGNS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file (.rtf)"),
)


def tell(name: str, data: bytes) -> str:
    """The format: "text", "csv", "tsv", "xlsx", "ods", "docx" or "pdf".

    Raises ReadingError for what is none of them, for an old file and for one with a password.
    """
    if not data.strip():
        raise ReadingError("This file is empty")
    package.refuse_old(data)
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(package.ZIP):
        return _packed(data)
    for sign, what in _SIGNS:
        if data.startswith(sign):
            raise ReadingError(f"This is {what}. Choose one of {', '.join(ENDINGS)}")
    if ending in (".xlsx", ".xlsm", ".ods", ".docx", ".pdf"):
        raise ReadingError(f"The name ends in {ending}, but the file is not one of those")
    return {".csv": "csv", ".tsv": "tsv"}.get(ending, "text")


def _packed(data: bytes) -> str:
    names = set(package.unpack(data).namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "ods"
    raise ReadingError(f"This packed file is none that can be read: {', '.join(ENDINGS)}")
