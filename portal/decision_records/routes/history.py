"""The way of a matter through every body."""

from flask import Response

from portal.decision_records.queries.journey import journey_of
from portal.decision_records.queries.records import has_record
from portal.decisions.models import Matter
from portal.decisions.pages import panels
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope


def declare(room: Room) -> None:
    """Add the page to the room."""
    room.page("/decisions/<matter>/history", Permission.MATTER_READ)(history)


def history(scope: Scope, matter: Matter) -> Response:
    """From submission to discharge, over the matter and all its parts."""
    found = journey_of(scope, matter)
    root = found.root
    base = panels.here(scope, "decisions/")
    here = place(("Decisions", base), (root.title, base + root.slug), ("History", None))
    here.current = "decisions.index"
    return show(
        "decision_records/history.html", journey=found, base=base, has_record=has_record(root)
    )
