"""Pages on which minutes are published, amended, confirmed and signed."""

from flask import Response, abort, request

from portal.meetings import rules as meetings
from portal.meetings.models import Meeting
from portal.minutes import pages, queries
from portal.minutes.forms import ConfirmForm, PassageForm
from portal.minutes.models import Passage
from portal.minutes.queries import Kept
from portal.minutes.service import finishing
from portal.minutes.service.checks import MinutesError
from portal.web.fragments import go, show
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

KEEP = Permission.MINUTES_KEEP
BOTH = ("GET", "POST")


def declare(room: Room) -> None:
    """Declare these pages on the room's blueprint."""
    at = "/meetings/<minuted>/minutes"
    room.page(f"{at}/publish", KEEP, methods=BOTH)(publish)
    room.page(f"{at}/confirm", KEEP, methods=BOTH)(confirm)
    room.page(f"{at}/amend/<passage>", KEEP, methods=BOTH)(amend)
    room.page(f"{at}/sign", Permission.VOTE_CAST, methods=BOTH)(sign)


def publish(scope: Scope, minuted: Meeting) -> Response:
    """Publish the draft, once the clerk has read who will read it."""
    kept = _kept(scope, minuted)
    if request.method == "GET":
        return _page(scope, kept, "minutes/publish.html", "Publish")
    try:
        finishing.publish(scope, kept.minutes)
    except MinutesError as error:
        return _page(scope, kept, "minutes/publish.html", "Publish", str(error))
    return _to_minutes(scope, minuted)


def confirm(scope: Scope, minuted: Meeting) -> Response:
    """Record that a later meeting confirmed the minutes."""
    kept = _kept(scope, minuted)
    form = ConfirmForm(formdata=None) if request.method == "GET" else ConfirmForm()
    found = queries.confirming(scope, kept)
    form.offer(found)
    if request.method == "GET":
        return _confirm_page(scope, kept, form)
    chosen = [
        (at, item) for at, _, item in found if f"{at.slug}/{item.number}" == form.meeting.data
    ]
    if not chosen:
        form.meeting.errors = ["Choose the meeting that confirmed them."]
        return _confirm_page(scope, kept, form, 422)
    try:
        finishing.confirm(scope, kept.minutes, *chosen[0])
    except MinutesError as error:
        form.meeting.errors = [str(error)]
        return _confirm_page(scope, kept, form, 409)
    return _to_minutes(scope, minuted)


def amend(scope: Scope, minuted: Meeting, passage: Passage) -> Response:
    """Record how the confirming minuted has a passage read instead."""
    kept = _kept(scope, minuted)
    if request.method == "GET":
        data = {"base": str(passage.revision), "text": passage.text}
        return _amend_page(scope, kept, passage, PassageForm(formdata=None, data=data))
    form = PassageForm()
    if not form.validate():
        return _amend_page(scope, kept, passage, form, 422)
    try:
        finishing.amend(scope, passage, form.text.data or "", base=form.revision)
    except MinutesError as error:
        form.text.errors = [str(error)]
        form.base.data = str(passage.revision)
        return _amend_page(scope, kept, passage, form, 409)
    return go("minutes.confirm", company=scope.company.slug, minuted=minuted.slug)


def sign(scope: Scope, minuted: Meeting) -> Response:
    """Sign confirmed minutes, as whoever presided over the minuted that confirmed them."""
    kept = _kept(scope, minuted)
    if request.method == "GET":
        return _page(scope, kept, "minutes/sign.html", "Sign")
    try:
        finishing.sign(scope, kept.minutes)
    except MinutesError as error:
        return _page(scope, kept, "minutes/sign.html", "Sign", str(error))
    return _to_minutes(scope, minuted)


def _kept(scope: Scope, meeting: Meeting) -> Kept:
    kept = queries.kept_of(scope, meeting)
    if kept is None:
        abort(404)
    return kept


def _to_minutes(scope: Scope, meeting: Meeting) -> Response:
    return go("minutes.minutes", company=scope.company.slug, meeting=meeting.slug)


def _page(scope: Scope, kept: Kept, template: str, words: str, refused: str = "") -> Response:
    pages.put(scope, kept.meeting, pages.title_of(kept), words)
    return show(
        template,
        status=409 if refused else 200,
        kept=kept,
        title=pages.title_of(kept),
        in_public=meetings_in_public(kept),
        refused=refused,
        base=pages.here(scope, kept.meeting),
    )


def meetings_in_public(kept: Kept) -> bool:
    """Whether the body's minutes are everybody's to read."""
    return meetings.meets_in_public(kept.body.kind)


def _confirm_page(scope: Scope, kept: Kept, form: ConfirmForm, status: int = 200) -> Response:
    pages.put(scope, kept.meeting, pages.title_of(kept), "Confirm")
    passages = [each for each in queries.passages_of(scope, kept.minutes) if each.part == 1]
    before = queries.published_texts(scope, kept.minutes.id)
    return show(
        "minutes/confirm.html",
        status=status,
        kept=kept,
        title=pages.title_of(kept),
        passages=passages,
        amended=pages.amended(passages, before),
        form=form,
        base=pages.here(scope, kept.meeting),
    )


def _amend_page(
    scope: Scope, kept: Kept, passage: Passage, form: PassageForm, status: int = 200
) -> Response:
    pages.put(scope, kept.meeting, pages.title_of(kept), "Amend")
    return show(
        "minutes/amend.html",
        status=status,
        passage=passage,
        title=pages.title_of(kept),
        form=form,
        base=pages.here(scope, kept.meeting),
    )
