"""Verbs of one reader's notes: keep, change, remove. What she writes is nobody else's.

The log holds that somebody kept a note, and a salted digest of it: neither its words nor the words
that it is about, nor the item.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.audit import service as audit
from portal.audit.service import Happening
from portal.decisions.queries import locked
from portal.kit import digests
from portal.meetings.models import AgendaItem
from portal.reading.anchors import Anchor
from portal.reading.models import PaperNote
from tenants import audiences
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope

KIND = "reading note"
SALT = 16
"""Bytes."""
LONGEST = 10_000
"""Characters of a note."""


class NoteError(ValueError):
    """What was asked cannot be, said in words."""


class ChangedElsewhereError(NoteError):
    """The note says something else by now; ``words`` is what."""

    def __init__(self, words: str) -> None:
        super().__init__("You changed this note in another window.")
        self.words = words


@dataclass(frozen=True)
class Written:
    """A note as it is written. ``key`` names it wherever it is sent from; empty for a new one."""

    words: str
    anchor: Anchor
    key: str = ""


def keep(scope: Scope, item: AgendaItem, written: Written) -> PaperNote:
    """Keep a note, or the one that was kept under this key already.

    Raises NoteError for one that neither says nor marks anything, and NotAllowedError for somebody
    without a role in the company.
    """
    hat = scope.require(Permission.WORK_READ)
    if not (written.words.strip() or written.anchor.quote):
        raise NoteError("Write your note, or choose the words that you want to highlight.")
    if found := by_key(scope, written.key):
        return found
    note = _fresh(scope, item, written)
    try:
        with audit.trial(scope):
            scope.session.add(note)
            scope.session.flush()
    except IntegrityError:
        if found := by_key(scope, written.key):
            return found
        raise
    _record(scope, hat, "note:kept", note)
    return note


def change(scope: Scope, note: PaperNote, words: str, *, base: int) -> PaperNote:
    """Write a note anew. ``base`` is the revision that the change began from.

    Raises ChangedElsewhereError where there is a newer one, NoteError for a note left empty.
    """
    hat = scope.require(Permission.WORK_READ)
    note = locked(scope, note)
    if note.revision != base and note.words != words.strip():
        raise ChangedElsewhereError(note.words)
    if not (words.strip() or note.quote):
        raise NoteError("Write your note. To throw it away, remove it.")
    if note.words == words.strip():
        return note
    note.words, note.revision = words.strip(), note.revision + 1
    note.salt, note.changed_at = secrets.token_bytes(SALT), scope.now()
    scope.session.flush()
    _record(scope, hat, "note:changed", note)
    return note


def remove(scope: Scope, note: PaperNote) -> None:
    """Remove a note for good: nothing of it is left but that there was one."""
    hat = scope.require(Permission.WORK_READ)
    _record(scope, hat, "note:removed", note)
    scope.session.delete(note)
    scope.session.flush()


def by_key(scope: Scope, key: str) -> PaperNote | None:
    """The reader's note of this key."""
    if not key:
        return None
    statement = select(PaperNote).where(
        PaperNote.person_id == scope.visitor.person_id, PaperNote.key == key
    )
    return scope.session.scalars(statement).first()


def anchor_of(note: PaperNote) -> Anchor:
    """What a note hangs on."""
    return Anchor(note.digest, note.number, note.quote, note.before, note.after, note.said)


def _fresh(scope: Scope, item: AgendaItem, written: Written) -> PaperNote:
    person_id, moment, where = scope.person_id, scope.now(), written.anchor
    return PaperNote(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audiences.person(person_id),
        person_id=person_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        key=written.key or secrets.token_hex(16),
        digest=where.digest,
        number=where.number,
        quote=where.quote,
        before=where.before,
        after=where.after,
        said=where.said,
        words=written.words.strip(),
        revision=1,
        salt=secrets.token_bytes(SALT),
        made_at=moment,
        changed_at=moment,
    )


def _record(scope: Scope, hat: Hat, action: str, note: PaperNote) -> None:
    said: dict[str, digests.JSON] = {
        "words": note.words,
        "quote": note.quote,
        "said": note.said,
        "item": note.item_id,
    }
    happening = Happening(action, KIND, note.id, note.area_id, digests.commitment(note.salt, said))
    audit.record(scope, hat, happening)
