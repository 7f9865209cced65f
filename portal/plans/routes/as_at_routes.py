"""The plan as at any date."""

from datetime import date

from flask import Response, request
from werkzeug.datastructures import MultiDict

from portal.plans import queries
from portal.plans.forms import AsAtForm
from portal.plans.models import Plan
from portal.plans.pages import plan_page, version_page
from portal.plans.queries import as_at
from portal.plans.room import plan_path, plans_path, room
from portal.web.fragments import show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/as-at", Permission.PLAN_READ)
def as_at_day(scope: Scope, plan: Plan) -> Response:
    """What was in force on ``?on=2019-10-01``, or on the day of the three boxes; today if unasked.

    The days are the company's.
    """
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("As at a date", None))
    asked, today = _asked(request.args), {"on": scope.today()}
    form = AsAtForm(formdata=asked or None, data=today, meta={"csrf": False})
    fine = form.validate() if form.asked else True
    day = form.on.data if fine and form.on.data else scope.today() if fine else None
    found = queries.versions(scope, plan.id)
    standing = as_at.stood(found, day, scope.today()) if day is not None else None
    version = standing.version if standing else None
    home = f"/{scope.company.slug}/"
    return show(
        "plans/version.html",
        status=200 if fine else 422,
        plan=plan,
        path=path,
        as_at=standing,
        form=form,
        day=day,
        timeline=as_at.timeline(found),
        version=version_page.shown(version, scope.today(), home) if version else None,
        sections=version_page.sections(scope, plan, version) if version else [],
        panels=[],
        actions=[],
        years=plan_page.plan_years(version) if version else (),
    )


def _asked(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """The address of a day, in three boxes or in one piece, as the form reads it."""
    whole = args.get("on", "")
    if not whole:
        return args
    try:
        day = date.fromisoformat(whole)
    except ValueError:
        return MultiDict({"on-day": whole})
    boxes = {"on-day": str(day.day), "on-month": str(day.month), "on-year": f"{day.year:04}"}
    return MultiDict(boxes)
