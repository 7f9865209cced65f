"""What an item says, as a value: the part of a plan that is versioned and digested."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.kit import digests

FIELDS = (
    "title",
    "wording",
    "outcome",
    "evidence",
    "success_measure",
    "lead",
    "theme",
)
"""The text fields of an item, in the order they are read and edited."""


@dataclass(frozen=True)
class Milestone:
    """A step due in one plan year (which begins in April of ``year``), with a stable key."""

    key: str
    year: int
    text: str
    due: date | None = None

    def as_json(self) -> dict[str, Any]:
        """JSON with the due date as an ISO date."""
        return {**asdict(self), "due": self.due.isoformat() if self.due else None}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Milestone":
        """The reverse of ``as_json``."""
        due = value.get("due")
        return cls(
            value["key"], value["year"], value["text"], date.fromisoformat(due) if due else None
        )


@dataclass(frozen=True)
class Content:
    """The words of a priority; a passage uses only title and wording (Markdown)."""

    title: str
    wording: str
    outcome: str = ""
    evidence: str = ""
    success_measure: str = ""
    lead: str = ""
    theme: str = ""
    milestones: tuple[Milestone, ...] = ()

    def canonical(self) -> dict[str, Any]:
        """What is frozen: every word and milestone, nothing of who or when."""
        texts = {name: getattr(self, name) for name in FIELDS}
        return {**texts, "milestones": [m.as_json() for m in self.milestones]}

    def digest(self) -> str:
        """SHA-256 over the canonical JSON."""
        return digests.digest(self.canonical())

    def with_texts(self, texts: dict[str, str]) -> "Content":
        """The same content with some text fields replaced."""
        kept = {name: texts.get(name, getattr(self, name)) for name in FIELDS}
        return Content(**kept, milestones=self.milestones)


@dataclass(frozen=True)
class ClashField:
    """One field of two edits made from the same text: which words each editor wrote."""

    name: str
    base: str
    theirs: str
    mine: str

    @property
    def both_changed(self) -> bool:
        """Whether a person must choose, since both changed it and not to the same words."""
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    @property
    def settled(self) -> str:
        """Mine where I changed it, otherwise theirs: nobody's change is dropped unseen."""
        return self.theirs if self.mine == self.base else self.mine


def clash(base: Content, theirs: Content, mine: Content) -> list[ClashField]:
    """The fields that differ between two edits made from ``base``."""
    fields = [
        ClashField(name, getattr(base, name), getattr(theirs, name), getattr(mine, name))
        for name in FIELDS
    ]
    return [field for field in fields if field.mine != field.theirs]


def section_leaf(letter: str, title: str, kind: str, area: str, leaves: Sequence[str]) -> str:
    """The digest of one frozen section: its heading and the Merkle root over what it holds."""
    return digests.digest(
        {
            "letter": letter,
            "title": title,
            "kind": kind,
            "area": area,
            "root": digests.merkle_root(leaves),
        }
    )


def version_digest(plan: str, number: int, section_leaves: Sequence[str]) -> str:
    """The digest of a frozen version: the Merkle root over its sections, under plan and number."""
    return digests.digest(
        {"plan": plan, "version": number, "sections": digests.merkle_root(section_leaves)}
    )
