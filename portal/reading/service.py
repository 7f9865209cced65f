"""Verbs of reading: an item was read, or not after all; the papers were opened.

Each is a small POST of its own: a GET never writes.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.audit import service as audit
from portal.audit.service import Happening
from portal.kit import digests
from portal.meetings.models import AgendaItem, Meeting
from portal.reading.models import PapersOpened, ReadMark
from tenants import audiences
from tenants.base import SHARED
from tenants.roles import SEATED, Hat, Permission, Role
from tenants.scope import Scope

OPENED = "opening of papers"


def mark_read(scope: Scope, item: AgendaItem, seen: Sequence[str]) -> ReadMark:
    """Note which passages of an item (their digests) the reader has read. Hers alone: no event.

    Raises NotAllowedError for somebody without a role in the company.
    """
    scope.require(Permission.WORK_READ)
    held = mark_of(scope, item)
    if held is not None:
        held.seen, held.read_at = list(seen), scope.now()
        scope.session.flush()
        return held
    mark = ReadMark(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audiences.person(scope.person_id),
        person_id=scope.person_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        seen=list(seen),
        read_at=scope.now(),
    )
    if _added(scope, mark):
        return mark
    # Another window of hers was quicker by a moment; what it noted is written over, as above.
    return mark_read(scope, item, seen)


def mark_unread(scope: Scope, item: AgendaItem) -> None:
    """Forget that the reader has read an item."""
    scope.require(Permission.WORK_READ)
    held = mark_of(scope, item)
    if held is not None:
        scope.session.delete(held)
        scope.session.flush()


def mark_of(scope: Scope, item: AgendaItem) -> ReadMark | None:
    """The reader's own mark of an item."""
    statement = select(ReadMark).where(
        ReadMark.item_id == item.id, ReadMark.person_id == scope.visitor.person_id
    )
    return scope.session.scalars(statement).first()


def seat_in(scope: Scope, meeting: Meeting) -> Hat | None:
    """The reader's seat on the body that meets; its clerk has none, and is told of no receipt."""
    for hat in scope.hats:
        if hat.role in SEATED and hat.role is not Role.CLERK and hat.body_id == meeting.body_id:
            return hat
    return None


def note_opened(scope: Scope, meeting: Meeting) -> None:
    """Note that a member of the body opened the papers, once; nothing for anybody else."""
    hat = seat_in(scope, meeting)
    if hat is None or has_opened(scope, meeting):
        return
    opened = PapersOpened(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audiences.opened(scope.person_id),
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        person_id=scope.person_id,
    )
    if not _added(scope, opened):
        return
    said = {"meeting": meeting.id, "person": scope.person_id}
    happening = Happening("papers:opened", OPENED, opened.id, SHARED, digests.digest(said))
    audit.record(scope, hat, happening)


def has_opened(scope: Scope, meeting: Meeting) -> bool:
    """Whether the clerk is told that this reader opened the papers."""
    statement = select(PapersOpened.id).where(
        PapersOpened.meeting_id == meeting.id,
        PapersOpened.person_id == scope.visitor.person_id,
    )
    return scope.session.scalars(statement).first() is not None


def _added(scope: Scope, row: ReadMark | PapersOpened) -> bool:
    """Add a row of which there is one alone; False where it was added at the same moment."""
    try:
        with audit.trial(scope):
            scope.session.add(row)
            scope.session.flush()
    except IntegrityError:
        return False
    return True
