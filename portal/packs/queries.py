"""Reads of packs. Scope first; a restricted pack is found where its reader is let in to it."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from sqlalchemy import Select, select

from portal.kit import digests
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.packs.models import Pack, PackPiece
from tenants import paper_readers
from tenants.base import columns_of
from tenants.scope import Scope

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a pack that are held while it is handed on; more goes through a file."""


def packs_of(scope: Scope, meeting: Meeting) -> Sequence[Pack]:
    """The packs of a meeting inside the reader's walls, the first one first: one query."""
    statement = select(Pack).where(Pack.meeting_id == meeting.id).order_by(Pack.id)
    return scope.session.scalars(statement).all()


def admitted(scope: Scope, meeting: Meeting) -> Sequence[Pack]:
    """The same, restricted ones among them where the reader is let in to their items."""
    let_in(scope, meeting)
    return packs_of(scope, meeting)


def let_in(scope: Scope, meeting: Meeting) -> None:
    """Let her in to those papers of Part II that are hers: nothing is asked for a stranger."""
    if scope.visitor.person_id is None:
        return
    private = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.part == 2)
    paper_readers.admit(scope, scope.session.scalars(private).all())


def find_pack(scope: Scope, slug: str, *, meeting: Meeting, **_: object) -> Pack | None:
    """A pack of a meeting by its address; whoever reads its item is let in to a restricted one."""
    statement: Select[Pack] = select(Pack).where(Pack.meeting_id == meeting.id, Pack.slug == slug)
    found = scope.session.scalars(statement).first()
    if found is None:
        let_in(scope, meeting)
        found = scope.session.scalars(statement).first()
    return found


def ranges(scope: Scope, meeting: Meeting) -> Mapping[int, tuple[int, int]]:
    """The pages of each item in the meeting's packs that this reader may read, by its id. Where
    several packs have it, the newest: page references never change, but papers come later."""
    rows = scope.session.execute(
        select(Pack.ranges)
        .where(Pack.meeting_id == meeting.id, Pack.state == "published")
        .order_by(Pack.id)
    )
    return {int(item): (first, last) for (each,) in rows for item, (first, last) in each.items()}


def ranges_of_items(
    scope: Scope, item_ids: Sequence[int]
) -> Mapping[int, tuple[str, str, int, int, int]]:
    """For items of one meeting: its address, the pack's, the first and last page, and the place of
    the first in the file, from 1. Of several packs the newest: two queries."""
    of_meeting = select(AgendaItem.meeting_id).where(AgendaItem.id.in_(item_ids[:1]))
    rows = scope.session.execute(
        select(Meeting.slug, Pack.slug, Pack.ranges, Pack.first_page, Pack.front_pages)
        .join(Meeting, Meeting.id == Pack.meeting_id)
        .where(Pack.meeting_id.in_(of_meeting), Pack.state == "published")
        .order_by(Pack.id)
    )
    return {
        int(item): (meeting, pack, first, last, first - first_page + front + 1)
        for meeting, pack, found, first_page, front in rows
        for item, (first, last) in found.items()
    }


@dataclass(frozen=True)
class Publication:
    """A publication of a meeting's agenda, as a path names it."""

    agenda: Agenda
    body_id: int


def find_publication(
    scope: Scope, number: str, *, meeting: Meeting, **_: object
) -> Publication | None:
    """A publication by its sequence: 1 is the agenda itself."""
    if not (number.isascii() and number.isdecimal()):
        return None
    found = scope.session.scalars(
        select(Agenda).where(Agenda.meeting_id == meeting.id, Agenda.sequence == int(number))
    ).first()
    return Publication(found, found.body_id) if found else None


def meeting_of_pack(scope: Scope, pack_id: int) -> Meeting | None:
    """The meeting that a pack is of."""
    statement = select(Meeting).join(Pack, Pack.meeting_id == Meeting.id).where(Pack.id == pack_id)
    return scope.session.scalars(statement).first()


def newest_public(scope: Scope, meeting: Meeting) -> Pack | None:
    """The newest pack of a meeting's agenda that is not restricted."""
    statement = select(Pack).where(
        Pack.meeting_id == meeting.id, Pack.kind.in_(("public", "supplementary"))
    )
    return scope.session.scalars(statement.order_by(Pack.id.desc())).first()


def pieces(scope: Scope, pack_id: int) -> Iterator[bytes]:
    """The bytes of a pack, a piece at a time: a query each."""
    position = 0
    while True:
        statement = select(PackPiece.content).where(
            PackPiece.pack_id == pack_id, PackPiece.position == position
        )
        piece = scope.session.scalars(statement).first()
        if piece is None:
            return
        yield piece
        position += 1


def opened(scope: Scope, pack: Pack) -> IO[bytes]:
    """The bytes of a pack as a file of its own, at its beginning; whoever asks closes it."""
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed on
    for piece in pieces(scope, pack.id):
        held.write(piece)
    held.seek(0)
    return held


def pack_digest(pack: Pack, sha256: str | None = None) -> str:
    """What the log keeps of a pack: every column, its sheet by a digest; ``sha256`` where the
    bytes were read again."""
    said = {name: value for name, value in columns_of(pack).items() if name != "sheet"}
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in said.items()
    }
    again = {
        "sheet": digests.digest(pack.sheet),
        "sha256": pack.sha256 if sha256 is None else sha256,
    }
    return digests.digest({**plain, **again})


def pack_digests(scope: Scope) -> Mapping[int, str]:
    """The digest of every pack, computed afresh from its row and its bytes, a piece at a time."""
    found = {}
    for pack in scope.session.scalars(select(Pack)).all():
        digest = hashlib.sha256()
        for piece in pieces(scope, pack.id):
            digest.update(piece)
        found[pack.id] = pack_digest(pack, digest.hexdigest() if pack.sha256 else "")
        scope.session.expire(pack, ["sheet"])
    return found
