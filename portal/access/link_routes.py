"""Pages on which somebody sets her own password: invited, or having forgotten it."""

from flask import Response, flash, request
from sqlalchemy.orm import Session

from portal.access.forms import ForgottenForm, WelcomeForm
from portal.notices import welcoming
from portal.web.fragments import go, show
from portal.web.guard import Room
from portal.web.pacing import Pace
from tenants import password_links
from tenants.password_links import PasswordError

FROM_ONE_PLACE = Pace(20)
"""How often somebody may ask in an hour; an office may share an address."""
TO_ONE_ADDRESS = Pace(3)
"""How many links one address is sent in an hour, whoever asks."""
TOO_MANY = "Too many people have asked from where you are in the last hour. Wait a little."


def declare(room: Room) -> None:
    """Add these pages to the room."""
    room.house("/welcome/<token>", methods=("GET", "POST"))(welcome)
    room.house("/forgotten", methods=("GET", "POST"))(forgotten)


def welcome(database: Session, token: str) -> Response:
    """Choose a password by a link. Opening it changes nothing, since machines open links too."""
    form = WelcomeForm()
    person = password_links.person_behind(database, token)
    if person is None:
        return _private(show("access/link_gone.html", status=404))
    if request.method == "GET" or not form.validate():
        status = 422 if form.errors else 200
        return _private(show("access/welcome.html", form=form, who=person, status=status))
    try:
        done = password_links.set_password(database, token, form.password.data or "")
    except PasswordError as error:
        form.password.errors = [str(error)]
        return _private(show("access/welcome.html", form=form, who=person, status=422))
    if done is None:
        return _private(show("access/link_gone.html", status=404))
    flash("Your password is set. Sign in with it.", "success")
    return _private(go("access.sign_in"))


def forgotten(database: Session) -> Response:
    """Ask for a link. Whether the address is known or not, the answer is the same."""
    form = ForgottenForm()
    if request.method == "GET":
        return show("access/forgotten.html", form=form)
    if not form.validate():
        return show("access/forgotten.html", form=form, status=422)
    if not FROM_ONE_PLACE.allows(request.remote_addr or ""):
        form.email.errors = [TOO_MANY]
        return show("access/forgotten.html", form=form, status=429)
    email = form.email.data or ""
    if TO_ONE_ADDRESS.allows(email.strip().lower()):
        welcoming.mail_forgotten(database, email)
    return show("access/link_sent.html", email=email)


def _private(response: Response) -> Response:
    """A page whose address is a secret: kept nowhere, and not handed on."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
