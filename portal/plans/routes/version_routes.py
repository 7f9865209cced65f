"""The frozen versions of a plan: their list, each exactly as it was frozen, and taking one back."""

from collections.abc import Sequence

from flask import Response, flash

from portal.plans import queries
from portal.plans.forms import WithdrawForm
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import plan_page, version_page
from portal.plans.queries import as_at, manifests
from portal.plans.room import plan_path, plans_path, room
from portal.plans.rules.states import UNDECIDED
from portal.plans.service import PlanError, versioning
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.slots import collect
from tenants.roles import Permission
from tenants.scope import Scope


@room.page("/plans/<plan>/versions/", Permission.PLAN_READ)
def versions(scope: Scope, plan: Plan) -> Response:
    """Every version this reader may read, newest first, and when each was in force."""
    path = plan_path(scope, plan)
    place(("Plans", plans_path(scope)), (plan.title, path), ("Versions", None))
    rows = queries.versions(scope, plan.id)
    found = [version_page.shown(version, scope.today(), _home(scope)) for version in rows]
    return show(
        "plans/version_list.html",
        plan=plan,
        path=path,
        versions=found,
        before=version_page.before(rows),
        timeline=as_at.timeline(rows),
        slot=collect(scope, "version", [version.version_id for version in found]),
        may_freeze=scope.may(Permission.PLAN_FREEZE),
    )


@room.page("/plans/<plan>/versions/<int:version>/", Permission.PLAN_READ)
def version(scope: Scope, plan: Plan, version: Version) -> Response:
    """The plan exactly as this version froze it."""
    return _page(scope, plan, version, WithdrawForm(formdata=None))


@room.page(
    "/plans/<plan>/versions/<int:version>/withdraw", Permission.PLAN_FREEZE, methods=("POST",)
)
def withdraw(scope: Scope, plan: Plan, version: Version) -> Response:
    """Take back a version that is before no body."""
    form = WithdrawForm()
    if not form.validate():
        return _page(scope, plan, version, form, 422)
    try:
        versioning.withdraw(scope, version, form.because.data or "")
    except PlanError as error:
        form.because.errors = [str(error)]
        return _page(scope, plan, version, form, 409)
    flash(f"Version {version.number} is withdrawn.", "success")
    return go("plans.version", company=scope.company.slug, plan=plan.slug, version=version.number)


def _page(
    scope: Scope, plan: Plan, version: Version, form: WithdrawForm, status: int = 200
) -> Response:
    path = plan_path(scope, plan)
    waits = [plan.id] if version.state in ("frozen", "deferred") else []
    place(
        ("Plans", plans_path(scope)),
        (plan.title, path),
        ("Versions", f"{path}versions/"),
        (f"Version {version.number}", None),
    )
    return show(
        "plans/version.html",
        status=status,
        plan=plan,
        path=path,
        version=version_page.shown(version, scope.today(), _home(scope)),
        sections=version_page.sections(scope, plan, version),
        panels=collect(scope, "version", [version.id]).of(version.id),
        years=plan_page.plan_years(version),
        actions=collect(scope, "plan actions", waits).of(plan.id) if waits else [],
        related=[
            *_related(version, queries.versions(scope, plan.id), path),
            *_succeeded(scope, version),
        ],
        form=form if form.errors or _may_withdraw(scope, version) else None,
    )


def _home(scope: Scope) -> str:
    return f"/{scope.company.slug}/"


def _may_withdraw(scope: Scope, version: Version) -> bool:
    loose = version.state in UNDECIDED - {"submitted"}
    return loose and scope.may(Permission.PLAN_FREEZE)


def _related(version: Version, found: Sequence[Version], path: str) -> list[tuple[str, str]]:
    """Where a version leads: what changed before and after it, and what it was amended into."""
    numbers = {each.id: each.number for each in found}
    links = []
    before = version_page.before(found).get(version.number)
    if before is not None:
        words = f"What changed since version {before}"
        links.append((words, f"{path}versions/{before}/changes?to={version.number}"))
    links.append(("Compare it with another text", f"{path}versions/{version.number}/changes"))
    amended = numbers.get(version.superseded_by_id or 0)
    if amended is not None:
        done = "Approved as amended" if version.state == "submitted" else "Superseded"
        links.append((f"{done} by version {amended}", f"{path}versions/{amended}/"))
    origin = numbers.get(version.amended_from_id or 0)
    if origin is not None:
        links.append((f"As submitted: version {origin}", f"{path}versions/{origin}/"))
    return links


def _succeeded(scope: Scope, version: Version) -> list[tuple[str, str]]:
    """The successor's version that came after this one, where its reader may read it."""
    if version.superseded_by_id is None:
        return []
    found = manifests.superseding(scope, version)
    if found is None or found[1].id == version.plan_id:
        return []
    after, plan = found
    address = f"/{scope.company.slug}/plans/{plan.slug}/versions/{after.number}/"
    return [(f"Superseded by {plan.title}, version {after.number}", address)]
