"""Anybody says why an item should be taken in public. Whatever goes wrong, what was typed stays."""

from flask import Response, request

from portal.executive import forms, pages
from portal.executive.answering import answer
from portal.executive.models import ExecutiveNotice
from portal.executive.room import LIST, list_path, notice_path
from portal.executive.service import representing
from portal.executive.service.checks import NoticeError
from portal.web.frame import place
from portal.web.guard import Room
from portal.web.pacing import Pace
from tenants.roles import Permission
from tenants.scope import Scope

PACE = Pace(10)
"""Representations an hour from one sender without an account."""
TOO_MANY = "Too many were sent from here within the hour. Try again later, or write to the clerk."


def declare(room: Room) -> None:
    """Add this page to the room."""
    makes = Permission.REPRESENTATION_MAKE
    room.page(f"{LIST}<executive_notice>/representation", makes, methods=("GET", "POST"))(represent)


def represent(scope: Scope, executive_notice: ExecutiveNotice) -> Response:
    """Say why an item that is to be taken in private should be discussed in public."""
    path, closed = notice_path(scope, executive_notice), representing.closed_because
    here = place(
        ("Executive notices", list_path(scope)),
        (pages.kind_words(executive_notice), path),
        ("Say why it should be public", None),
    )
    here.current = "meetings.index"
    form, refused = forms.RepresentForm(), closed(scope, executive_notice)

    def act() -> str:
        if scope.visitor.person_id is None and not PACE.allows(request.remote_addr or ""):
            raise NoticeError("", TOO_MANY)
        said = representing.Said(
            form.name.data or "", form.contact.data or "", form.words.data or ""
        )
        representing.represent(scope, executive_notice, said)
        return "Thank you. The clerk has what you wrote, and the second notice will answer it."

    return answer(
        form,
        act,
        title="Say why it should be discussed in public",
        about=executive_notice.title,
        words=[refused] if refused else [],
        button="Send",
        then=path,
        back=path,
        offered=not refused,
    )
