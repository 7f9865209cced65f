"""What the pages of reading show: items with their passages, notes in their places, what is new."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.documents.tree import Block
from portal.kit.words import date_words, plural, weekday_date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.reading import queries
from portal.reading.anchors import Anchor, Found, Manner, locate
from portal.reading.changes import NONE, Change, since
from portal.reading.models import PaperNote
from portal.reading.notes import anchor_of
from portal.reading.passages import Passage, Span, marked
from portal.reading.queries import Mark, Mine
from portal.reading.sources import DECIDE, NOTE, Pack, PackItem, pack_of, packs_of
from tenants.clock import civil_day
from tenants.scope import Scope

ASKS = {DECIDE: "To decide", NOTE: "To note"}
GONE_WORDS = "These words are not in the papers any more."
REWORDED_WORDS = "The words around it have changed."


@dataclass(frozen=True)
class NoteShown:
    """A note where it belongs; ``manner`` says how its words were found."""

    id: int
    words: str
    quote: str
    manner: Manner
    about: str
    """The words it is about, or the beginning of its passage."""

    @property
    def remark(self) -> str:
        """What became of the words it is about; empty where they stand as they stood."""
        return {Manner.GONE: GONE_WORDS, Manner.REWORDED: REWORDED_WORDS}.get(self.manner, "")


@dataclass(frozen=True)
class PassageShown:
    """A passage with the reader's marks in it and her notes beside it."""

    passage: Passage
    block: Block
    new: bool
    notes: Sequence[NoteShown] = ()

    @property
    def number(self) -> int:
        return self.passage.number


@dataclass(frozen=True)
class ItemShown:
    """An item of the agenda as the reader reads it."""

    of: PackItem
    passages: Sequence[PassageShown]
    mark: Mark | None
    change: Change
    lost: Sequence[NoteShown] = ()
    """Her notes whose words are gone."""

    @property
    def item(self) -> AgendaItem:
        return self.of.item

    @property
    def number(self) -> int:
        return self.item.number

    @property
    def asks(self) -> str:
        return ASKS.get(self.of.paper.asks, "")

    @property
    def notes(self) -> int:
        """How many notes and highlights of hers there are."""
        return sum(len(passage.notes) for passage in self.passages) + len(self.lost)

    @property
    def expects_paper(self) -> bool:
        """Whether somebody may look for a paper here: standing items have none."""
        return self.item.kind in queries.WITH_PAPERS or self.of.view.awaited

    @property
    def first_new(self) -> int:
        """The number of the first passage that is new since she read it; 1 where none is."""
        return min(self.change.new, default=1)

    @property
    def state(self) -> str:
        """none, unread, changed or read."""
        if not self.of.to_read:
            return "none"
        if self.mark is None:
            return "unread"
        return "changed" if self.change else "read"

    @property
    def state_words(self) -> str:
        """What there is to do about it, in words; empty for nothing."""
        if self.state == "none" or self.mark is None:
            return "" if self.state == "none" else "Not read yet"
        if self.state == "changed":
            return f"Changed since you read it: {self.change.words}"
        return f"Read on {date_words(civil_day(self.mark.read_at))}"


@dataclass(frozen=True)
class Reader:
    """The whole reader: the pack, item by item."""

    pack: Pack
    items: Sequence[ItemShown] = field(default_factory=list)

    @property
    def title(self) -> str:
        return title_of(self.pack)

    @property
    def to_read(self) -> list[ItemShown]:
        """The items that there is something to read for."""
        return [each for each in self.items if each.of.to_read]

    @property
    def left(self) -> list[ItemShown]:
        """Those of them that are not read, or changed since."""
        return [each for each in self.to_read if each.state in ("unread", "changed")]

    @property
    def part_two(self) -> list[ItemShown]:
        """The items of Part II that the reader has papers of."""
        return [each for each in self.to_read if each.item.part == 2]

    @property
    def holds_part_two(self) -> bool:
        """Whether exempt or confidential words stand on this page."""
        return bool(self.part_two)

    @property
    def sentence(self) -> str:
        """How far she has come."""
        return progress_words(self.to_read)


@dataclass(frozen=True)
class Listed:
    """A meeting among the reader's papers."""

    mine: Mine
    reader: Reader


def title_of(pack: Pack) -> str:
    """ "Joint committee, 24 June 2019"."""
    return f"{pack.view.sitting.title}, {date_words(pack.view.sitting.on_day)}"


def facts_of(pack: Pack) -> list[str]:
    """The grey line of facts below the title."""
    sitting = pack.view.sitting
    facts = [pack.view.body.name, weekday_date_words(sitting.on_day), sitting.starts_at]
    return [each for each in (*facts, sitting.venue) if each]


def progress_words(items: Sequence[ItemShown]) -> str:
    """ "You have read 2 of 5 items. One has changed since."."""
    if not items:
        return "There are no papers to read yet."
    read = sum(each.state in ("read", "changed") for each in items)
    changed = sum(each.state == "changed" for each in items)
    said = f"You have read {read} of {plural(len(items), 'item')}."
    if changed:
        said += f" {changed} {'has' if changed == 1 else 'have'} changed since."
    return said


def reader_of(scope: Scope, meeting: Meeting, *, part_two: bool = True) -> Reader:
    """The reader's own view of a meeting's pack. ``part_two`` False leaves those papers out."""
    pack = pack_of(scope, meeting, part_two=part_two)
    notes = _by_item(queries.notes_of(scope, meeting))
    return shown(pack, notes, queries.marks_of(scope, [meeting.id]))


def shown(
    pack: Pack, notes: Mapping[int, Sequence[PaperNote]], marks: Mapping[int, Mark]
) -> Reader:
    """The pack with notes and marks in their places."""
    items = [
        item_shown(each, notes.get(each.item.id, ()), marks.get(each.item.id))
        for each in pack.items
    ]
    return Reader(pack, items)


def item_shown(item: PackItem, notes: Sequence[PaperNote], mark: Mark | None) -> ItemShown:
    """One item with its notes and what is new in it since it was read."""
    change = since(mark.seen, item.digests) if mark else NONE
    spans: dict[int, list[Span]] = defaultdict(list)
    beside: dict[int, list[NoteShown]] = defaultdict(list)
    lost = []
    for note in notes:
        held = anchor_of(note)
        found = locate(held, item.passages)
        there = _note(note, held, found)
        if found.number is None:
            lost.append(there)
            continue
        beside[found.number].append(there)
        if found.end > found.start:
            spans[found.number].append(Span(found.start, found.end, note.id))
    passages = [
        PassageShown(
            passage,
            marked(passage, spans[passage.number]),
            passage.number in change.new,
            beside[passage.number],
        )
        for passage in item.passages
    ]
    return ItemShown(item, passages, mark, change, lost)


def my_papers(scope: Scope) -> list[Listed]:
    """The meetings that the reader sits in, with what to read for each."""
    mine = queries.my_meetings(scope)
    if not mine:
        return []
    meetings = [each.meeting for each in mine]
    marks = queries.marks_of(scope, [each.id for each in meetings])
    packs = packs_of(scope, meetings)
    return [Listed(each, shown(pack, {}, marks)) for each, pack in zip(mine, packs, strict=True)]


def _note(note: PaperNote, held: Anchor, found: Found) -> NoteShown:
    return NoteShown(note.id, note.words, note.quote, found.manner, held.words)


def _by_item(notes: Sequence[PaperNote]) -> dict[int, list[PaperNote]]:
    found: dict[int, list[PaperNote]] = defaultdict(list)
    for note in notes:
        found[note.item_id].append(note)
    return found
