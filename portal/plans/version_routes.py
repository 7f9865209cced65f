"""The frozen versions of a plan: their list, and each exactly as it was frozen."""

from flask import Response

from portal.plans import plan_page, queries, version_page
from portal.plans.models import Plan, Version
from portal.plans.room import plan_path, plans_path, room
from portal.web.fragments import show
from portal.web.frame import place
from portal.web.slots import collect
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/versions/", Permission.PLAN_READ)
def versions(scope: Scope, plan: Plan) -> Response:
    """Every version this reader may read, newest first."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Versions", None))
    found = [version_page.shown(version) for version in queries.versions(scope, plan.id)]
    return show(
        "plans/version_list.html",
        plan=plan,
        path=path,
        versions=found,
        slot=collect(scope, "version", [version.version_id for version in found]),
        may_freeze=scope.may(Permission.PLAN_FREEZE),
    )


@room.page("/plans/<plan>/versions/<int:version>/", Permission.PLAN_READ)
def version(scope: Scope, plan: Plan, version: Version) -> Response:
    """The plan exactly as this version froze it."""
    path = plan_path(scope, plan)
    waits = [plan.id] if version.state == "frozen" else []
    place(
        ("Plans", plans_path(scope)),
        (plan.title, path),
        ("Versions", f"{path}versions/"),
        (f"Version {version.number}", None),
    )
    return show(
        "plans/version.html",
        plan=plan,
        path=path,
        version=version_page.shown(version),
        sections=version_page.sections(scope, plan, version),
        panels=collect(scope, "version", [version.id]).of(version.id),
        years=plan_page.plan_years(plan),
        actions=collect(scope, "plan actions", waits).of(plan.id) if waits else [],
    )
