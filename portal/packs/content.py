"""What a pack is made of, whatever room it came from: plain values, without a database.

One adapter (``gathering``) makes them of meetings and reports; all else works on these alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from portal.documents.tree import Document

PUBLIC, RESTRICTED, SUPPLEMENTARY, MINUTES = "public", "restricted", "supplementary", "minutes"
TITLES = {
    PUBLIC: "Public agenda pack",
    RESTRICTED: "Restricted pack",
    SUPPLEMENTARY: "Supplementary agenda",
    MINUTES: "Minutes pack",
}
"""What a pack calls itself, by its kind."""


@dataclass(frozen=True)
class Council:
    """A council's members on a body: names as they are printed, a co-chair marked as such."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Front:
    """What the front sheet and the notices say. An empty text is left out, and its heading too."""

    company: str
    body: str
    day: str
    """``Monday 24 June 2019``."""
    starts_at: str
    venue: str
    councils: tuple[Council, ...] = ()
    co_chairs: tuple[str, ...] = ()
    host: str = ""
    """Whose co-chair takes the chair."""
    clerk: str = ""
    telephone: str = ""
    email: str = ""
    remote: str = ""
    filming: str = ""
    speaking: str = ""
    """How the public registers to speak, and until when."""
    formats: str = ""
    inspection: tuple[str, ...] = ()
    disposal: str = ""
    published: str = ""
    late: str = ""
    """Why it is taken although it came too late."""


@dataclass(frozen=True)
class Recommendation:
    """One recommendation as the agenda words it."""

    letter: str
    text: str


@dataclass(frozen=True)
class FileContent:
    """A file attached to a paper; its bytes are read when they are asked for. Size in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class PaperContent:
    """A report with its annexes and the files attached to it, in the order of the pack."""

    document: Document
    annexes: tuple[Document, ...] = ()
    files: tuple[FileContent, ...] = ()


@dataclass(frozen=True)
class Exempt:
    """Why an item is taken in private, in words: paragraphs, public interest, review."""

    paragraphs: str = ""
    public_interest: str = ""
    reviewed_on: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class Line:
    """An item as the agenda prints it, with its papers."""

    item_id: int
    number: int
    title: str
    presenter: str = ""
    part: int = 1
    withdrawn: str = ""
    """Why it was withdrawn; empty for an item that stands."""
    urgent: str = ""
    to_follow: bool = False
    recommendations: tuple[Recommendation, ...] = ()
    papers: tuple[PaperContent, ...] = ()
    exempt: Exempt | None = None
    heading: str = ""
    """What stands above its papers; empty for its number and title."""
    differs: str = ""
    """Where the agenda words a recommendation otherwise than its report, in words."""


@dataclass(frozen=True)
class PackContent:
    """All of one pack. ``first_page`` is the number of its first page of papers where it continues
    another pack; None where it is numbered by itself from 1."""

    kind: str
    front: Front
    lines: tuple[Line, ...]
    made_on: date
    first_page: int | None = None
    adds: str = ""
    """Of a supplementary pack: what it adds, in a sentence."""
    accent: str = field(default="#1f3a5f", metadata={"not_words": True})

    @property
    def title(self) -> str:
        """``Supplementary agenda: Joint committee, Monday 24 June 2019``."""
        return f"{TITLES[self.kind]}: {self.front.body}, {self.front.day}"

    @property
    def restricted(self) -> bool:
        return self.kind == RESTRICTED
