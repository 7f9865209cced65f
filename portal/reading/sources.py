"""Where the papers of a meeting come from: the one place that asks other rooms for them.

A source answers for all items at once, so that a page's number of queries keeps still.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation
from portal.decisions.standing import VERBS
from portal.documents.tree import DEEPEST, Block, Heading, Paragraph, Run
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import AgendaView, ItemView
from portal.reading.passages import DIGITS, Passage, passages
from tenants.scope import Scope

BELOW_ITEM = 1
"""Levels by which a paper's headings stand below the heading of its item."""
DECIDE, NOTE = "decide", "note"


@dataclass(frozen=True)
class Paper:
    """What there is to read for one item, and what it asks of the body."""

    blocks: tuple[Block, ...] = ()
    asks: str = ""
    """decide, note, or nothing where the paper does not say."""


@dataclass(frozen=True)
class PackItem:
    """An item of the agenda with its paper, as far as the reader may read it."""

    view: ItemView
    asks: str = ""
    passages: tuple[Passage, ...] = ()

    @property
    def item(self) -> AgendaItem:
        return self.view.item

    @property
    def digests(self) -> list[str]:
        """Of its passages, in their order: what a mark of reading holds."""
        return [passage.digest for passage in self.passages]

    @property
    def digest(self) -> str:
        """Of the whole paper: what a reader had before her when she says that she has read it."""
        return hashlib.sha256(" ".join(self.digests).encode()).hexdigest()[:DIGITS]

    @property
    def to_read(self) -> bool:
        """Whether there is anything to read for it."""
        return bool(self.passages) and self.item.state == "listed"


@dataclass(frozen=True)
class Pack:
    """The agenda of a meeting, and its papers by item in the agenda's order."""

    view: AgendaView
    items: Sequence[PackItem] = field(default_factory=list)

    @property
    def meeting(self) -> Meeting:
        return self.view.meeting

    def of(self, item_id: int) -> PackItem | None:
        """The item of this id."""
        return next((each for each in self.items if each.item.id == item_id), None)


def pack_of(scope: Scope, meeting: Meeting, *, part_two: bool = True) -> Pack:
    """The pack of a meeting for this reader: seven queries. ``part_two`` False leaves out the
    papers that are read while the public is excluded, whoever asks."""
    view = meetings.agenda_of(scope, meeting)
    wanted = [each.item for each in view.items if part_two or each.item.part == 1]
    papers = _papers(scope, [item for item in wanted if item.state == "listed"])
    return Pack(view, [_item(each, papers.get(each.item.id, Paper())) for each in view.items])


def _item(view: ItemView, paper: Paper) -> PackItem:
    return PackItem(view, paper.asks, passages(_lowered(paper.blocks)))


def _lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The paper's headings, below that of its item."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + BELOW_ITEM, DEEPEST))
        else:
            yield block


def _papers(scope: Scope, items: Sequence[AgendaItem]) -> Mapping[int, Paper]:
    """The papers of these items, by the item's id."""
    return matter_papers(scope, items)


def matter_papers(scope: Scope, items: Sequence[AgendaItem]) -> dict[int, Paper]:
    """The papers of items that a matter stands behind: what was submitted with it."""
    ids = [item.matter_id for item in items if item.matter_id is not None]
    if not ids:
        return {}
    matters = scope.session.execute(
        select(Matter.id, Matter.front_sheet, Matter.report).where(Matter.id.in_(ids))
    )
    asked = scope.session.execute(
        select(
            Recommendation.matter_id,
            Recommendation.letter,
            Recommendation.verb,
            Recommendation.text,
        )
        .where(Recommendation.matter_id.in_(ids))
        .order_by(Recommendation.matter_id, Recommendation.letter)
    ).all()
    lettered = {key: list(rows) for key, rows in groupby(asked, key=lambda row: row.matter_id)}
    papers = {
        row.id: Paper(
            tuple(_of_matter(row.front_sheet, row.report, lettered.get(row.id, []))),
            _asks(each.verb for each in lettered.get(row.id, [])),
        )
        for row in matters
    }
    return {item.id: papers[item.matter_id] for item in items if item.matter_id in papers}


def _of_matter(front_sheet: str, report: str, asked: Sequence[object]) -> Iterator[Block]:
    if asked:
        yield Heading(1, "Recommendations")
        yield from (_recommendation(each) for each in asked)
    for heading, text in (("On the front sheet", front_sheet), ("Report", report)):
        if text.strip():
            yield Heading(1, heading)
            yield from (Paragraph((Run(line),)) for line in text.split("\n") if line.strip())


def _recommendation(row: object) -> Paragraph:
    letter, verb, text = (getattr(row, name) for name in ("letter", "verb", "text"))
    return Paragraph((Run(f"({letter}) {VERBS[verb]}: ", strong=True), Run(text)))


def _asks(verbs: Iterable[str]) -> str:
    """One recommendation that asks for more than to be noted makes it a decision."""
    found = set(verbs)
    if not found:
        return ""
    return NOTE if found == {"note"} else DECIDE
