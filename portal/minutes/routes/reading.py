"""Minutes as they are read: a page, a PDF, a Word file; those of Part II by themselves."""

from flask import Response, abort

from portal.documents.pdf import render_pdf
from portal.documents.serving import download
from portal.documents.word import render_word
from portal.meetings.models import Meeting
from portal.minutes import apart, pages, queries
from portal.minutes.models import Passage
from portal.minutes.queries import Kept
from portal.plans.outside.files import WORD
from portal.web.fragments import show
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

READ = Permission.MEETING_READ
PDF = "application/pdf"


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<meeting>/minutes"
    room.page(at, READ)(minutes)
    resolves("minuted", queries.minuted)
    room.page("/meetings/<minuted>/minutes.pdf", READ)(minutes_pdf)
    room.page("/meetings/<minuted>/minutes.docx", READ)(minutes_word)
    resolves("exempted", find_exempted)
    room.page("/meetings/<exempted>/minutes/exempt", READ)(exempt)
    room.page("/meetings/<exempted>/minutes/exempt.pdf", READ)(exempt_pdf)


def minutes(scope: Scope, meeting: Meeting) -> Response:
    """The minutes of a meeting, as far as the reader may read them."""
    keeps = scope.may(Permission.MINUTES_KEEP, body_id=meeting.body_id)
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        return _none_yet(scope, meeting, keeps=keeps)
    passages = queries.passages_of(scope, kept.minutes)
    pages.put(scope, meeting, pages.title_of(kept))
    before = queries.published_texts(scope, kept.minutes.id)
    return show(
        "minutes/minutes.html",
        kept=kept,
        document=pages.document_of(scope, kept, passages),
        amended=pages.amended([each for each in passages if each.part == 1], before),
        base=pages.here(scope, meeting),
        keeps=keeps,
        signs=_may_sign(scope, kept),
        exempt=bool(_exempt_passages(scope, kept)),
    )


def minutes_pdf(scope: Scope, minuted: Meeting) -> Response:
    """The same as PDF/UA-1."""
    kept = _kept(scope, minuted)
    document = pages.document_of(scope, kept, queries.passages_of(scope, kept.minutes))
    return download(scope, render_pdf(document), PDF, f"minutes-{minuted.slug}.pdf")


def minutes_word(scope: Scope, minuted: Meeting) -> Response:
    """The same as a Word file."""
    kept = _kept(scope, minuted)
    document = pages.document_of(scope, kept, queries.passages_of(scope, kept.minutes))
    return download(scope, render_word(document), WORD, f"minutes-{minuted.slug}.docx")


def exempt(scope: Scope, exempted: Meeting) -> Response:
    """What was done while the public were excluded, for who is let in to it."""
    kept = _kept(scope, exempted)
    passages = _exempt_passages(scope, kept)
    pages.put(scope, exempted, pages.title_of(kept), "Part II")
    return show(
        "minutes/exempt.html",
        kept=kept,
        document=pages.document_of(scope, kept, passages, 2),
        base=pages.here(scope, exempted),
    )


def exempt_pdf(scope: Scope, exempted: Meeting) -> Response:
    """The same as PDF/UA-1."""
    kept = _kept(scope, exempted)
    passages = _exempt_passages(scope, kept)
    document = pages.document_of(scope, kept, passages, 2)
    return download(scope, render_pdf(document), PDF, f"exempt-minutes-{exempted.slug}.pdf")


def find_exempted(scope: Scope, slug: str) -> Meeting | None:
    """The meeting at this address, where minutes of its Part II are the reader's to read."""
    meeting = queries.minuted(scope, slug)
    kept = queries.kept_of(scope, meeting) if meeting is not None else None
    return meeting if kept is not None and _exempt_passages(scope, kept) else None


def _kept(scope: Scope, meeting: Meeting) -> Kept:
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        abort(404)
    return kept


def _none_yet(scope: Scope, meeting: Meeting, *, keeps: bool) -> Response:
    _, sitting = queries.meeting_called(scope, meeting.id)
    pages.put(scope, meeting, sitting.title)
    return show(
        "minutes/none.html",
        sitting=sitting,
        base=pages.here(scope, meeting),
        keeps=keeps and sitting.state != "planned",
    )


def _exempt_passages(scope: Scope, kept: Kept) -> list[Passage]:
    """The passages of Part II that the reader is let in to."""
    held = queries.passages_of(scope, kept.minutes)
    shut = [each.item_id for each in held if each.item_id is not None]
    if not apart.let_in(scope, shut):
        return []
    return [each for each in queries.passages_of(scope, kept.minutes) if each.part == 2]


def _may_sign(scope: Scope, kept: Kept) -> bool:
    minutes = kept.minutes
    waits = minutes.state == "confirmed" and minutes.signed_at is None
    return waits and scope.may(Permission.VOTE_CAST, body_id=minutes.body_id)
