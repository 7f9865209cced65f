"""Which files may be attached: by their name, and by what their bytes say. Plain functions."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from portal.documents import packages, sound
from portal.documents.packages import parts_of
from portal.kit.text import control_characters, tidy
from portal.kit.words import join_names

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
"""Characters."""
_PATH = re.compile(r"[\\/]")


class FileError(ValueError):
    """The file cannot be attached; the message says why, and what to do."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type, what people call it, and whether bytes are of it."""

    media_type: str
    words: str
    fits: Callable[[bytes], bool]


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be attached."""

    name: str
    media_type: str
    content: bytes


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _office(part: str) -> Callable[[bytes], bool]:
    """An Office Open XML package (ECMA-376) whose main part is this one."""

    def fits(content: bytes) -> bool:
        names = parts_of(content)
        return {"[Content_Types].xml", part} <= names.keys()

    return fits


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    """An OpenDocument package: its first part, kept as it is, says its type (part 2, 3.3)."""
    head = b"mimetype" + media_type.encode("ascii")

    def fits(content: bytes) -> bool:
        named = content[30 : 30 + len(head)] == head
        return (
            named and content[30 + len(head) : 32 + len(head)] == b"PK" and bool(parts_of(content))
        )

    return fits


def _is_text(content: bytes) -> bool:
    """Text in UTF-8, or in the Windows letters that Excel still writes; without controls."""
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return not control_characters(content.decode(coding).replace("\f", " "))
        except UnicodeDecodeError:
            continue
    return False


PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"

KINDS = {
    "pdf": FileKind(PDF, "PDF", _begins(b"%PDF-")),
    "docx": FileKind(WORD, "Word", _office("word/document.xml")),
    "xlsx": FileKind(EXCEL, "Excel", _office("xl/workbook.xml")),
    "odt": FileKind(ODT, "OpenDocument", _open_document(ODT)),
    "ods": FileKind(ODS, "OpenDocument", _open_document(ODS)),
    "odp": FileKind(ODP, "OpenDocument", _open_document(ODP)),
    "png": FileKind("image/png", "PNG", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": FileKind("image/jpeg", "JPEG", _begins(b"\xff\xd8\xff")),
    "jpeg": FileKind("image/jpeg", "JPEG", _begins(b"\xff\xd8\xff")),
    "csv": FileKind("text/csv", "CSV", _is_text),
    "txt": FileKind("text/plain", "text", _is_text),
}
"""What may be attached, by the ending of its name."""
OFFERED = join_names(list(dict.fromkeys(kind.words for kind in KINDS.values())), "or")
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)
"""For the file dialogue of a browser."""


def check(name: str, content: bytes, called: str = "") -> CheckedFile:
    """The file under the name that readers see: ``called`` where that is not its own.

    Raises FileError for what may not be attached, or is not what its name says.
    """
    own = name_of(name)
    kind = _kind(own)
    if not content:
        raise FileError(f"“{own}” is empty. Choose another file.")
    if len(content) > MOST_BYTES:
        raise FileError(
            f"“{own}” has {size_words(len(content))}. A file can have {size_words(MOST_BYTES)} "
            "at most: make its pictures smaller, or attach it in parts."
        )
    if not kind.fits(content):
        raise FileError(
            f"“{own}” is called a {kind.words} file, but what is in it is not one. Open it in the "
            "program it came from, save it anew, and attach that."
        )
    problem = _problem(kind, content)
    if problem:
        raise FileError(f"“{own}” {problem}")
    return CheckedFile(_called(own, called), kind.media_type, content)


def name_of(name: str) -> str:
    """The file's own name, without the folders it lay in. Raises FileError."""
    own = _PATH.split(tidy(name))[-1].strip()
    if not own.strip("."):
        raise FileError("Choose a file.")
    if control_characters(own) or "\n" in own or "\t" in own:
        raise FileError(
            "The file’s name has characters that cannot be printed. Rename the file, "
            "and attach it again."
        )
    if len(own) > LONGEST_NAME:
        raise FileError(
            f"The file’s name has {len(own)} characters. Give it a name of {LONGEST_NAME} "
            "or fewer, and attach it again."
        )
    return own


def size_words(size: int) -> str:
    """``1.4 MB``, ``27 KB``, ``312 bytes``."""
    if size < 1024:
        return f"{size} bytes"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def kind_words(media_type: str) -> str:
    """What people call a media type: ``PDF``."""
    return next((kind.words for kind in KINDS.values() if kind.media_type == media_type), "File")


def _kind(own: str) -> FileKind:
    stem, dot, ending = own.rpartition(".")
    kind = KINDS.get(ending.lower()) if stem and dot else None
    if kind is not None:
        return kind
    if re.fullmatch("(doc|xls|ppt|pot|xlt|dot)m", ending.lower()):
        plain = f".{ending[:3].lower()}x"
        raise FileError(f"“{own}” can hold macros. Save it as {plain}, and attach that.")
    raise FileError(f"“{own}” is not of a kind that can be attached. Attach {OFFERED}.")


def _called(own: str, called: str) -> str:
    """The name that is typed, with the ending that says what kind of file it is."""
    typed = name_of(called) if called.strip() else own
    ending = own[own.rindex(".") :]
    return typed if typed.lower().endswith(ending.lower()) else f"{typed}{ending}"


def _problem(kind: FileKind, content: bytes) -> str:
    """What is wrong with what is in a file of this kind, to follow its name; nothing if sound."""
    if content.startswith(packages.BEGINS):
        return packages.problem(content)
    return sound.problem(content) if kind.media_type == PDF else ""
