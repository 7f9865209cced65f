"""The demonstration's notes on papers: what a member read, highlighted and asked herself."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.timeline import PUBLISH, Step
from portal.meetings import queries as meetings
from portal.reading import notes, service, sources
from portal.reading.anchors import anchor
from portal.reading.notes import Written
from portal.reading.sources import Pack, PackItem
from tenants import service as tenancy
from tenants.models import Person
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
READ = PUBLISH + 5
"""Papers are read once they are published."""


@dataclass(frozen=True)
class Note:
    """A note on words of an item's paper; a highlight where it says nothing."""

    item: int
    quote: str
    words: str


@dataclass(frozen=True)
class Kept:
    """What one member keeps beside the papers of one meeting; ``read`` are numbers of items."""

    by: str
    sitting: str
    day: date
    read: tuple[int, ...]
    notes: tuple[Note, ...]


def steps(session: Session, company: str) -> list[Step]:
    """Every member's reading on its day. Raises ContentError for a file that cannot be."""
    if not (FOLDER / company / "notes.toml").exists():
        return []
    found = read_file(FOLDER, f"{company}/notes.toml", _all_kept)
    return [Step(kept.day, READ, partial(_read, session, company, kept)) for kept in found]


def _read(session: Session, company: str, kept: Kept) -> None:
    scope = _as_person(session, company, kept.by)
    meeting = meetings.meeting_by_slug(scope, kept.sitting)
    if meeting is None:
        raise LookupError(f"There is no meeting {kept.sitting}.")
    service.note_opened(scope, meeting)
    pack = sources.pack_of(scope, meeting)
    for number in kept.read:
        there = _item(pack, number)
        service.mark_read(scope, there.item, there.digests)
    for note in kept.notes:
        _keep(scope, _item(pack, note.item), note)
    session.flush()


def _keep(scope: Scope, there: PackItem, note: Note) -> None:
    held = (anchor(passage, note.quote) for passage in there.passages)
    found = next((each for each in held if each is not None), None)
    if found is None:
        raise LookupError(f"The paper of item {note.item} does not say “{note.quote}”.")
    notes.keep(scope, there.item, Written(note.words, found))


def _item(pack: Pack, number: int) -> PackItem:
    found = next((each for each in pack.items if each.item.number == number), None)
    if found is None or not found.to_read:
        raise LookupError(f"There is nothing to read for item {number}.")
    return found


def _as_person(session: Session, company: str, email: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, company)
    person = operator.session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, company, person)


def _all_kept(table: Table) -> tuple[Kept, ...]:
    table.text("company")
    return table.each("kept", _kept)


def _kept(table: Table) -> Kept:
    return Kept(
        table.text("by"),
        table.text("sitting"),
        table.day("day"),
        table.numbers("read"),
        table.each("note", _note),
    )


def _note(table: Table) -> Note:
    return Note(table.number("item"), table.text("quote"), table.optional_text("words") or "")
