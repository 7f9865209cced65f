"""Attached files as pages of a pack: a PDF as it is, a picture as a page, Word set anew.

What cannot be made into pages is listed with the reason; the rest of the pack is none the worse.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from portal.documents.files import WORD, kind_words, size_words
from portal.documents.pdf import TypesettingError
from portal.documents.tree import Block
from portal.packs.content import FileContent
from portal.packs.pictures import picture_page
from portal.packs.words import WordError, blocks_of

PDF = "application/pdf"
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}
UNREADABLE = (pikepdf.PdfError, ValueError, TypeError)
"""What pikepdf raises for a file that is no sound PDF."""


@dataclass(frozen=True)
class Prepared:
    """A file as the pack takes it: foreign ``pages`` in a PDF at ``path``; or ``blocks`` that are
    set like everything else; or neither, and ``message`` says why."""

    name: str
    message: str
    pages: int = 0
    path: Path | None = None
    blocks: tuple[Block, ...] = ()


@dataclass
class Preparing:
    """A folder in which files are made ready, one at a time, so that none has to fit in memory."""

    folder: Path
    made: int = 0

    def ready(self, file: FileContent) -> Prepared:
        """One file. Never raises for what is in it."""
        if file.media_type == PDF:
            return self._pdf(file)
        if file.media_type in PICTURES:
            return self._picture(file)
        if file.media_type == WORD:
            return _word(file)
        kind = kind_words(file.media_type)
        return _listed(file, f"{_a(kind)} {kind} file cannot be set as pages.")

    def _pdf(self, file: FileContent) -> Prepared:
        path = self._keep(file.read())
        try:
            with pikepdf.open(path) as opened:
                if opened.is_encrypted:
                    return _listed(file, "It is protected, so that it cannot be put with others.")
                count = len(opened.pages)
        except pikepdf.PasswordError:
            return _listed(file, "It is locked with a password.")
        except UNREADABLE:
            return _listed(file, "It is broken, and cannot be opened.")
        if not count:
            return _listed(file, "It has no pages.")
        return _merged(file, path, count)

    def _picture(self, file: FileContent) -> Prepared:
        try:
            made = picture_page(file.read(), PICTURES[file.media_type], file.name)
        except TypesettingError:
            return _listed(file, "It is broken, and cannot be shown.")
        return _merged(file, self._keep(made), 1)

    def _keep(self, content: bytes) -> Path:
        self.made += 1
        path = self.folder / f"{self.made}.pdf"
        path.write_bytes(content)
        return path


@contextmanager
def preparing() -> Iterator[Preparing]:
    """A folder for the files of one pack, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="portal-pack-") as folder:
        yield Preparing(Path(folder))


def _word(file: FileContent) -> Prepared:
    try:
        blocks = blocks_of(file.read())
    except WordError as error:
        return _listed(file, str(error))
    return Prepared(file.name, "Set anew from the Word file that was attached.", blocks=blocks)


def _merged(file: FileContent, path: Path, count: int) -> Prepared:
    pages = "page that follows is" if count == 1 else f"{count} pages that follow are"
    return Prepared(
        file.name,
        f"The {pages} as attached ({kind_words(file.media_type)}, {size_words(file.size)}). The "
        "portal did not make them, and cannot say whether they can be read aloud.",
        count,
        path,
    )


def _listed(file: FileContent, why: str) -> Prepared:
    return Prepared(
        file.name,
        f"This file ({kind_words(file.media_type)}, {size_words(file.size)}) is not among the "
        f"pages of this pack. {why} Ask the clerk for it.",
    )


def _a(kind: str) -> str:
    return "An" if kind[:1] in "AEIO" else "A"
