"""The shapes of the demonstration's plans: covers, sections, and what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

SHARED = "shared"
"""The area of what a whole company shares; the other areas are its councils' slugs."""


@dataclass(frozen=True)
class Milestone:
    """A step in the plan year that begins in April of ``year``."""

    key: str
    year: int
    words: str
    due: date | None


@dataclass(frozen=True)
class Links:
    """What a priority hangs on: references of other items, organisations and plans that help.

    A reference to an item of another plan is written ``plan#REF``.
    """

    organisations: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    evidence_refs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Priority:
    """A priority as the plan prints it; ``evidence`` is Markdown, ``leads`` are posts.

    ``where`` says in which file it stands.
    """

    ref: str
    title: str
    theme: str
    wording: str
    outcome: str
    evidence: str
    success_measure: str
    leads: tuple[str, ...]
    links: Links
    milestones: tuple[Milestone, ...]
    where: str

    @property
    def texts(self) -> Mapping[str, str]:
        """Its texts by name, as the kind ``priorities`` names and writes them."""
        return {
            "title": self.title,
            "theme": self.theme,
            "wording": self.wording,
            "outcome": self.outcome,
            "evidence": self.evidence,
            "success_measure": self.success_measure,
            "lead": "; ".join(self.leads),
            "organisations": "; ".join(self.links.organisations),
            "serves": "\n".join(self.links.serves),
            "evidence_refs": "\n".join(self.links.evidence_refs),
            "measures": "\n".join(self.links.measures),
            "supporting": "\n".join(self.links.supporting),
        }


@dataclass(frozen=True)
class Item:
    """What stands in a section of any other kind: the kind's texts by name, as they are stored."""

    ref: str
    texts: Mapping[str, str]
    where: str


@dataclass(frozen=True)
class Section:
    """A section: ``text`` (Markdown) where it is a narrative, ``priorities``, or ``items``."""

    letter: str
    title: str
    kind: str
    area: str
    under: str
    text: str | None = None
    priorities: tuple[Priority, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def written(self) -> Iterator[Item | Priority]:
        """What stands in it, in order; a narrative's one passage is called by its letter."""
        if self.text is not None:
            texts = {"title": self.title, "wording": self.text}
            yield Item(self.letter, texts, f"section {self.letter}")
        yield from self.priorities
        yield from self.items


@dataclass(frozen=True)
class Cover:
    """How a plan stands among others: addresses of plans, the slug of a body, an area's slug."""

    parent: str | None = None
    follows: str | None = None
    lineage: str = ""
    owner: str | None = None
    covers: str = "company"
    area: str = SHARED
    service: str = ""


@dataclass(frozen=True)
class Plan:
    """A plan of ``years`` plan years (April to March), the first beginning in ``first_year``.

    ``released`` are the areas whose draft the commissioners have been shown; what is not among
    them is still the editors' alone.
    """

    company: str
    slug: str
    title: str
    kind: str
    first_year: int
    years: int
    cover: Cover
    released: tuple[str, ...]
    sections: tuple[Section, ...] = field(repr=False)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """The priorities of all sections, in the plan's order."""
        return tuple(priority for section in self.sections for priority in section.priorities)

    @property
    def written(self) -> Iterator[tuple[Section, Item | Priority]]:
        """Everything that stands in it, with its section, in the plan's order."""
        for section in self.sections:
            for item in section.written:
                yield section, item
