"""Sign in, sign out, switch hats."""

from flask import Response, flash, request, session
from flask_login import current_user, login_user, logout_user
from sqlalchemy.orm import Session

from portal.access import link_routes
from portal.access.forms import HatForm, SignInForm
from portal.kit.text import control_characters
from portal.kit.words import plural
from portal.reading import keeping
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, keep_even_if_refused
from portal.web.visitors import CHOSEN_HAT, SignedIn
from tenants import identity
from tenants.roles import Permission
from tenants.scope import Scope, Visitor

room = Room("access", __name__)
link_routes.declare(room)

NO_MATCH = "The email address or the password is not right. Check both and try again."
LONGEST_ADDRESS = 2000
"""Characters of an address to go on to after signing in."""


@room.house("/sign-in", methods=("GET", "POST"))
def sign_in(database: Session) -> Response:
    """The form at the door. A failure is counted, whether or not there is such a person."""
    form = SignInForm()
    if request.method == "GET":
        return _go_on() if current_user.is_authenticated else _form(form, 200)
    if not form.validate():
        return _form(form, 422)
    try:
        entered = identity.sign_in(database, form.email.data or "", form.password.data or "")
    except identity.TooManyFailuresError as error:
        wait = plural(error.minutes, "minute")
        form.password.errors = [
            f"There were too many wrong passwords for this address. Wait {wait}, then try again."
        ]
        return _form(form, 429)
    if entered is None:
        keep_even_if_refused()
        form.password.errors = [NO_MATCH]
        return _form(form, 422)
    return _enter(database, *entered)


@room.house("/sign-out", methods=("POST",))
def sign_out(database: Session) -> Response:
    """End this session, for whoever still holds its token."""
    _end(database)
    logout_user()
    session.clear()
    flash("You are signed out.", "success")
    response = go("overview.house_home")
    # On a shared machine the Back button must not show what the last person read, nor must the
    # papers that she kept to read without a connection.
    return keeping.leave_nothing(response)


@room.page("/hat", Permission.WORK_READ, methods=("GET", "POST"))
def hat(scope: Scope) -> Response:
    """Choose under which role you act, where you have several in this company."""
    form = HatForm()
    form.hat.choices = [choice(worn.appointment_id or 0, worn.label) for worn in scope.hats]
    if request.method == "GET":
        form.hat.data = scope.hat.appointment_id if scope.hat else None
    elif form.validate():
        session[CHOSEN_HAT] = form.hat.data
        chosen = next(worn for worn in scope.hats if worn.appointment_id == form.hat.data)
        flash(f"You now act as {chosen.label}.", "success")
        return go("overview.company_home", company=scope.company.slug)
    place(("Switch role", None))
    return show("access/hat.html", form=form, status=422 if form.errors else 200)


def _form(form: SignInForm, status: int) -> Response:
    return show("access/sign_in.html", form=form, status=status)


def _enter(database: Session, token: str, person_id: int) -> Response:
    _end(database)
    session.clear()
    session.permanent = True
    login_user(SignedIn(Visitor(person_id), token))
    return keeping.greet(_go_on(), person_id)


def _end(database: Session) -> None:
    if current_user.token:
        identity.sign_out(database, current_user.token)


def _go_on() -> Response:
    """To the page that was asked for at the door, else home."""
    wanted = request.args.get("next", "")
    if is_ours(wanted):
        return Response("", 303, {"Location": wanted})
    return go("overview.house_home")


def is_ours(address: str) -> bool:
    """Whether an address is a path of this portal: never another site's, nor two headers in one."""
    if not address.startswith("/") or len(address) > LONGEST_ADDRESS:
        return False
    # Browsers read a backslash as a slash, and leave tabs and line ends out.
    if address.startswith("//") or {"\\", "\t", "\n", "\r"} & set(address):
        return False
    return not control_characters(address)
