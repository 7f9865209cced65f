"""Pages that anybody may come to: the list, a consultation, answering it, coming in by a link."""

from flask import Response, abort, flash, request

from portal.engagement import (
    answer_routes,
    comment_queries,
    comment_routes,
    conduct_routes,
    doors,
    forms,
    moderation_routes,
    pages,
    panels,
    queries,
    receiving,
    records,
    service,
    standing,
)
from portal.engagement.models import Round
from portal.engagement.room import list_path, room
from portal.plans.sayings import day_of
from portal.web.fragments import go, show
from portal.web.frame import KEY_ARGUMENT, navigate, place
from portal.web.guard import resolves
from portal.web.pacing import Pace
from tenants import invitations
from tenants.roles import Permission
from tenants.scope import Scope

# These add their pages to the room when they are imported.
__all__ = ["answer_routes", "comment_routes", "conduct_routes", "moderation_routes", "room"]

resolves("consultation", doors.find_round)
resolves("response", queries.find_response)
resolves("group", queries.find_group)
resolves("answer", queries.find_answer)
resolves("comment", comment_queries.find)
navigate(25, "Engagement", "engagement.index", shown=lambda scope: bool(scope.hats))
records.register_digests()
panels.fill_slots()

MOST_AN_HOUR = 30
"""Answers from one sender without an account: a class of pupils may share an address."""
PACE = Pace(MOST_AN_HOUR)
TOO_MANY = (
    "Too many answers have come from where you are in the last hour, so yours was not sent. "
    "What you wrote is still below. Wait a little, then send it again."
)
NO_SUCH_LINK = (
    "This link does not work, or does not work any more. Ask whoever sent it to you for a new one."
)


@room.page("/engagement/", Permission.ENGAGEMENT_READ)
def index(scope: Scope) -> Response:
    """The consultations that this reader may read."""
    place(("Engagement", None))
    invitations.accept_all(scope)
    today = scope.today()
    found = queries.rounds(scope)
    waiting = queries.waiting_by_round(scope) if scope.may(Permission.ENGAGEMENT_CONDUCT) else {}
    return show(
        "engagement/index.html",
        base=list_path(scope),
        rounds=[(each, standing.phase(each, today)) for each in found],
        today=today,
        standing=standing,
        waiting=waiting,
    )


@room.page("/engagement/by-link", Permission.ENGAGEMENT_READ)
def by_link(scope: Scope) -> Response:
    """Come in by a secret link. Answers with a way on, never with a page that holds the secret."""
    found = doors.enter(scope, request.args.get(KEY_ARGUMENT, ""))
    if found is None:
        flash(NO_SUCH_LINK, "warning")
        response = go("engagement.index", company=scope.company.slug)
    else:
        response = go("engagement.read", company=scope.company.slug, consultation=found.slug)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@room.page("/engagement/<consultation>/", Permission.ENGAGEMENT_READ)
def read(scope: Scope, consultation: Round) -> Response:
    """What is put to people, and what they said, as far as this reader may read it."""
    return round_page(scope, pages.page(scope, consultation))


@room.page("/engagement/<consultation>/answer", Permission.ENGAGEMENT_ANSWER, methods=("POST",))
def answer(scope: Scope, consultation: Round) -> Response:
    """Send an answer. Whatever goes wrong, what was typed comes back."""
    shown = pages.page(scope, consultation)
    if shown.group is None:
        abort(403, "This question is put to others. You can read it.")
    form = forms.response_form(consultation, shown.exhibits)()
    if not form.validate():
        return round_page(scope, shown, form, 422)
    if scope.visitor.person_id is None and not PACE.allows(request.remote_addr or ""):
        return round_page(scope, shown, form, 429, TOO_MANY)
    try:
        receiving.receive(
            scope, consultation, shown.group, form.said(shown.exhibits), form.sender()
        )
    except (receiving.NotOpenError, receiving.AnsweredAlreadyError) as error:
        return round_page(scope, shown, form, 409, str(error))
    except service.EngagementError as error:
        form.form_errors = [str(error)]
        return round_page(scope, shown, form, 422)
    return go("engagement.thanks", company=scope.company.slug, consultation=consultation.slug)


@room.page("/engagement/<consultation>/thanks", Permission.ENGAGEMENT_READ)
def thanks(scope: Scope, consultation: Round) -> Response:
    """After sending."""
    place(("Engagement", list_path(scope)), (consultation.title, "./"), ("Thank you", None))
    return show("engagement/thanks.html", round=consultation)


def round_page(
    scope: Scope,
    shown: pages.RoundPage,
    form: forms.ResponseForm | None = None,
    status: int = 200,
    problem: str = "",
) -> Response:
    """The page of a consultation; with the form as it was sent, where it could not be taken."""
    place(("Engagement", list_path(scope)), (shown.round.title, None))
    answers = shown.group and not shown.given and not shown.conducts
    if form is None and answers and shown.phase == "open":
        form = forms.response_form(shown.round, shown.exhibits)(formdata=None)
    return show(
        "engagement/round.html",
        status=status,
        page=shown,
        round=shown.round,
        form=form,
        problem=problem,
        says_age=forms.may_say_under_18(shown.group),
        formal=shown.group is not None and shown.group.kind == standing.COUNCIL,
        standing=standing,
        today=scope.today(),
        day_of=day_of,
    )
