"""What changed from one version of a plan to another, or to the draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, request

from portal.plans import queries
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.pages import difference_page, version_page
from portal.plans.pages.version_page import VersionShown
from portal.plans.queries import held
from portal.plans.room import plan_path, plans_path, room
from portal.web.fragments import show
from portal.web.frame import place
from tenants.roles import Permission
from tenants.scope import Scope

DRAFT = "draft"


@dataclass(frozen=True)
class Choice:
    """A version, or the draft, with which this one can be compared."""

    value: str
    words: str
    current: bool


@room.page("/plans/<plan>/versions/<int:version>/changes", Permission.PLAN_READ)
def changes(scope: Scope, plan: Plan, version: Version) -> Response:
    """What leads from this version to that of ``?to=``: a version's number, or ``draft``."""
    path = plan_path(scope, plan)
    others = queries.versions(scope, plan.id)
    reads_draft = any(section.source == "draft" for section in queries.headings(scope, plan))
    wanted = request.args.get("to") or _default(version, others, reads_draft)
    other = next((each for each in others if str(each.number) == wanted), None)
    if other is None and not (wanted == DRAFT and reads_draft):
        abort(404)
    after = held.of_version(scope, other) if other else held.of_draft(scope, plan)
    place(
        ("Plans", plans_path(scope)),
        (plan.title, path),
        ("Versions", f"{path}versions/"),
        (f"Version {version.number}", f"{path}versions/{version.number}/"),
        ("Changes", None),
    )
    return show(
        "plans/changes.html",
        plan=plan,
        path=path,
        old=_shown(scope, version),
        new=_shown(scope, other) if other else None,
        choices=_choices(version, others, reads_draft, wanted),
        compared=difference_page.compared(scope, plan, held.of_version(scope, version), after),
    )


def _shown(scope: Scope, version: Version) -> VersionShown:
    return version_page.shown(version, scope.today(), f"/{scope.company.slug}/")


def _default(version: Version, others: Sequence[Version], reads_draft: bool) -> str:
    """The next version, else the draft, else the one before, else itself."""
    later = [each.number for each in others if each.number > version.number]
    if later:
        return str(min(later))
    if reads_draft:
        return DRAFT
    earlier = [each.number for each in others if each.number < version.number]
    return str(max(earlier, default=version.number))


def _choices(
    version: Version, others: Sequence[Version], reads_draft: bool, wanted: str
) -> list[Choice]:
    numbers = sorted(each.number for each in others if each.number != version.number)
    found = [Choice(str(n), f"Version {n}", str(n) == wanted) for n in numbers]
    if reads_draft:
        found.append(Choice(DRAFT, "The draft", wanted == DRAFT))
    return found
