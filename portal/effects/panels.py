"""What this room shows on other rooms' pages: what follows a decision; a draft that is locked."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.decisions.models import Matter
from portal.effects import pages, queries
from portal.plans.models import Plan
from portal.plans.service.locking import locking_version
from portal.web import slots
from portal.web.templating import drawn
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("matter", _of_matters)
    slots.fill("version", _of_versions)
    slots.fill("plan", _of_plans)


def _of_matters(scope: Scope, matter_ids: Sequence[int]) -> Mapping[int, Markup]:
    found = queries.after(scope, matter_ids)
    panels = {}
    for matter_id, after in found.items():
        # The page has read it already: it comes from the session's memory.
        matter = scope.session.get_one(Matter, matter_id)
        conducts = scope.may(Permission.SITTING_CONDUCT, body_id=matter.body_id)
        if not (after.effect or after.conditions or after.call_ins or conducts):
            continue
        panels[matter_id] = drawn(
            "effects/panels/matter.html",
            after=after,
            pages=pages,
            today=scope.today(),
            sentence=pages.sentence(after, scope.today()),
            points=pages.points(matter, after, scope.today()),
            base=f"/{scope.company.slug}/decisions/{matter.slug}",
            conducts=conducts,
            ended=matter.ended_because is not None,
        )
    return panels


def _of_versions(scope: Scope, version_ids: Sequence[int]) -> Mapping[int, Markup]:
    """When an approved version comes into force, while that is still to come."""
    waiting = queries.waiting_versions(scope, version_ids)
    found = queries.after(scope, [matter.id for matter in waiting.values()])
    panels = {}
    for version_id, matter in waiting.items():
        words = pages.sentence(found[matter.id], scope.today())
        base = f"/{scope.company.slug}/decisions/{matter.slug}"
        if words:
            panels[version_id] = drawn("effects/panels/version.html", words=words, base=base)
    return panels


def _of_plans(scope: Scope, plan_ids: Sequence[int]) -> Mapping[int, Markup]:
    """That a draft is locked, by which version, and who opens it."""
    panels = {}
    for plan_id in plan_ids:
        version = locking_version(scope, plan_id)
        if version is None:
            continue
        plan = scope.session.get_one(Plan, plan_id)
        panels[plan_id] = drawn(
            "effects/panels/plan.html",
            version=version,
            base=f"/{scope.company.slug}/plans/{plan.slug}",
            opens=scope.may(Permission.PLAN_FREEZE),
        )
    return panels
