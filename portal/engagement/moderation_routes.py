"""Reading what was sent, and deciding what of it is shown."""

from dataclasses import dataclass

from flask import Response, abort, flash, request

from portal.engagement import forms, moderating, queries, service
from portal.engagement.models import Response as Received
from portal.engagement.models import Round
from portal.engagement.queries import Sent
from portal.engagement.room import list_path, room, round_path
from portal.engagement.standing import STATES
from portal.plans.sayings import day_of
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

WORDS = {"published": "Published.", "counted": "Kept for the summary.", "withheld": "Withheld."}


@dataclass(frozen=True)
class Tab:
    """One state of responses, with how many there are in it."""

    text: str
    href: str
    count: int
    current: bool


@room.page("/engagement/<consultation>/responses/", Permission.ENGAGEMENT_CONDUCT)
def responses(scope: Scope, consultation: Round) -> Response:
    """The responses in one state, the oldest first: waiting, unless ``?state=`` says another."""
    state = request.args.get("state", "waiting")
    if state not in STATES:
        abort(404)
    sent = queries.sent(scope, consultation, state)
    made = [(each, forms.moderating(each)) for each in sent]
    return _page(scope, consultation, state, made)


@room.page(
    "/engagement/<consultation>/responses/<int:response>",
    Permission.ENGAGEMENT_CONDUCT,
    methods=("GET", "POST"),
)
def response(scope: Scope, consultation: Round, response: Received) -> Response:
    """Publish or withhold one."""
    sent = queries.sent_one(scope, response)
    if request.method == "GET":
        return _page(scope, consultation, response.state, [(sent, forms.moderating(sent))])
    form = forms.moderating(sent, typed=True)
    if not form.validate():
        return _page(scope, consultation, response.state, [(sent, form)], 422)
    try:
        _decide(scope, consultation, sent, form)
    except service.EngagementError as error:
        form.reason.errors = [str(error)]
        return _page(scope, consultation, response.state, [(sent, form)], 422)
    flash(WORDS[response.state], "success")
    return go("engagement.responses", company=scope.company.slug, consultation=consultation.slug)


def _decide(scope: Scope, found: Round, sent: Sent, form: forms.ModerationForm) -> None:
    if request.form.get("decision") == "withhold":
        moderating.withhold(scope, found, sent.response, form.reason.data or "")
    else:
        moderating.publish(scope, found, sent.response, form.wordings(sent))


def _page(
    scope: Scope,
    found: Round,
    state: str,
    made: list[tuple[Sent, forms.ModerationForm]],
    status: int = 200,
) -> Response:
    base = round_path(scope, found)
    place(("Engagement", list_path(scope)), (found.title, base), ("Responses", None))
    counts = queries.states(scope, found)
    return show(
        "engagement/responses.html",
        status=status,
        round=found,
        base=base,
        state=state,
        tabs=[
            Tab(words, f"{base}responses/?state={key}", counts.get(key, 0), key == state)
            for key, words in STATES.items()
        ],
        sent=made,
        day_of=day_of,
        refs={text.id: text for text in queries.exhibits(scope, found)},
    )
