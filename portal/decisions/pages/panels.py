"""What this room shows on the pages of plans: a button to submit, and what became of a version."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from portal.decisions import queries
from portal.decisions.standing import OUTCOMES, Standing, body_words
from portal.web import slots
from portal.web.templating import Drawings
from tenants.clock import civil_day
from tenants.roles import Permission
from tenants.scope import Scope

_submitting = Drawings("decisions/panels/submit.html", 100)
_decided = Drawings("decisions/panels/version.html", 200)


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
            panels[plan.id] = _drawn(
                _submitting,
                {"number": version.number, "href": here(scope, f"decisions/submit?{address}")},
            )
    return panels


def _version_panels(scope: Scope, version_ids: Sequence[int]) -> Mapping[int, Markup]:
    panels: dict[int, Markup] = {}
    for listed in queries.matters_of_versions(scope, version_ids):
        version, drawn = listed.matter.version_id, _drawn(_decided, _version_facts(scope, listed))
        if version is None:
            continue
        panels[version] = panels[version] + drawn if version in panels else drawn
    return panels


def _version_facts(scope: Scope, listed: queries.Listed) -> dict[str, object]:
    matter = listed.matter
    planned = listed.sitting.on_day if listed.sitting else None
    day = civil_day(matter.decided_at) if matter.decided_at else planned
    return {
        "title": matter.title,
        "outcome": OUTCOMES[matter.outcome] if matter.outcome else "",
        "body": body_words(listed.body.name) if matter.state != "withdrawn" else "",
        "day": day,
        "number": listed.reserved.number,
        "href": here(scope, f"decisions/{matter.slug}"),
    }


def _drawn(drawings: Drawings, facts: dict[str, object]) -> Markup:
    return drawings.draw(tuple(facts.values()), lambda: facts)
