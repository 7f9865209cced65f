"""The files that a plan can be taken along in, each with all that one reader reads of it."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from threading import Lock

from portal.documents.pdf import render_pdf
from portal.documents.word import render_word
from portal.plans.outside import as_json, as_markdown, table
from portal.plans.outside.document import as_document
from portal.plans.outside.whole import WholePlan

Write = Callable[[WholePlan], bytes]
MOST_KEPT = 64 * 1024 * 1024
"""Bytes of files that a process keeps."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class FileFormat:
    """A kind of file: its ending, its media type, what people call it, and who writes it."""

    ending: str
    media_type: str
    words: str
    write: Write
    slow: bool = False
    """Whether a large plan takes seconds: such a file is kept for who asks next."""


def _pdf(plan: WholePlan) -> bytes:
    return render_pdf(as_document(plan))


def _word(plan: WholePlan) -> bytes:
    return render_word(as_document(plan))


FORMATS = {
    made.ending: made
    for made in (
        FileFormat("pdf", "application/pdf", "PDF", _pdf, slow=True),
        FileFormat("docx", WORD, "Word", _word, slow=True),
        FileFormat("csv", "text/csv; charset=utf-8; header=present", "CSV", table.write),
        FileFormat("json", "application/json", "JSON", as_json.write),
        FileFormat("md", "text/markdown; charset=utf-8", "Markdown", as_markdown.write),
    )
}
"""What a plan can be downloaded as, by ending; it is a page too."""


@dataclass
class Shelf:
    """Files kept by the digest of what is read in them, the oldest thrown away when there are too
    many. Whoever has the key has read all that the file says, so that no reader gets another's."""

    most: int
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _making: dict[str, Lock] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The file of this key; made once, however many ask at the same time."""
        with self._lock:
            turn = self._making.setdefault(key, Lock())
        try:
            with turn:
                found = self._kept.get(key)
                if found is None:
                    found = make()
                    self._put(key, found)
        finally:
            with self._lock:
                self._making.pop(key, None)
        return found

    def _put(self, key: str, made: bytes) -> None:
        with self._lock:
            self._kept[key] = made
            while sum(map(len, self._kept.values())) > self.most and len(self._kept) > 1:
                self._kept.popitem(last=False)


SHELF = Shelf(MOST_KEPT)


def write(plan: WholePlan, form: FileFormat) -> bytes:
    """The plan in a format."""
    if not form.slow:
        return form.write(plan)
    return SHELF.get(key_of(plan, form), lambda: form.write(plan))


def key_of(plan: WholePlan, form: FileFormat) -> str:
    """A digest of everything that a file of this plan says; texts by their own digests."""
    sections = [
        [
            *(section.letter, section.title, section.kind, section.area, section.area_name),
            *(section.under, section.text, section.shared, section.of_company),
            [[item.ref, item.revision, item.digest] for item in section.items],
        ]
        for section in plan.sections
    ]
    frame = [plan.company, *plan.facts, plan.warning, plan.version, plan.version_digest]
    said = [form.ending, asdict(plan.cover), frame, plan.accent, plan.read_on.isoformat(), sections]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def find(ending: str) -> FileFormat | None:
    """The format of this ending."""
    return FORMATS.get(ending)
