"""What people say about why a meeting should be open to the public, and what the body answers.

Regulation 5(5) of SI 2012/2089: the second notice gives details of the representations received and
the response to them. Who wrote, and in which words, is read by the body's members and its clerk.
"""

from dataclasses import dataclass
from datetime import date

from portal.decisions.models import Sitting
from portal.executive import queries
from portal.executive.law import FIRST, SECOND
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.records import note
from portal.executive.service.checks import (
    CANCELLED,
    NoticeError,
    filled,
    open_clock,
    past_day,
)
from portal.kit.words import date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.service.checks import locked
from tenants import audiences
from tenants.base import SHARED
from tenants.roles import Hat, Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Said:
    """Who writes, how she can be answered, and what she says."""

    name: str
    contact: str
    words: str


def closed_because(scope: Scope, notice: ExecutiveNotice) -> str:
    """Why nobody can write about a notice any more, in words; nothing while everybody can."""
    if notice.kind != FIRST:
        return "Only a notice that a meeting is to be held in private asks for representations."
    if notice.withdrawn_at is not None:
        return "This notice was withdrawn."
    if _meeting(scope, notice).state == "cancelled":
        return CANCELLED
    if queries.standing_notice(scope, notice.item_id, SECOND) is not None:
        return "The second notice is published, with what was received and the response to it."
    if scope.today() >= _meets_on(scope, notice):
        return f"The meeting was called for {date_words(notice.first_day)}."
    return ""


def represent(scope: Scope, notice: ExecutiveNotice, said: Said) -> Representation:
    """Take in what anybody writes about a private item, for the body to answer.

    Raises NoticeError, with its field; of no field where it is too late.
    """
    hat = scope.require(Permission.REPRESENTATION_MAKE)
    return _receive(scope, hat, notice, said, scope.today())


def record(
    scope: Scope, notice: ExecutiveNotice, said: Said, received_on: date | None
) -> Representation:
    """The clerk enters one that came by letter or by telephone. Raises NoticeError."""
    hat = scope.require(Permission.RECORD_KEEP, body_id=notice.body_id)
    day = past_day(scope, "received_on", received_on)
    if day < notice.published_on:
        raise NoticeError(
            "received_on", f"The notice was published on {date_words(notice.published_on)}."
        )
    return _receive(scope, hat, notice, said, day, by=scope.visitor.name)


def answer(scope: Scope, row: Representation, summary: str, response: str) -> Representation:
    """Sum up what it says and write the response, as the second notice will print them.

    Raises NoticeError, with its field; of no field once the second notice is published.
    """
    hat = scope.require(Permission.RECORD_KEEP, body_id=row.body_id)
    clock = open_clock(scope, scope.session.get_one(AgendaItem, row.item_id))
    if clock.standing_of(SECOND) is not None:
        raise NoticeError("", "The second notice is published, and says what was answered.")
    missing = "Sum up what it says, without a name or anything by which its writer is known."
    row.summary = filled("summary", summary, missing)
    row.response = filled("response", response, "Enter what the body answers.")
    row.answered_at = scope.now()
    row.answered_by, row.answered_hat = scope.visitor.name, hat.label
    note(scope, hat, "representation:answered", row)
    return row


def _receive(
    scope: Scope, hat: Hat, notice: ExecutiveNotice, said: Said, day: date, by: str = ""
) -> Representation:
    # In turns with the second notice, which prints what was received until then.
    locked(scope, _meeting(scope, notice))
    closed = closed_because(scope, notice)
    if closed:
        raise NoticeError("", closed)
    row = Representation(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audiences.body(notice.body_id),
        notice_id=notice.id,
        meeting_id=notice.meeting_id,
        item_id=notice.item_id,
        body_id=notice.body_id,
        name=filled("name", said.name, "Enter your name."),
        contact=said.contact.strip(),
        words=filled("words", said.words, "Enter why the meeting should be open to the public."),
        received_on=day,
        received_at=scope.now(),
        recorded_by=by,
        recorded_hat=hat.label if by else "",
        summary="",
        response="",
        answered_at=None,
        answered_by="",
        answered_hat="",
    )
    scope.session.add(row)
    note(scope, hat, "representation:received", row, {"notice": notice.id})
    return row


def _meets_on(scope: Scope, notice: ExecutiveNotice) -> date:
    return scope.session.get_one(Sitting, _meeting(scope, notice).sitting_id).on_day


def _meeting(scope: Scope, notice: ExecutiveNotice) -> Meeting:
    return scope.session.get_one(Meeting, notice.meeting_id)
