"""Where the papers of meetings come from: the one place that asks other rooms for them.

A source answers for all items at once, so that a page's number of queries keeps still.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sqlalchemy import select

from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.standing import VERBS
from portal.documents.tree import DEEPEST, Block, Heading, Paragraph, Run, Wide
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.meetings.queries import AgendaView, ItemView
from portal.papers import queries as papers
from portal.papers import tree
from portal.papers.queries import Place
from portal.reading.passages import DIGITS, Passage, passages
from tenants import paper_readers
from tenants.models import Body
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
    path: str = ""
    """The page of the report with its files, below the company's address; empty for none."""
    files: int = 0
    """How many files are attached to it."""


@dataclass(frozen=True)
class PackItem:
    """An item of the agenda with its paper, as far as the reader may read it."""

    view: ItemView
    paper: Paper = field(default_factory=Paper)
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
    """The pack of one meeting for this reader. ``part_two`` False leaves out the papers that are
    read while the public is excluded, whoever asks."""
    return packs_of(scope, [meeting], part_two=part_two)[0]


def packs_of(scope: Scope, meetings: Sequence[Meeting], *, part_two: bool = True) -> list[Pack]:
    """The packs of these meetings for this reader: ten queries at most, however many there are.

    Papers of Part II are among them where she is one of their readers (``paper_readers``).
    """
    views = _views(scope, meetings)
    items = [each.item for view in views for each in view.items if each.item.state == "listed"]
    if part_two:
        paper_readers.admit(scope, [item.id for item in items if item.part == 2])
    wanted = [item for item in items if part_two or item.part == 1]
    found = {**_matter_papers(scope, wanted), **_reports(scope, views, wanted)}
    return [Pack(view, [_item(each, found) for each in view.items]) for view in views]


def _item(view: ItemView, found: Mapping[int, Paper]) -> PackItem:
    paper = found.get(view.item.id, Paper())
    return PackItem(view, paper, passages(lowered(paper.blocks, BELOW_ITEM)))


def lowered(blocks: Iterable[Block], by: int) -> Iterator[Block]:
    """Blocks whose headings stand so many levels lower."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + by, DEEPEST))
        elif isinstance(block, Wide):
            yield Wide(tuple(lowered(block.blocks, by)))
        else:
            yield block


def _views(scope: Scope, meetings: Sequence[Meeting]) -> list[AgendaView]:
    """The agendas of several meetings, without what stands behind their items: three queries."""
    ids = [meeting.id for meeting in meetings]
    places: dict[int, tuple[Sitting, Body]] = {
        row[0]: (row[1], row[2])
        for row in scope.session.execute(
            select(Meeting.id, Sitting, Body)
            .join(Sitting, Sitting.id == Meeting.sitting_id)
            .join(Body, Body.id == Meeting.body_id)
            .where(Meeting.id.in_(ids))
        )
    }
    agendas, items = defaultdict[int, list[Agenda]](list), defaultdict[int, list[AgendaItem]](list)
    published = select(Agenda).where(Agenda.meeting_id.in_(ids)).order_by(Agenda.sequence)
    for agenda in scope.session.scalars(published):
        agendas[agenda.meeting_id].append(agenda)
    listed = select(AgendaItem).where(AgendaItem.meeting_id.in_(ids), AgendaItem.state != "removed")
    for item in scope.session.scalars(listed.order_by(AgendaItem.part, AgendaItem.position)):
        items[item.meeting_id].append(item)
    return [
        AgendaView(
            meeting,
            *places[meeting.id],
            [_item_view(item, agendas[meeting.id]) for item in items[meeting.id]],
            agendas[meeting.id],
        )
        for meeting in meetings
    ]


def _item_view(item: AgendaItem, agendas: Sequence[Agenda]) -> ItemView:
    first = next((each for each in agendas if each.id == item.agenda_id), None)
    later = (a for a in agendas if first and a.sequence > first.sequence and item.number in a.adds)
    return ItemView(item, first, next(later, None) if item.to_follow else None, None)


def _reports(
    scope: Scope, views: Sequence[AgendaView], items: Sequence[AgendaItem]
) -> dict[int, Paper]:
    """The published reports to these items, from what was frozen: one query."""
    wanted = {item.id for item in items}
    places = {
        view.meeting.id: Place(view.body.name, view.sitting.title, view.sitting.on_day)
        for view in views
    }
    reports = papers.reports_of(scope, list(places))
    found = {}
    for report in reports:
        if report.state != "published" or report.item_id not in wanted:
            continue
        held = papers.shown(scope, report)
        document = tree.as_document(held, papers.frame_of(scope, report, places[report.meeting_id]))
        blocks = list(document.blocks)
        for annex in held.annexes:
            blocks += [Heading(1, annex.name), *lowered(annex.blocks, 1)]
        found[report.item_id] = Paper(
            tuple(blocks),
            _asks(each.verb for each in held.recommendations),
            f"reports/{report.item_id}/",
            len(held.files),
        )
    return found


def _matter_papers(scope: Scope, items: Sequence[AgendaItem]) -> dict[int, Paper]:
    """The papers of items that a matter stands behind: what was submitted with it. Two queries."""
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
    found = {
        row.id: Paper(
            tuple(_of_matter(row.front_sheet, row.report, lettered.get(row.id, []))),
            _asks(each.verb for each in lettered.get(row.id, [])),
        )
        for row in matters
    }
    return {item.id: found[item.matter_id] for item in items if item.matter_id in found}


def _of_matter(front_sheet: str, report: str, asked: Sequence[Any]) -> Iterator[Block]:
    if asked:
        yield Heading(1, "Recommendations")
        yield from (_recommendation(each) for each in asked)
    for heading, text in (("On the front sheet", front_sheet), ("Report", report)):
        if text.strip():
            yield Heading(1, heading)
            yield from (Paragraph((Run(line),)) for line in text.split("\n") if line.strip())


def _recommendation(row: Any) -> Paragraph:
    verb = Run(f"({row.letter}) {VERBS[row.verb]}: ", strong=True)
    return Paragraph((verb, Run(row.text)))


def _asks(verbs: Iterable[str]) -> str:
    """One recommendation that asks for more than to be noted makes it a decision."""
    found = {verb for verb in verbs if verb}
    if not found:
        return ""
    return NOTE if found == {"note"} else DECIDE
