"""Reading: my papers, the reader, and the marks that a reader leaves for herself."""

from flask import Response, flash, make_response, request

from portal.kit.words import plural
from portal.meetings.models import AgendaItem, Meeting
from portal.reading import keeping_routes, note_routes, pages, panels, queries, service
from portal.reading.forms import ConfirmForm
from portal.reading.pages import Listed, Reader
from portal.reading.room import UNDER, hers_alone, meetings_path, read_path, room
from portal.web.fragments import go, show, wants_fragment
from portal.web.frame import navigate, place
from portal.web.guard import resolves
from tenants.roles import Permission
from tenants.scope import Scope

# These add their pages to the room when they are imported.
__all__ = ["keeping_routes", "note_routes", "room"]

MARKED_ANEW = (
    "These papers changed while you had them open. What is new is marked: look at it, then say "
    "again that you have read them."
)

resolves("note", queries.find_note)
navigate(36, "My papers", "reading.index", lambda scope: bool(queries.bodies_of(scope)))
panels.fill_slots()


@room.page("/meetings/my-papers", Permission.WORK_READ)
def index(scope: Scope) -> Response:
    """What to read for what: the meetings the reader sits in, item by item."""
    base = meetings_path(scope)
    place(("My papers", None))
    listed = pages.my_papers(scope)
    return show(
        "reading/index.html",
        listed=listed,
        noted=queries.noted_meetings(scope),
        sentence=_sentence(listed),
        pages=pages,
        base=base,
    )


@room.page("/meetings/<meeting>/read", Permission.WORK_READ)
def read(scope: Scope, meeting: Meeting) -> Response:
    """The papers of a meeting as one page, with what the reader keeps beside them."""
    return reader_page(scope, meeting, pages.reader_of(scope, meeting))


@room.page("/meetings/<meeting>/read/opened", Permission.WORK_READ, methods=("POST",))
def opened(scope: Scope, meeting: Meeting) -> Response:
    """Open the papers; the clerk of the body is told that a member did."""
    if not ConfirmForm().validate():
        return go("reading.index", company=scope.company.slug)
    service.note_opened(scope, meeting)
    if wants_fragment():
        return make_response("", 204)
    return go("reading.read", company=scope.company.slug, meeting=meeting.slug)


@room.page("/meetings/<meeting>/read/items/<item>/mark", Permission.WORK_READ, methods=("POST",))
def mark(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """Say that an item's papers were read, or that they were not after all."""
    reader = pages.reader_of(scope, meeting)
    there = reader.pack.of(item.id)
    if there is None or not there.to_read:
        return _item_or_page(scope, meeting, item, status=409)
    if request.form.get("read") == "no":
        service.mark_unread(scope, item)
    elif request.form.get("seen", "") != there.digest:
        flash(MARKED_ANEW, "notice")
        return _item_or_page(scope, meeting, item, status=409)
    else:
        service.mark_read(scope, item, there.digests)
        service.note_opened(scope, meeting)
    return _item_or_page(scope, meeting, item)


def reader_page(scope: Scope, meeting: Meeting, reader: Reader, status: int = 200) -> Response:
    """The reader's page."""
    base = meetings_path(scope)
    title = pages.title_of(reader.pack)
    crumbs = (("Meetings", base), (title, f"{base}{meeting.slug}"), ("Read the papers", None))
    place(*crumbs).current = UNDER
    seat = service.seat_in(scope, meeting) is not None
    response = show(
        "reading/read.html",
        status=status,
        reader=reader,
        facts=pages.facts_of(reader.pack),
        read=read_path(scope, meeting),
        seat=seat,
        opened=seat and service.has_opened(scope, meeting),
        kept=False,
    )
    return hers_alone(response) if reader.holds_part_two else response


def _item_or_page(scope: Scope, meeting: Meeting, item: AgendaItem, status: int = 200) -> Response:
    """The item again for htmx, which asked from its place in the page; else the whole reader."""
    reader = pages.reader_of(scope, meeting)
    if wants_fragment():
        found = next(each for each in reader.items if each.item.id == item.id)
        read_at = read_path(scope, meeting)
        return show("reading/item.html", item=found, read=read_at, kept=False, status=status)
    if status >= 400:
        return reader_page(scope, meeting, reader, status)
    return go(
        "reading.read",
        company=scope.company.slug,
        meeting=meeting.slug,
        _anchor=f"item-{item.number}",
    )


def _sentence(listed: list[Listed]) -> str:
    left = sum(len(each.reader.left) for each in listed)
    if not listed:
        return "No agenda of a body on which you sit is published at the moment."
    if not left:
        return "You have read all there is."
    meetings = plural(sum(bool(each.reader.left) for each in listed), "meeting")
    return f"{plural(left, 'item')} to read, for {meetings}."
