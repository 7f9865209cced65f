"""What the pages of packs say, and how a pack is handed on."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from flask import Response, request
from markupsafe import Markup

from portal.documents.files import size_words
from portal.documents.serving import disposition
from portal.jobs.models import Job
from portal.kit.words import plural
from portal.meetings.models import Agenda, Meeting
from portal.packs import queries
from portal.packs.content import TITLES
from portal.packs.models import Pack
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope

PIECE = 64 * 1024
"""Bytes that are sent at once."""


def home(scope: Scope, meeting: Meeting) -> str:
    """Path of a meeting's packs, ending in a slash."""
    return f"/{scope.company.slug}/meetings/{meeting.slug}/packs/"


@dataclass(frozen=True)
class PackShown:
    """A pack as a list shows it."""

    name: str
    pack: Pack
    facts: Sequence[str]
    job: Job | None = None


def shown(pack: Pack, job: Job | None = None) -> PackShown:
    """A pack with what there is to say of it."""
    if pack.state != "published":
        return PackShown(TITLES[pack.kind], pack, ["Being built"], job)
    claims = "tagged for screen readers" if pack.tagged else "attached pages are as they came"
    facts = [plural(pack.pages, "page"), size_words(pack.size), claims]
    if pack.listed:
        facts.append(f"{plural(len(pack.listed), 'attached file')} listed and not set")
    return PackShown(TITLES[pack.kind], pack, facts, job)


def pages_words(first: int, last: int) -> str:
    """``Pages 5 – 14``, or ``Page 5``."""
    return f"Page {first}" if first == last else f"Pages {first} – {last}"


def next_number(packs: Sequence[Pack]) -> int:
    """From which number a pack that continues these begins: the next right-hand page."""
    last = max((pack.last_page for pack in packs if pack.state == "published"), default=0)
    return last + 1 if last % 2 == 0 else last + 2


def waiting(agendas: Sequence[Agenda], packs: Sequence[Pack]) -> list[Agenda]:
    """The publications that have no pack yet."""
    have = {pack.agenda_id for pack in packs if pack.kind in ("public", "supplementary")}
    return [agenda for agenda in agendas if agenda.id not in have]


def on_meetings(scope: Scope, meeting_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The packs of a meeting on its page, restricted ones for whoever reads them."""
    found = {}
    for meeting_id in meeting_ids:
        # The page has read it already: it comes from the session's memory.
        meeting = scope.session.get_one(Meeting, meeting_id)
        packs = queries.packs_of(scope, meeting)
        builds = scope.may(Permission.PACK_BUILD, body_id=meeting.body_id)
        if packs or builds:
            found[meeting_id] = drawn(
                "packs/panel.html",
                packs=[shown(pack) for pack in packs],
                home=home(scope, meeting),
                builds=builds,
            )
    return found


def on_items(scope: Scope, item_ids: Sequence[int]) -> Mapping[int, Markup]:
    """The pages of each item in the packs, as its agenda prints them: one query."""
    found = queries.ranges_of_items(scope, item_ids)
    base = f"/{scope.company.slug}/meetings/"
    return {
        item_id: drawn(
            "packs/mark.html",
            words=pages_words(first, last),
            href=f"{base}{meeting}/packs/{pack}/pack.pdf#page={place}",
        )
        for item_id, (meeting, pack, first, last, place) in found.items()
    }


def hand_on(scope: Scope, pack: Pack) -> Response:
    """The pack as a PDF file that a browser may open where a link leads into it.

    Its ETag holds who reads, so that no cache hands one reader's to another. Parts of it can be
    asked for (RFC 9110, ranges); what a reader has already is not read from the database.
    """
    response = Response(mimetype="application/pdf", direct_passthrough=True)
    response.headers["X-Content-Type-Options"] = "nosniff"
    name = disposition(f"{pack.title}.pdf").replace("attachment", "inline", 1)
    response.headers["Content-Disposition"] = name
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Cookie")
    reader = f"{scope.grants.digest_text()}\n{pack.sha256}"
    response.set_etag(hashlib.sha256(reader.encode()).hexdigest())
    if request.if_none_match.contains(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    held = queries.opened(scope, pack)
    response.call_on_close(held.close)
    response.response = _sent(held)
    response.content_length = pack.size
    response.make_conditional(request, accept_ranges=True, complete_length=pack.size)
    return response


def _sent(held: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces, closed at its end, or when whoever reads it goes away."""
    with held:
        while piece := held.read(PIECE):
            yield piece
