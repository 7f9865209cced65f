"""Milestones over the years, and the whole plan on one page."""

from collections.abc import Sequence
from typing import cast

from flask import Response, abort, request

from portal.kit.words import plural
from portal.plans import queries, sayings
from portal.plans.models import Plan
from portal.plans.pages import compare_page, one_page, timeline
from portal.plans.pages.timeline import MOST_LISTED, Row, Wanted
from portal.plans.queries import progress_queries
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules.progress import STATES, State
from portal.web.fragments import show
from portal.web.frame import chosen_lens, place
from tenants.base import SHARED
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/progress", Permission.PLAN_READ)
def progress(scope: Scope, plan: Plan) -> Response:
    """Milestones per plan year and council; ``?council=``, ``year=`` and ``state=`` list them."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Progress", None), lens=True)
    wanted = _wanted(scope)
    view, standing = queries.view(scope, plan), progress_queries.standing(scope, plan.id)
    areas = list(scope.areas) if wanted.council else _through_lens(scope)
    found = timeline.areas_shown(view, standing, areas, path)
    rows = timeline.rows(view, standing, areas, path)
    listed = [row for row in rows if wanted.takes(row)] if wanted != Wanted() else []
    return show(
        "plans/progress.html",
        plan=plan,
        path=path,
        facts=[plan.title, *sayings.facts(view)],
        areas=found,
        sentence=timeline.sentence(found, standing.today),
        known=any(area.known for area in found),
        numbers=[(state, STATES[state]) for state in timeline.NUMBERS],
        tabs=_tabs(rows, wanted, path),
        wanted=wanted.words({area.slug: area.name for area in scope.areas}),
        listed=listed[:MOST_LISTED],
        count=plural(len(listed), "milestone"),
        more=max(0, len(listed) - MOST_LISTED),
    )


@room.page("/plans/<plan>/overview", Permission.PLAN_READ)
def overview(scope: Scope, plan: Plan) -> Response:
    """The plan on one page: its matrix, its counts and what changed last."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("On one page", None))
    view, standing = queries.view(scope, plan), progress_queries.standing(scope, plan.id)
    compared = compare_page.areas_compared(scope, view, chosen_lens(scope))
    known = compare_page.derived(scope, view)
    columns = compare_page.columns(view, compared, standing, known)
    areas = timeline.areas_shown(view, standing, compared, path)
    return show(
        "plans/overview.html",
        plan=plan,
        path=path,
        facts=sayings.facts(view),
        columns=columns,
        rows=one_page.rows(compare_page.matrix(columns, "all"), f"{path}priorities/"),
        sections=one_page.sections(view, path),
        areas=areas,
        sentence=timeline.sentence(areas, standing.today),
        known=any(area.known for area in areas),
        numbers=[(state, STATES[state]) for state in timeline.NUMBERS],
        updates=one_page.updates(scope, view, standing, path),
    )


def _wanted(scope: Scope) -> Wanted:
    """What is asked for; 404 for a council, year or state that is none."""
    council, year, state = (request.args.get(name) for name in ("council", "year", "state"))
    if council is not None and council not in {area.slug for area in scope.areas}:
        abort(404)
    if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4):
        abort(404)
    if state is not None and state not in STATES:
        abort(404)
    return Wanted(council, int(year) if year else None, cast(State | None, state))


def _through_lens(scope: Scope) -> list[Area]:
    lens = chosen_lens(scope)
    return [a for a in scope.areas if lens is None or a.area_id in (SHARED, lens.area_id)]


def _tabs(rows: Sequence[Row], wanted: Wanted, path: str) -> list[dict[str, object]]:
    """All in one picture, then a list for each state, narrowed as the page is."""
    here = [row for row in rows if Wanted(wanted.council, wanted.year).takes(row)]
    kept = {"council": wanted.council, "year": wanted.year}
    tabs: list[dict[str, object]] = [
        {
            "text": "All",
            "href": timeline.address(path, **kept),
            "count": len(here),
            "current": wanted.state is None,
        }
    ]
    for state, words in STATES.items():
        found = sum(row.state == state for row in here)
        if found or state == wanted.state:
            href = timeline.address(path, **kept, state=state)
            current = state == wanted.state
            tabs.append({"text": words, "href": href, "count": found, "current": current})
    return tabs
