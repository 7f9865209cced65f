"""The registry of section kinds: what an item of a kind is called, and which texts it has.

A section's kind says which records it holds. All of them are items whose texts are revisions, so
that every kind is edited, compared, frozen, exported and imported by the same code. A higher room
registers the kinds whose progress it keeps (actions, measures, risks) in this same registry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Reads = Literal["line", "text", "names", "lines", "refs", "choice", "files"]
Layout = Literal["prose", "priorities", "table"]

PLAN_KINDS = (
    ("business", "Business plan"),
    ("operational", "Operational plan"),
    ("financial", "Financial plan"),
    ("workforce", "Workforce plan"),
    ("team", "Team plan"),
    ("improvement", "Improvement plan"),
    ("delivery", "Delivery plan"),
    ("strategy", "Strategy"),
)
"""The types of plan, as (value, words)."""

LONGEST_LINE, LONGEST_TEXT, LONGEST_WORDING = 500, 8000, 4000


@dataclass(frozen=True)
class Field:
    """One text of an item. Every value is text as written; ``reads`` says how it is read.

    line: one line · text: Markdown · names: several on one line, between semicolons · lines: one
    entry to a line · refs: references of other items, one to a line (``plan#REF`` for those of
    another plan) · choice: one of ``choices``, as (value, words) · files: attached files, one to a
    line (their SHA-256, a space, their name), attached and taken off by themselves.
    """

    name: str
    label: str
    reads: Reads = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    most: int = LONGEST_LINE
    required: str = ""
    """What a person is told who leaves it empty; empty where it may be."""
    called: str = ""
    """How a message names it ("the evidence"), where that is not its label."""
    says_when: bool = False
    """Whether it is a timescale: as written, with what cannot be read of it said beside it."""

    @property
    def in_words(self) -> str:
        """The field in the middle of a sentence: "the title"."""
        return self.called or f"the {self.label[:1].lower()}{self.label[1:]}"

    def words(self, value: str) -> str:
        """A value as it is read: of a choice its words, of files their names, else itself."""
        if self.reads == "files":
            return "\n".join(file.name for file in files_of(value))
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class Kind:
    """A kind of section. ``columns`` are the fields that its table shows, the title first."""

    name: str
    one: str
    many: str
    layout: Layout
    fields: tuple[Field, ...]
    columns: tuple[str, ...] = ()
    has_years: bool = False
    """Whether its items have milestones by plan year, edited after ``years_after``."""
    years_after: str = ""
    code: str = ""
    """What stands before the number in the references of its items: E in KIN-E03."""

    def field(self, name: str) -> Field:
        """One of its fields. Raises KeyError."""
        return {field.name: field for field in self.fields}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in the order of reading."""
        return tuple(field.name for field in self.fields)


class UnknownKindError(LookupError):
    """A section names a kind that no room registered."""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known. A room that keeps more about a kind may register it anew, whole."""
    for kind in kinds:
        _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises UnknownKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(f"No section kind {name!r} is registered.") from None


def kinds() -> Sequence[Kind]:
    """Every kind, in the order of registration."""
    return tuple(_kinds.values())


def refs_of(value: str) -> list[str]:
    """The references that a ``refs`` value names, in order, each once."""
    return list(dict.fromkeys(_parts(value.split("\n"))))


def names_of(value: str) -> list[str]:
    """The names that a ``names`` value lists, in order."""
    return _parts(value.replace("\n", ";").split(";"))


def lines_of(value: str) -> list[str]:
    """The entries of a ``lines`` value, in order."""
    return _parts(value.split("\n"))


@dataclass(frozen=True)
class NamedFile:
    """A file as a text names it: by the digest of its bytes, and by the name readers see."""

    sha256: str
    name: str

    @property
    def line(self) -> str:
        """Its line in a ``files`` value."""
        return f"{self.sha256} {self.name}"


def files_of(value: str) -> list[NamedFile]:
    """The files that a ``files`` value names, in order. What is no such line names none."""
    pairs = (line.partition(" ") for line in lines_of(value))
    return [NamedFile(sha256, name) for sha256, _, name in pairs if len(sha256) == 64 and name]


def _parts(values: Iterable[str]) -> list[str]:
    return [part.strip() for part in values if part.strip()]


def title(label: str = "Title", message: str = "Enter a title.", most: int = 200) -> Field:
    """The field by which an item is named."""
    return Field("title", label, most=most, required=message)


def wording(label: str = "Wording", message: str = "", hint: str = "") -> Field:
    """The main text of an item, as Markdown."""
    return Field("wording", label, "text", hint, most=LONGEST_WORDING, required=message)


LEADS = (
    Field("lead", "Lead posts", "names", "Separate several posts with semicolons."),
    Field("people", "Lead people", "names", "Names, where people and not posts answer for it."),
    Field("organisations", "Other organisations", "names", "Such as Northumbria Police."),
)
"""Who answers for an item: posts, people and other organisations, several of each."""


def text(name: str, label: str, called: str = "") -> Field:
    """A Markdown text that may be empty."""
    return Field(name, label, "text", most=LONGEST_TEXT, called=called)


def refs(name: str, label: str, hint: str = "") -> Field:
    """References of other items."""
    return Field(name, label, "refs", hint or "One reference to a line.", most=LONGEST_WORDING)


def asking(field: Field, hint: str) -> Field:
    """The same field with another hint."""
    return replace(field, hint=hint)
