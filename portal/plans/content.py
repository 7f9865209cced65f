"""What an item says, as a value: the part of a plan that is versioned and digested."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
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
"""The texts that have a column of their own; an item's kind may give it others (``details``)."""


@dataclass(frozen=True)
class Milestone:
    """A step due in one plan year (which begins in April of ``year``), with a stable key.

    ``written`` is how the due date was written, where not as we write dates ("30/06/2019");
    ``carried`` the plan year for which it was planned first, where it was not done by its end.
    """

    key: str
    year: int
    text: str
    due: date | None = None
    written: str = ""
    carried: int | None = None

    def as_json(self) -> dict[str, Any]:
        """JSON with the due date as an ISO date; of the last two only what is said."""
        said = {**asdict(self), "due": self.due.isoformat() if self.due else None}
        if not self.written:
            del said["written"]
        if self.carried is None:
            del said["carried"]
        return said

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Milestone":
        """The reverse of ``as_json``."""
        due = value.get("due")
        return cls(
            value["key"],
            value["year"],
            value["text"],
            date.fromisoformat(due) if due else None,
            value.get("written", ""),
            value.get("carried"),
        )


@dataclass(frozen=True)
class Content:
    """The words of an item: those with a column of their own, its kind's others, its milestones.

    ``details`` has no empty text: a text that is not there is empty.
    """

    title: str
    wording: str
    outcome: str = ""
    evidence: str = ""
    success_measure: str = ""
    lead: str = ""
    theme: str = ""
    milestones: tuple[Milestone, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let go of empty details, so that equal contents are equal."""
        kept = {name: value for name, value in self.details.items() if value}
        object.__setattr__(self, "details", kept)

    def text(self, name: str) -> str:
        """The text of this name; empty where there is none."""
        return str(getattr(self, name)) if name in FIELDS else self.details.get(name, "")

    def canonical(self) -> dict[str, Any]:
        """What is frozen: every word and milestone, nothing of who or when.

        Details stand in it only where there are any: a text from before there were details keeps
        its digest.
        """
        texts: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        texts["milestones"] = [m.as_json() for m in self.milestones]
        return {**texts, "details": dict(self.details)} if self.details else texts

    def digest(self) -> str:
        """SHA-256 over the canonical JSON."""
        return digests.digest(self.canonical())

    def with_texts(self, texts: Mapping[str, str]) -> "Content":
        """The same content with some texts replaced; a name without a column is a detail."""
        kept = {name: texts.get(name, getattr(self, name)) for name in FIELDS}
        others = {name: value for name, value in texts.items() if name not in FIELDS}
        details = {**self.details, **others}
        return Content(**kept, milestones=self.milestones, details=details)

    @classmethod
    def of(cls, texts: Mapping[str, str], milestones: Iterable[Milestone] = ()) -> "Content":
        """A content of these texts, by name. A title and a wording left out are empty."""
        return cls("", "", milestones=tuple(milestones)).with_texts(texts)


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
    names = [*FIELDS, *sorted({*base.details, *theirs.details, *mine.details})]
    fields = [
        ClashField(name, base.text(name), theirs.text(name), mine.text(name)) for name in names
    ]
    return [field for field in fields if field.mine != field.theirs]


SCHEME = 3
"""How versions are digested today. Those frozen under scheme 1 or 2 keep it, and their digests."""


@dataclass(frozen=True)
class Heading:
    """What is frozen of a section besides its items. ``under`` is what it stands under, if any."""

    letter: str
    title: str
    kind: str
    area: str
    under: str = ""

    def leaf(self, items: Sequence[tuple[str, str]], scheme: int = SCHEME) -> str:
        """The digest of the section: its heading and the Merkle root over its items.

        ``items`` are references and digests of contents, in order. Scheme 1 knew neither what a
        section stands under nor the items' references.
        """
        said = asdict(self)
        leaves = [digests.section_leaf(ref, digest) for ref, digest in items]
        if scheme == 1:
            del said["under"]
            leaves = [digest for _, digest in items]
        return digests.digest({**said, "root": digests.merkle_root(leaves)})


@dataclass(frozen=True)
class Cover:
    """What is frozen of a plan besides its sections; ``years`` from April of ``first_year``."""

    title: str
    first_year: int
    years: int


def version_digest(
    plan: str, number: int, cover: Cover, section_leaves: Sequence[str], scheme: int = SCHEME
) -> str:
    """The digest of a frozen version: the Merkle root over its sections, under plan and number.

    Schemes 1 and 2 did not know the cover.
    """
    said: dict[str, Any] = {
        "plan": plan,
        "version": number,
        "sections": digests.merkle_root(section_leaves),
    }
    return digests.digest(said if scheme < 3 else {**said, **asdict(cover)})
