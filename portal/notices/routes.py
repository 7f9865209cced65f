"""Pages on which people say what they want to hear of."""

from flask import Response, current_app, flash, request

from portal.notices import service, subscribing, topics
from portal.notices.forms import KeepForm, SubscribeForm, WishForm
from portal.notices.models import Subscription
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.frame import KEY_ARGUMENT, place
from portal.web.guard import Room
from portal.web.pacing import Pace
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("notices", __name__)

FROM_ONE_PLACE = Pace(20)
"""How often somebody without an account may ask in an hour; an office may share an address."""
TO_ONE_ADDRESS = Pace(3)
"""How many links one address is sent in an hour, whoever asks."""
TOO_MANY = (
    "Too many people have asked from where you are in the last hour. What you wrote is still "
    "below. Wait a little, then send it again."
)


@room.page("/notices/", Permission.NOTICE_ASK, methods=("GET", "POST"))
def subscribe(scope: Scope) -> Response:
    """Ask to be told of topics. Whatever is known of the address, the answer is the same."""
    place(("Emails", None))
    form, offered = SubscribeForm(), topics.offered(scope)
    form.topics.choices = [choice(topic.key, topic.label) for topic in offered]
    if request.method == "GET":
        wanted = request.args.getlist("topic")
        form.topics.data = [topic.key for topic in offered if topic.key in wanted]
        return _subscribe_page(form, 200)
    if not form.validate():
        return _subscribe_page(form, 422)
    if not FROM_ONE_PLACE.allows(request.remote_addr or ""):
        form.form_errors = [TOO_MANY]
        return _subscribe_page(form, 429)
    email = form.email.data or ""
    if TO_ONE_ADDRESS.allows(f"{scope.company_id} {email.strip().lower()}"):
        chosen = [topic for topic in offered if topic.key in (form.topics.data or ())]
        subscribing.ask(scope, email, chosen)
    return show("notices/asked.html", email=email, lasting=subscribing.LASTING.days)


@room.page("/notices/confirm", Permission.NOTICE_ASK, methods=("GET", "POST"))
def confirm(scope: Scope) -> Response:
    """Say yes. Opening the link changes nothing, since machines open links too."""
    place(("Emails", f"/{scope.company.slug}/notices/"), ("Confirm", None))
    held = subscribing.by_key(scope, _key())
    if held is None:
        return _private(show("notices/gone.html", status=404))
    labels = _labels(scope, held.asked)
    if request.method == "POST":
        subscribing.confirm(held)
        return _private(show("notices/confirmed.html", labels=labels))
    return _private(show("notices/confirm.html", labels=labels))


@room.page("/notices/stop", Permission.NOTICE_ASK, methods=("GET", "POST"))
def stop(scope: Scope) -> Response:
    """Stop, or keep some. A mail program stops by one POST without a page (RFC 8058)."""
    place(("Emails", f"/{scope.company.slug}/notices/"), ("Stop", None))
    held = subscribing.by_stopping_key(scope, _secret(), _key())
    if held is None:
        return _private(show("notices/gone.html", status=404))
    form = KeepForm()
    named = _labels(scope, held.topics)
    form.topics.choices = [choice(key, named[key]) for key in held.topics]
    if request.method == "GET":
        form.topics.data = held.topics
        return _private(show("notices/stop.html", form=form))
    return _private(_stopped(form, held))


@room.page("/notices/mine", Permission.WORK_READ, methods=("GET", "POST"))
def mine(scope: Scope) -> Response:
    """Which e-mails somebody with an account wants, of whatever company."""
    place(("My emails", None))
    form = WishForm()
    form.kinds.choices = [choice(kind, words) for kind, words in service.KINDS.items()]
    if request.method == "GET":
        form.kinds.data = service.wishes(scope)
    elif form.validate():
        service.wish(scope, form.kinds.data or ())
        flash("Kept. You are sent these emails from now on.", "success")
        return go("notices.mine", company=scope.company.slug)
    return show("notices/mine.html", form=form, status=422 if form.errors else 200)


def _subscribe_page(form: SubscribeForm, status: int) -> Response:
    return show("notices/subscribe.html", form=form, status=status)


def _stopped(form: KeepForm, held: Subscription) -> Response:
    if request.form.get("List-Unsubscribe") or "all" in request.form or not form.validate():
        subscribing.stop(held)
    else:
        subscribing.change(held, form.topics.data or ())
    return show("notices/stopped.html", going_on=bool(held.topics))


def _labels(scope: Scope, keys: list[str]) -> dict[str, str]:
    """What topics are called; one that is offered no more keeps a plain name."""
    named = {topic.key: topic.label for topic in topics.offered(scope)}
    return {key: named.get(key, "Something that is not told of any more") for key in keys}


def _key() -> str:
    return request.args.get(KEY_ARGUMENT, "")


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _private(response: Response) -> Response:
    """A page whose address is a secret: kept nowhere, and not handed on."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
