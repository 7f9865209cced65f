"""The forward plan: a page at a time, and as a file."""

from collections.abc import Mapping, Sequence

from flask import Response, abort, request

from portal.decision_records import forward_file
from portal.decision_records.queries import forward
from portal.decision_records.rules import AGENDA, KEY_NOTICE
from portal.decisions.pages import panels
from portal.documents.serving import download
from portal.kit.tables import CSV
from portal.web import slots
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope

FURTHEST = 1000
"""Pages."""


def declare(room: Room) -> None:
    """Add these pages to the room."""
    room.page("/decisions/forward-plan", Permission.MATTER_READ)(forward_plan)
    room.page("/decisions/forward-plan.csv", Permission.MATTER_READ)(forward_plan_csv)


def forward_plan(scope: Scope) -> Response:
    """What will be decided, where and when, and by when what has to be published."""
    here = place(("Decisions", panels.here(scope, "decisions/")), ("Forward plan", None))
    here.current = "decisions.index"
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= FURTHEST):
        abort(404)
    found = forward.forward_plan(scope, int(asked))
    told = _told(scope, [each.id for each in found.planned])
    return show(
        "decision_records/forward_plan.html",
        plan=found,
        told=told,
        today=scope.today(),
        base=panels.here(scope, "decisions/"),
        late=sum(
            each.passed and not told[each.what].of(one.id)
            for one in found.planned
            for each in one.deadlines
        ),
    )


def _told(scope: Scope, matter_ids: Sequence[int]) -> Mapping[str, slots.Slot]:
    """What was published of each matter, as other rooms know it, by what has to be published."""
    return {
        AGENDA: slots.collect(scope, "forward-agenda", matter_ids),
        KEY_NOTICE: slots.collect(scope, "forward-plan", matter_ids),
    }


def forward_plan_csv(scope: Scope) -> Response:
    """The same as a table, all pages in one."""
    body = forward_file.as_csv(forward.whole_plan(scope))
    return download(scope, body, CSV, f"{scope.company.slug}-forward-plan.csv")
