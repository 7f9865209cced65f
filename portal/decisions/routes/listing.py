"""The list of decisions: what waits, what came to nothing, what was decided; a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, abort, request

from portal.decisions.forms.listing import ListForm, offer_bodies
from portal.decisions.queries import lists
from portal.decisions.standing import OUTCOMES
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Listing:
    """One list of the page: its heading, its rows, and the addresses of the pages round it."""

    state: str
    title: str
    window: lists.Window
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Tab:
    """One choice of which list to see."""

    text: str
    href: str
    current: bool


def declare(room: Room) -> None:
    """Add the page to the room."""
    room.page("/decisions/", Permission.MATTER_READ)(index)


def index(scope: Scope) -> Response:
    """Every matter this reader can see, by what became of it, the newest first."""
    place(("Decisions", None))
    state, page = _asked_state(), _asked_page()
    bodies = lists.bodies(scope)
    form = ListForm(request.args)
    offer_bodies(form, bodies)
    fine = form.validate()
    sought = _sought(form, bodies, page) if fine else lists.Sought()
    shown = [state] if state else list(lists.STATES)
    return show(
        "decisions/index.html",
        block="listed",
        status=200 if fine else 422,
        form=form,
        state=state,
        tabs=_tabs(state),
        narrowed=any(request.args.get(name) for name in ("q", "body", "year")),
        listings=[_listing(scope, each, sought) for each in shown] if fine else [],
        outcomes=OUTCOMES,
        submits=scope.may(Permission.MATTER_SUBMIT),
        keeps_records=scope.holds(Permission.RECORD_KEEP),
    )


def _asked_state() -> str:
    state = request.args.get("state", "")
    if state and state not in lists.STATES:
        abort(404)
    return state


def _asked_page() -> int:
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= lists.FURTHEST):
        abort(404)
    return int(asked) if request.args.get("state") else 1


def _sought(form: ListForm, bodies: Sequence[tuple[int, str, str]], page: int) -> lists.Sought:
    numbers = {slug: number for number, slug, _ in bodies}
    body = numbers.get(form.body.data)
    return lists.Sought(body, form.asked_year, form.q.data or "", page)


def _listing(scope: Scope, state: str, sought: lists.Sought) -> Listing:
    found = lists.window(scope, state, sought)
    before, after = (_address(state=state, page=number) for number in (found.before, found.after))
    return Listing(
        state,
        lists.STATES[state],
        found,
        before if found.before else None,
        after if found.after else None,
    )


def _tabs(state: str) -> list[Tab]:
    named = {"": "All", **lists.STATES}
    return [Tab(text, _address(state=each), each == state) for each, text in named.items()]


def _address(state: str, page: int | None = None) -> str:
    """This list with the same filters, in another state or on another page."""
    kept = {name: request.args.get(name, "") for name in ("q", "body", "year")}
    asked = {**kept, "state": state, "page": "" if page in (None, 1) else str(page)}
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"{request.path}?{said}" if said else request.path
