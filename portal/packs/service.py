"""Verbs on packs: ask for one, keep what was built. The only writer; never commits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.jobs import service as jobs
from portal.jobs.models import Job
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.packs import queries
from portal.packs.building import Built
from portal.packs.content import MINUTES, PUBLIC, RESTRICTED, SUPPLEMENTARY, TITLES
from portal.packs.models import Pack, PackPiece
from tenants import audiences, paper_readers
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope

JOB = "pack"
PIECE = 1024 * 1024
"""Bytes."""
MOST_PAGES = 99_999

verifies("pack", queries.pack_digests)


class PackError(ValueError):
    """The pack cannot be asked for; the message says why, beside its field."""

    def __init__(self, words: str, field: str = "continues_from") -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """A pack that is asked for, and the job that builds it."""

    pack: Pack
    job: Job


def ask(
    scope: Scope,
    meeting: Meeting,
    agenda: Agenda,
    *,
    continues_from: int | None = None,
) -> Asked:
    """Ask for the pack of a publication. Its pages are numbered by themselves, or from the number
    that is given, where they continue another pack.

    Raises PackError where it is published already, or the number is none or taken by another
    pack of the meeting: a page reference leads to one page.
    """
    hat = scope.require(Permission.PACK_BUILD, body_id=meeting.body_id)
    if continues_from is not None and not 1 <= continues_from <= MOST_PAGES:
        raise PackError("Enter the number of its first page, such as 5.")
    if continues_from is not None and agenda.sequence == 1:
        raise PackError("The agenda’s own pack begins at page 1.")
    if continues_from is not None:
        _refuse_taken(scope, meeting, continues_from)
    main = agenda.sequence == 1
    slug = "agenda" if main else f"supplementary-{agenda.sequence - 1}"
    kind = PUBLIC if main else SUPPLEMENTARY
    wanted = _Wanted(slug, kind, agenda.audience, agenda.id, None, continues_from)
    return _ask(scope, hat, meeting, wanted)


def _refuse_taken(scope: Scope, meeting: Meeting, first: int) -> None:
    public = (PUBLIC, SUPPLEMENTARY)
    for pack in queries.packs_of(scope, meeting):
        if pack.kind in public and pack.state == "published" and first <= pack.last_page:
            raise PackError(
                f"Page {first} is taken: the published packs of this meeting go on to page "
                f"{pack.last_page}. Enter a higher number, or leave it empty."
            )


def ask_restricted(scope: Scope, hat: Hat, meeting: Meeting, item: AgendaItem) -> Asked:
    """Ask for the restricted pack of one item of Part II, for whoever reads its papers alone.

    Called by whoever was asked for her hat, or for the worker after the public pack.
    """
    slug, audience = f"restricted-{item.number}", audiences.item(item.id)
    wanted = _Wanted(slug, RESTRICTED, audience, item.agenda_id, item.id, None)
    return _ask(scope, hat, meeting, wanted)


def ask_restricted_of(scope: Scope, meeting: Meeting, item: AgendaItem) -> Asked:
    """The same for a clerk who asks. Raises PackError for an item of Part I."""
    hat = scope.require(Permission.PACK_BUILD, body_id=meeting.body_id)
    if item.part != 2:
        raise PackError("This item is taken in public: it is in the public pack.")
    paper_readers.admit(scope, [item.id])
    return ask_restricted(scope, hat, meeting, item)


def ask_minutes(scope: Scope, hat: Hat, meeting: Meeting, slug: str, audience: str) -> Asked:
    """Ask for the pack of a meeting's minutes, under the hat that published them."""
    return _ask(scope, hat, meeting, _Wanted(slug, MINUTES, audience, None, None, None))


@dataclass(frozen=True)
class _Wanted:
    slug: str
    kind: str
    audience: str
    agenda_id: int | None
    item_id: int | None
    continues_from: int | None


def _ask(scope: Scope, hat: Hat, meeting: Meeting, wanted: _Wanted) -> Asked:
    pack = queries.find_pack(scope, wanted.slug, meeting=meeting)
    if pack is not None and pack.state == "published":
        raise PackError("This pack is published. It never changes: add a supplementary one.")
    if pack is None:
        pack = _new(scope, hat, meeting, wanted)
    elif pack.continues_from != wanted.continues_from:
        pack.continues_from = wanted.continues_from
        _note(scope, hat, "pack:asked", pack)
    title = f"{TITLES[wanted.kind]}: {meeting.slug}"
    # That a restricted pack is being built is for whoever asked for it alone.
    reads = None if wanted.kind == RESTRICTED else audiences.body(meeting.body_id)
    return Asked(pack, jobs.ask(scope, JOB, pack.id, hat=hat, title=title, audience=reads))


def _new(scope: Scope, hat: Hat, meeting: Meeting, wanted: _Wanted) -> Pack:
    pack = Pack(
        company_id=scope.company_id,
        area_id=SHARED,
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        state="asked",
        asked_at=scope.now(),
        asked_by_id=scope.visitor.person_id,
        asked_by=scope.visitor.name,
        asked_hat=hat.label,
        **vars(wanted),
    )
    scope.session.add(pack)
    _note(scope, hat, "pack:asked", pack)
    return pack


def keep(scope: Scope, hat: Hat, pack: Pack, built: Built) -> None:
    """Publish what was built: its bytes, its digest, its numbers. They never change again."""
    numbered = built.numbered
    found: dict[str, Any] = {
        "title": built.sheet["title"],
        "adds": built.sheet["adds"],
        "first_page": numbered.first,
        "front_pages": numbered.front,
        "pages": numbered.pages,
        "ranges": {str(item): list(pages) for item, pages in numbered.ranges.items()},
        "listed": list(built.listed),
        "tagged": built.tagged,
        "size": built.size,
        "sheet": built.sheet,
    }
    for name, value in found.items():
        setattr(pack, name, value)
    pack.sha256, pack.state, pack.published_at = built.sha256, "published", scope.now()
    for position, piece in enumerate(_pieces(built.path)):
        row = PackPiece(pack_id=pack.id, position=position, content=piece, **_walls(pack))
        scope.session.add(row)
        scope.session.flush()
        scope.session.expunge(row)
    _note(scope, hat, "pack:published", pack, {"sha256": pack.sha256, "pages": pack.pages})


def _walls(pack: Pack) -> dict[str, Any]:
    return {
        "company_id": pack.company_id,
        "area_id": pack.area_id,
        "audience": pack.audience,
    }


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        read: Callable[[], bytes] = lambda: file.read(PIECE)  # noqa: E731 - named for iter()
        yield from iter(read, b"")


def _note(
    scope: Scope, hat: Hat, action: str, pack: Pack, payload: dict[str, Json] | None = None
) -> None:
    scope.session.flush()
    said: dict[str, Json] = {"meeting": pack.meeting_id, "pack": pack.slug, **(payload or {})}
    digest = queries.pack_digest(pack)
    record(scope, hat, Happening(action, "pack", pack.id, pack.area_id, digest, said))
