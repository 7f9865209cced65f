"""What the clerk of an executive body does: publish, take a way, withdraw, record, answer."""

from collections.abc import Callable

from flask import Response, request

from portal.decisions.models import Sitting
from portal.executive import forms, pages, queries
from portal.executive.answering import answer
from portal.executive.doors import Asked
from portal.executive.law import FIRST, KEY, NAMES, ROUTES, SECOND, SOURCES
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.queries import ItemClock
from portal.executive.room import LIST, MEETING, list_path, meeting_path, notice_path
from portal.executive.service import publishing, representing
from portal.executive.service.checks import NOT_EXECUTIVE
from portal.kit.words import date_words
from portal.meetings.models import AgendaItem, Meeting
from portal.web.forms import PortalForm
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

KEEP = Permission.RECORD_KEEP
BOTH = ("GET", "POST")


def declare(room: Room) -> None:
    """Add these pages to the room."""
    room.page(f"{MEETING}/<item>/<notice_kind>", KEEP, methods=BOTH)(publish)
    room.page(f"{LIST}<executive_notice>/withdraw", KEEP, methods=BOTH)(withdraw)
    room.page(f"{LIST}<executive_notice>/received", KEEP, methods=BOTH)(received)
    room.page(f"{MEETING}/representations/<representation>", KEEP, methods=BOTH)(respond)


def publish(scope: Scope, meeting: Meeting, item: AgendaItem, notice_kind: Asked) -> Response:
    """The clerk publishes a notice for an item, or takes one of the ways without it."""
    kind, back = notice_kind.kind, f"{meeting_path(scope, meeting)}/notices"
    _place(scope, meeting, NAMES[kind])
    clock = queries.clock_of(scope, item)
    form, act = _form_of(scope, item, kind, clock)
    return answer(
        form,
        act,
        title=NAMES[kind],
        about=item.title,
        words=_words(kind, clock),
        button=pages.BUTTONS[kind],
        then=back,
        back=back,
        offered=request.method == "POST"
        or (clock is not None and not publishing.why_not(clock, kind)),
    )


def withdraw(scope: Scope, executive_notice: ExecutiveNotice) -> Response:
    """The clerk withdraws a notice that should not stand."""
    form, path = forms.WithdrawForm(), notice_path(scope, executive_notice)
    _place_notice(scope, executive_notice, "Withdraw")

    def act() -> str:
        publishing.withdraw(scope, executive_notice, form.because.data or "")
        return "The notice is withdrawn."

    words = ["The clock no longer counts from it: another needs its whole time again."]
    about = f"{pages.kind_words(executive_notice)}: {executive_notice.title}"
    title = "Withdraw a notice"
    return answer(
        form, act, title=title, about=about, words=words, button=title, then=path, back=path
    )


def received(scope: Scope, executive_notice: ExecutiveNotice) -> Response:
    """The clerk enters a representation that came by letter or by telephone."""
    form, path = forms.received_form(), notice_path(scope, executive_notice)
    _place_notice(scope, executive_notice, "Record a representation")
    closed = representing.closed_because(scope, executive_notice)

    def act() -> str:
        said = representing.Said(
            form.name.data or "", form.contact.data or "", form.words.data or ""
        )
        representing.record(scope, executive_notice, said, form.received_on.data)
        return "The representation is recorded."

    meeting = scope.session.get_one(Meeting, executive_notice.meeting_id)
    return answer(
        form,
        act,
        title="Record a representation",
        about=executive_notice.title,
        words=[closed] if closed else [],
        button="Record it",
        then=f"{meeting_path(scope, meeting)}/notices",
        back=path,
        offered=not closed,
    )


def respond(scope: Scope, meeting: Meeting, representation: Representation) -> Response:
    """The clerk sums up a representation, and writes what the body answers."""
    said = {"summary": representation.summary, "response": representation.response}
    form = forms.AnswerForm(data=said)
    back = f"{meeting_path(scope, meeting)}/notices"
    _place(scope, meeting, "Response")

    def act() -> str:
        summary, response = form.summary.data or "", form.response.data or ""
        representing.answer(scope, representation, summary, response)
        return "The response is kept for the second notice."

    item = scope.session.get_one(AgendaItem, representation.item_id)
    day = date_words(representation.received_on)
    words = [f"{representation.name} wrote on {day}:", *representation.words.split("\n")]
    return answer(
        form,
        act,
        title="Answer a representation",
        about=item.title,
        words=words,
        button="Keep the response",
        then=back,
        back=back,
    )


def _form_of(
    scope: Scope, item: AgendaItem, kind: str, clock: ItemClock | None
) -> tuple[PortalForm, Callable[[], str]]:
    """The form of a kind, filled with what is known already, and what it does."""
    if kind in ROUTES:
        return _way(scope, item, kind)
    return _key(scope, item, clock) if kind == KEY else _private(scope, item, kind, clock)


def _way(scope: Scope, item: AgendaItem, route: str) -> tuple[PortalForm, Callable[[], str]]:
    form = forms.way_form(route)

    def act() -> str:
        said = publishing.WayDetails(
            form.because.data or "",
            form.agreed_by.data or "",
            form.agreed_as.data or "",
            form.acted_on.data,
        )
        publishing.take(scope, item, route, said)
        return f"{NAMES[route]} is recorded, and the notice of it is published."

    return form, act


def _key(
    scope: Scope, item: AgendaItem, clock: ItemClock | None
) -> tuple[PortalForm, Callable[[], str]]:
    day = clock.facts.meets_on if clock else None
    form = forms.KeyForm(data={"matter": item.title, "first_day": day})

    def act() -> str:
        said = publishing.NoticeDetails(
            matter=form.matter.data or "",
            first_day=form.first_day.data,
            last_day=form.last_day.data,
            documents=form.documents.data or "",
            available_from=form.available_from.data or "",
            more_documents=form.more_documents.data or "",
        )
        publishing.publish(scope, item, KEY, said)
        return "The notice is published."

    return form, act


def _private(
    scope: Scope, item: AgendaItem, kind: str, clock: ItemClock | None
) -> tuple[PortalForm, Callable[[], str]]:
    first = clock.standing_of(FIRST) if clock and kind == SECOND else None
    known = {
        "matter": first.matter if first else item.title,
        "because": first.because if first else item.public_interest,
    }
    form = forms.PrivateForm(data=known)

    def act() -> str:
        said = publishing.NoticeDetails(form.matter.data or "", form.because.data or "")
        publishing.publish(scope, item, kind, said)
        return "The notice is published."

    return form, act


def _words(kind: str, clock: ItemClock | None) -> list[str]:
    """What comes of it, above the form."""
    if clock is None:
        return [NOT_EXECUTIVE]
    asked = queries.as_key(clock) if kind in queries.OF_KEY else clock
    found = [f"{SOURCES[kind]}. It is public from the moment it is published, and never changed."]
    found += [duty.sentence for duty in asked.duties if duty.kind == kind]
    found += [way.sentence for way in asked.ways if way.route == kind]
    refusal = publishing.why_not(clock, kind)
    if refusal and refusal not in found:
        found.append(refusal)
    elif kind == SECOND:
        found.append(_received(clock))
    return found


def _received(clock: ItemClock) -> str:
    number = len(clock.representations)
    if not number:
        return "It will say that no representation was received."
    return f"It will give the summary and the response of {number} received."


def _place(scope: Scope, meeting: Meeting, words: str) -> None:
    base = meeting_path(scope, meeting)
    here = place(
        ("Meetings", f"/{scope.company.slug}/meetings/"),
        (_title(scope, meeting), base),
        ("Notices", f"{base}/notices"),
        (words, None),
    )
    here.current = "meetings.index"


def _title(scope: Scope, meeting: Meeting) -> str:
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    return f"{sitting.title}, {date_words(sitting.on_day)}"


def _place_notice(scope: Scope, notice: ExecutiveNotice, words: str) -> None:
    here = place(
        ("Executive notices", list_path(scope)),
        (pages.kind_words(notice), notice_path(scope, notice)),
        (words, None),
    )
    here.current = "meetings.index"
