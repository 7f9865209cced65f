"""What this room shows on the pages of plans: a button to submit, and what became of a version."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import render_template
from markupsafe import Markup

from portal.decisions import queries
from portal.decisions.standing import Standing
from portal.web import slots
from tenants.roles import Permission
from tenants.scope import Scope


def fill_slots() -> None:
    """Register the panels of this room, once."""
    slots.fill("plan actions", _submit_buttons)
    slots.fill("version", _version_panels)


def here(scope: Scope, path: str) -> str:
    """The address of a page of the scope's company."""
    return f"/{scope.company.slug}/{path}"


def version_path(scope: Scope, standing: Standing) -> str | None:
    """The page of the version that was submitted; None where its reader may not read it."""
    if standing.version is None or standing.plan is None:
        return None
    return here(scope, f"plans/{standing.plan.slug}/versions/{standing.version.number}/")


def _submit_buttons(scope: Scope, plan_ids: Sequence[int]) -> Mapping[int, Markup]:
    if not scope.may(Permission.MATTER_SUBMIT):
        return {}
    panels = {}
    for version, plan in reversed(queries.frozen_versions(scope)):
        if plan.id in plan_ids:
            address = urlencode({"plan": plan.slug, "version": version.number})
            panels[plan.id] = _rendered(
                "decisions/panels/submit.html",
                number=version.number,
                href=here(scope, f"decisions/submit?{address}"),
            )
    return panels


def _version_panels(scope: Scope, version_ids: Sequence[int]) -> Mapping[int, Markup]:
    return {
        listed.matter.version_id: _rendered(
            "decisions/panels/version.html",
            listed=listed,
            href=here(scope, f"decisions/{listed.matter.slug}"),
        )
        for listed in queries.matters_of_versions(scope, version_ids)
    }


def _rendered(template: str, **context: object) -> Markup:
    return Markup(render_template(template, **context))  # noqa: S704 - Jinja has escaped it
