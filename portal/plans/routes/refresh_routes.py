"""The annual refresh: a director rolls the plan forward to a new draft."""

from collections.abc import Mapping

from flask import Response, flash, request

from portal.kit.words import plural
from portal.plans import sayings
from portal.plans.forms import RefreshForm
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import version_page
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules import rolling
from portal.plans.service import PlanError, refreshing
from portal.plans.service.refreshing import AlreadyError, Refresh, TitleError
from portal.web.forms import choice
from portal.web.fragments import go, show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

HOW: Mapping[str, tuple[bool, bool]] = {
    "shift": (True, False),
    "keep": (False, False),
    "successor": (True, True),
}
"""Of each answer, whether the years move on, and whether it is a plan of its own."""


@room.page("/plans/<plan>/refresh", Permission.PLAN_REFRESH, methods=("GET", "POST"))
def refresh(scope: Scope, plan: Plan) -> Response:
    """Choose how the plan is rolled forward, and roll it."""
    place(("Plans", plans_path(scope)), (plan.title, plan_path(scope, plan)), ("Refresh", None))
    source = refreshing.source_of(scope, plan)
    form = _form(scope, plan)
    if request.method == "GET" or source is None:
        return _page(scope, plan, source, form, 200 if request.method == "GET" else 409)
    if not form.validate():
        return _page(scope, plan, source, form, 422)
    shift, successor = HOW[form.how.data]
    how = Refresh(form.title.data or "", shift=shift, successor=successor)
    try:
        into = refreshing.roll_forward(scope, plan, source, how)
    except AlreadyError as error:
        flash(f"Version {source.number} was rolled forward already: this is its draft.", "notice")
        return go("plans.plan", company=scope.company.slug, plan=error.plan.slug)
    except TitleError as error:
        form.title.errors = [str(error)]
        return _page(scope, plan, source, form, 422)
    except PlanError as error:
        form.form_errors = [str(error)]
        return _page(scope, plan, source, form, 409)
    flash(f"Version {source.number} is rolled forward. This is the new draft.", "success")
    return go("plans.plan", company=scope.company.slug, plan=into.slug)


def _form(scope: Scope, plan: Plan) -> RefreshForm:
    to = refreshing.roll_of(scope, plan, shift=True)
    title = rolling.new_title(plan.title, plan.first_year, plan.years, to)
    begins = {"how": "shift", "title": title} if request.method == "GET" else {}
    form = RefreshForm(data=begins)
    form.how.choices = [
        choice("shift", f"This plan, a year on: {_period(to)}"),
        choice("keep", f"This plan, with its years: {_period(plan)}"),
        choice("successor", f"A new plan that follows this one: {_period(to)}"),
    ]
    return form


def _page(
    scope: Scope, plan: Plan, source: Version | None, form: RefreshForm, status: int
) -> Response:
    into = None
    if source is not None and source.refreshed_into_id is not None:
        into = scope.session.get(Plan, source.refreshed_into_id)
    return show(
        "plans/refresh.html",
        status=status,
        plan=plan,
        path=plan_path(scope, plan),
        source=version_page.shown(source, scope.today()) if source else None,
        into=into,
        into_path=plan_path(scope, into) if into else "",
        hints=_hints(scope, plan),
        form=form,
    )


def _hints(scope: Scope, plan: Plan) -> dict[str, str]:
    """What becomes of the milestones, for each answer."""
    same = "Every priority stays itself, with its history and its progress."
    new = "Priorities are taken over from the version, and each says from which it came."
    shifted, kept = (_steps(scope, plan, shift=shift) for shift in (True, False))
    return {
        "shift": f"{same} {shifted}",
        "keep": f"{same} {kept}",
        "successor": f"{new} Progress stays with this plan. {shifted}",
    }


def _steps(scope: Scope, plan: Plan, *, shift: bool) -> str:
    to = refreshing.roll_of(scope, plan, shift=shift)
    steps = refreshing.steps_of(scope, plan, to)
    if not steps.history + steps.carried:
        return "No milestone is of a finished year."
    history = f"{plural(steps.history, 'milestone')} done in finished years stay as history"
    year = sayings.plan_year_words(to.open_from)
    return f"{history}; {steps.carried} not done go on to {year}, each marked so."


def _period(of: Plan | rolling.Roll) -> str:
    return f"April {of.first_year} to March {of.first_year + of.years}"
