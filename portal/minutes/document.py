"""Minutes as a document: one tree, from which page, PDF and Word file are made. No I/O."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.documents.markdown import blocks_of
from portal.documents.tree import Block, Document, Heading, List, Paragraph, Run
from portal.kit.words import date_words
from portal.minutes.drafting import draft
from portal.minutes.facts import Facts


class Passage(Protocol):
    """A part of the minutes, drafted or as it stands."""

    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def part(self) -> int: ...


@dataclass(frozen=True)
class Head:
    """What stands above minutes: whose meeting, when and where, and how far they have come."""

    company: str
    body: str
    on_day: date
    starts_at: str
    venue: str
    state: str
    """ "Draft minutes, to be confirmed at the next meeting"."""
    accent: str = "#1f3a5f"
    signed: str = ""
    """Who signed them, when, with the digest."""
    amendments: Sequence[str] = ()
    """What the confirming meeting amended, in words."""


DRAFT = "Draft minutes, to be confirmed at the next meeting"


def head_of(facts: Facts, state: str = DRAFT) -> Head:
    """The head of minutes that are drafted from these facts."""
    return Head(
        facts.company,
        facts.body,
        facts.on_day,
        facts.starts_at,
        facts.venue,
        state,
        facts.accent,
    )


def draft_document(facts: Facts, part: int = 1) -> Document:
    """The minutes as they follow from what was recorded: of Part I, or those kept apart."""
    return as_document(head_of(facts), draft(facts), part)


def as_document(head: Head, passages: Iterable[Passage], part: int = 1) -> Document:
    """Minutes of one part: Part II stands apart, and is never in the document of Part I.

    Raises ValueError for a heading without words.
    """
    held = [passage for passage in passages if passage.part == part]
    day = date_words(head.on_day)
    what = "Minutes" if part == 1 else "Exempt minutes"
    return Document(
        title=f"{what}: {head.body}, {day}",
        owner=head.company,
        made_on=head.on_day,
        blocks=tuple(_blocks(head, held)),
        facts=(head.state, f"{head.body}, {day}, {head.starts_at}", head.venue),
        head=f"{head.company}: {what.lower()}",
        foot=f"{head.body}, {day}",
        subject=f"{what} of {head.body}, {day}. {head.state}.",
        accent=head.accent,
        contents=False,
    )


def _blocks(head: Head, passages: Sequence[Passage]) -> Iterator[Block]:
    for passage in passages:
        yield Heading(1, passage.heading)
        yield from blocks_of(passage.text, 2)
    if head.amendments:
        yield Heading(1, "Amended when they were confirmed")
        yield List(tuple((Paragraph((Run(words),)),) for words in head.amendments))
    if head.signed:
        yield Heading(1, "Signed as a correct record")
        yield Paragraph((Run(head.signed),))
