"""A plan is begun, and its cover changed."""

from collections.abc import Sequence

from flask import Response, flash, request

from portal.plans.forms.cover_forms import CoverForm, NewPlanForm
from portal.plans.kinds import lines_of
from portal.plans.models import Plan
from portal.plans.pages import cover_page
from portal.plans.pages.cover_page import Meanwhile
from portal.plans.queries import frames
from portal.plans.room import plan_path, plans_path, room
from portal.plans.service import CoverError, framing, starts
from portal.plans.service.framing import StaleError
from portal.plans.shapes import PlanDetails
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/new", Permission.PLAN_CREATE, methods=("GET", "POST"))
def create(scope: Scope) -> Response:
    """Begin a plan: its cover, and the sections it starts with."""
    form = NewPlanForm(data={"first_year": str(scope.today().year), "years": "1"})
    cover_page.offer(scope, form)
    form.slug.description = "Leave it empty to make it from the title."
    if request.method == "GET" or not form.validate():
        return _new(scope, form, 200 if request.method == "GET" else 422)
    details = _details(scope, form)
    if details is None:
        return _new(scope, form, 422)
    groups = lines_of(form.groups.data or "")
    sections = starts.sections_of(str(form.start.data), details.area_id, scope.councils, groups)
    try:
        plan = framing.begin_plan(scope, details, sections, groups)
    except CoverError as error:
        _refuse(form, error)
        return _new(scope, form, 409)
    flash(f"{plan.title} is begun. Its sections wait for their texts.", "success")
    return go("plans.plan", company=scope.company.slug, plan=plan.slug)


@room.page("/plans/<plan>/cover", Permission.PLAN_CREATE, methods=("GET", "POST"))
def cover(scope: Scope, plan: Plan) -> Response:
    """Change what a plan's cover says, from the cover that the form names."""
    now = frames.details_of(plan)
    if request.method == "GET":
        data = {**frames.cover_words(scope, now), "base": frames.cover_base(now)}
        form = CoverForm(formdata=None, data=data)
        cover_page.offer(scope, form, plan)
        return _changing(scope, plan, form)
    form = CoverForm()
    cover_page.offer(scope, form, plan)
    details = _details(scope, form, plan) if form.validate() else None
    if details is None:
        return _changing(scope, plan, form, 422)
    try:
        changed = framing.describe_plan(scope, plan, details, form.base.data or "")
    except StaleError as stale:
        form.base.data = frames.cover_base(frames.details_of(plan))
        return _changing(scope, plan, form, 409, cover_page.meanwhile(form, stale.now))
    except CoverError as error:
        _refuse(form, error)
        return _changing(scope, plan, form, 409)
    if changed:
        flash("The cover is saved.", "success")
    return go("plans.plan", company=scope.company.slug, plan=details.slug)


def _details(scope: Scope, form: CoverForm, plan: Plan | None = None) -> PlanDetails | None:
    try:
        return cover_page.typed(scope, form, plan)
    except ValueError as error:
        form.slug.errors = [str(error)]
        return None


def _refuse(form: CoverForm, error: CoverError) -> None:
    if error.field in form:
        form[error.field].errors = [str(error)]
    else:
        form.form_errors = [str(error)]


def _new(scope: Scope, form: NewPlanForm, status: int) -> Response:
    place(("Plans", plans_path(scope)), ("New plan", None))
    path = plans_path(scope)
    return show("plans/new.html", status=status, form=form, path=path, hints=starts.HINTS, clash=())


def _changing(
    scope: Scope,
    plan: Plan,
    form: CoverForm,
    status: int = 200,
    clash: Sequence[Meanwhile] = (),
) -> Response:
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Cover", None))
    return show("plans/cover.html", status=status, plan=plan, form=form, path=path, clash=clash)
