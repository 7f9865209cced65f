"""The list of plans, a plan, and what a director does with it as a whole."""

from functools import partial

from flask import Response, abort, flash, request

from portal.plans import queries, register, sayings, service
from portal.plans.forms import FreezeForm, ReleaseForm
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import drawing, framework, plan_page, version_page
from portal.plans.queries import progress_queries
from portal.plans.room import plan_path, plans_path, room
from portal.plans.routes import (
    arrange_routes,
    as_at_routes,
    attachment_routes,
    compare_routes,
    cover_routes,
    derivation_routes,
    derive_routes,
    difference_routes,
    file_routes,
    import_routes,
    outside_routes,
    priority_routes,
    progress_routes,
    refresh_routes,
    scratch_routes,
    section_routes,
    strategy_routes,
    thread_routes,
    timeline_routes,
    version_routes,
)
from portal.plans.service import versioning
from portal.plans.shapes import PlanView
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.frame import chosen_lens, place
from portal.web.slots import collect
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope

# These add their pages to the room, and the room to the house, when they are imported.
__all__ = [
    "arrange_routes",
    "as_at_routes",
    "attachment_routes",
    "compare_routes",
    "cover_routes",
    "derivation_routes",
    "derive_routes",
    "difference_routes",
    "file_routes",
    "import_routes",
    "outside_routes",
    "priority_routes",
    "progress_routes",
    "refresh_routes",
    "register",
    "room",
    "scratch_routes",
    "section_routes",
    "strategy_routes",
    "thread_routes",
    "timeline_routes",
    "version_routes",
]


@room.page("/plans/", Permission.PLAN_READ)
def index(scope: Scope) -> Response:
    """The planning framework: the plans this reader can see, as a tree."""
    place(("Plans", None))
    lines, base = framework.lines(scope), plans_path(scope)
    return show(
        "plans/index.html",
        lines=lines,
        listings=framework.listings(scope, lines, base),
        base=base,
        version_words=partial(sayings.version_words, day=scope.today()),
        may_create=scope.may(Permission.PLAN_CREATE),
    )


@room.page("/plans/<plan>/", Permission.PLAN_READ)
def plan(scope: Scope, plan: Plan) -> Response:
    """The plan, as much of it as the reader may read; ``?section=D`` for one section."""
    place(("Plans", plans_path(scope)), (plan.title, None), lens=True)
    view = queries.view(scope, plan)
    path = plan_path(scope, plan)
    letter = request.args.get("section")
    standing = progress_queries.standing(scope, plan.id)
    found = plan_page.sections(scope, view, path, standing)
    if letter is not None and letter not in {section.letter for section in found}:
        abort(404)
    listed, read = plan_page.seen_through(found, chosen_lens(scope), letter)
    return show(
        "plans/plan.html",
        plan=plan,
        path=path,
        listed=listed,
        sections=read,
        letter=letter,
        facts=sayings.facts(view),
        drawn=drawing.drawer(scope, view, path, read, standing),
        saved="",
        may_frame=scope.may(Permission.PLAN_CREATE),
        matrix=any(section.kind == "focus" for section in found),
        version=view.version,
        banner=version_page.announced(view),
        panels=_panels(scope, "version", view.version),
        of_plan=collect(scope, "plan", [plan.id]).of(plan.id),
        actions=collect(scope, "plan actions", [plan.id]).of(plan.id),
        may_release=bool(_unreleased(scope, view)),
        may_freeze=view.has_draft and scope.may(Permission.PLAN_FREEZE),
        known=bool(standing.areas),
        may_refresh=view.version is not None and scope.may(Permission.PLAN_REFRESH),
        compares=len({part.area_id for part in found if part.kind == "priorities"}) > 1,
    )


@room.page("/plans/<plan>/release", Permission.PLAN_RELEASE, methods=("GET", "POST"))
def release(scope: Scope, plan: Plan) -> Response:
    """Let one area's commissioners read its draft."""
    form = ReleaseForm()
    areas = _unreleased(scope, queries.view(scope, plan))
    form.area.choices = [choice(area.slug, area.name) for area in areas]
    place(("Plans", plans_path(scope)), (plan.title, plan_path(scope, plan)), ("Release", None))
    if request.method == "POST" and form.validate():
        return _release(scope, plan, form, areas)
    return _release_form(plan, form, 422 if form.errors else 200)


@room.page("/plans/<plan>/freeze", Permission.PLAN_FREEZE, methods=("GET", "POST"))
def freeze(scope: Scope, plan: Plan) -> Response:
    """Freeze the whole draft as its next version."""
    form = FreezeForm()
    place(("Plans", plans_path(scope)), (plan.title, plan_path(scope, plan)), ("Freeze", None))
    if request.method == "GET" or not form.validate():
        return show("plans/freeze.html", plan=plan, form=form, path=plan_path(scope, plan))
    try:
        version = versioning.freeze(scope, plan)
    except service.PlanError as error:
        form.form_errors = [str(error)]
        path = plan_path(scope, plan)
        return show("plans/freeze.html", plan=plan, form=form, path=path, status=409)
    flash(f"Version {version.number} is frozen. Its text can no longer change.", "success")
    return go("plans.version", company=scope.company.slug, plan=plan.slug, version=version.number)


def _release(scope: Scope, plan: Plan, form: ReleaseForm, areas: list[Area]) -> Response:
    wanted = next((area for area in scope.areas if area.slug == form.area.data), None)
    if not form.area.data:
        form.area.errors = ["Choose whose draft you release."]
        return _release_form(plan, form, 422)
    if wanted is None:
        abort(404)
    try:
        service.release(scope, plan, wanted.area_id)
    except service.PlanError as error:
        form.area.errors = [str(error)]
        return _release_form(plan, form, 409)
    flash(f"The draft of {wanted.name} is released to its commissioners.", "success")
    return go("plans.plan", company=scope.company.slug, plan=plan.slug)


def _release_form(plan: Plan, form: ReleaseForm, status: int) -> Response:
    return show("plans/release.html", plan=plan, form=form, status=status)


def _panels(scope: Scope, slot: str, version: Version | None) -> list[object]:
    return [] if version is None else list(collect(scope, slot, [version.id]).of(version.id))


def _unreleased(scope: Scope, view: PlanView) -> list[Area]:
    waiting = {s.area_id for s in view.sections if s.source == "draft" and not s.released}
    return [
        area
        for area in scope.areas
        if area.area_id in waiting and scope.may(Permission.PLAN_RELEASE, area_id=area.area_id)
    ]
