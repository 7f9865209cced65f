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
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

READ = Permission.MEETING_READ
PDF = "application/pdf"


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<meeting>/minutes"
    room.page(at, READ)(minutes)
    room.page(f"{at}.pdf", READ)(minutes_pdf)
    room.page(f"{at}.docx", READ)(minutes_word)
    room.page(f"{at}/exempt", READ)(exempt)
    room.page(f"{at}/exempt.pdf", READ)(exempt_pdf)


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


def minutes_pdf(scope: Scope, meeting: Meeting) -> Response:
    """The same as PDF/UA-1."""
    kept = _kept(scope, meeting)
    document = pages.document_of(scope, kept, queries.passages_of(scope, kept.minutes))
    return download(scope, render_pdf(document), PDF, f"minutes-{meeting.slug}.pdf")


def minutes_word(scope: Scope, meeting: Meeting) -> Response:
    """The same as a Word file."""
    kept = _kept(scope, meeting)
    document = pages.document_of(scope, kept, queries.passages_of(scope, kept.minutes))
    return download(scope, render_word(document), WORD, f"minutes-{meeting.slug}.docx")


def exempt(scope: Scope, meeting: Meeting) -> Response:
    """What was done while the public were excluded, for who is let in to it."""
    kept = _kept(scope, meeting)
    passages = _exempt_passages(scope, kept)
    if not passages:
        abort(404)
    pages.put(scope, meeting, pages.title_of(kept), "Part II")
    return show(
        "minutes/exempt.html",
        kept=kept,
        document=pages.document_of(scope, kept, passages, 2),
        base=pages.here(scope, meeting),
    )


def exempt_pdf(scope: Scope, meeting: Meeting) -> Response:
    """The same as PDF/UA-1."""
    kept = _kept(scope, meeting)
    passages = _exempt_passages(scope, kept)
    if not passages:
        abort(404)
    document = pages.document_of(scope, kept, passages, 2)
    return download(scope, render_pdf(document), PDF, f"exempt-minutes-{meeting.slug}.pdf")


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
