"""Public pages of who decides: the bodies, one body, and the people with a seat."""

from flask import Response, abort, request

from portal.decisions.pages.panels import here as path_of
from portal.decisions.sayings import OUTCOMES
from portal.overview import sayings
from portal.overview.queries import bodies, people
from portal.plans.sayings import day_of
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope
from tenants.settings import SETTINGS, body_settings

SAID = ("own_rule", "notice_clear_days", "regime", "call_in_working_days")
"""The settings that a body's page says."""


def declare(room: Room) -> None:
    """Add these pages to the room."""
    room.page("/bodies/", Permission.COMPANY_READ)(bodies_index)
    room.page("/bodies/<body>/", Permission.COMPANY_READ)(body)
    room.page("/people/", Permission.COMPANY_READ)(people_index)


def bodies_index(scope: Scope) -> Response:
    """Every body of the company and its owners, a page at a time."""
    place(("Bodies", None))
    return show(
        "overview/bodies.html",
        page_of=bodies.bodies(scope, asked_page()),
        base=path_of(scope, ""),
        facts_of=sayings.line_facts,
    )


def body(scope: Scope, body: Body) -> Response:
    """A body: who sits on it, how it decides, when it meets, what it decided."""
    place(("Bodies", path_of(scope, "bodies/")), (body.name, None))
    seats = bodies.seats_of_body(scope, body)
    settings = body_settings(scope, [body.id], SAID, scope.today())[body.id]
    councils = [group.area for group in seats.groups if group.area.area_id]
    reserved = [sayings.reserved_sentence(each) for each in bodies.reserved_to(scope, body)]
    rule = sayings.rule_sentence(body, settings["own_rule"], besides=bool(reserved))
    return show(
        "overview/body.html",
        body=body,
        kind=sayings.kind_words(body.kind),
        seats=seats,
        councils=sayings.council_names(councils),
        quorum=sayings.quorum_words(body.quorum, body.quorum_per_council, len(councils)),
        rule=rule if body.quorum else "",
        reserved=reserved,
        settings={name: SETTINGS[name].words(value) for name, value in settings.items()},
        coming=bodies.meetings_of(scope, body, coming=True),
        past=bodies.meetings_of(scope, body, coming=False),
        decided=bodies.decided_by(scope, body),
        base=path_of(scope, ""),
        outcomes=OUTCOMES,
        day_of=day_of,
    )


def people_index(scope: Scope) -> Response:
    """Whoever holds a public seat, by name, a page at a time."""
    place(("People", None))
    found = people.people(scope, asked_page())
    return show("overview/people.html", page_of=found, base=path_of(scope, ""))


def asked_page() -> int:
    """The page of a list that is asked for; 404 for what is no page."""
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= bodies.FURTHEST):
        abort(404)
    return int(asked)
