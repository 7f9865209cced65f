"""A plan whose things hang together, and a team plan under it."""

from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Plan
from portal.plans.shapes import PlanDetails, SectionDetails
from tenants.base import SHARED
from tenants.scope import Scope

THREAD = "/afc/plans/threaded/"
KINGSTON, RICHMOND = 1, 2


def weave_plans(scope: Scope) -> Plan:
    """Kingston's outcome is served by its priority, which a measure, an action and a team carry;
    Richmond's priority names Kingston's outcome, which nobody in Richmond can read."""
    plan = _plan(
        scope,
        PlanDetails("threaded", "Threaded plan", "business", 2019, 5),
        ("outcomes", KINGSTON),
        ("priorities", KINGSTON),
        ("measures", SHARED),
        ("actions", KINGSTON),
        ("priorities", RICHMOND),
    )
    _add(scope, plan, "A", "KIN-O1", title="Safe at home")
    _add(scope, plan, "A", "KIN-O2", title="Heard in court")
    _add(scope, plan, "B", "KIN-P1", serves="KIN-O1", measures="M1", supporting="Team plan\nGone")
    _add(scope, plan, "C", "M1", title="Families who come back")
    _add(scope, plan, "D", "KIN-A1", serves="KIN-P1")
    _add(scope, plan, "E", "RIC-P1", serves="KIN-P1", people="Former Kingston")
    details = PlanDetails("team-plan", "Team plan", "team", 2019, 1, parent_id=plan.id)
    team = _plan(scope, details, ("actions", KINGSTON))
    _add(scope, team, "A", "KIN-T1", title="Weekly", lead="Team", serves="threaded#KIN-P1")
    return plan


def _plan(scope: Scope, details: PlanDetails, *sections: tuple[str, int]) -> Plan:
    letters = zip("ABCDE", sections, strict=False)
    return service.create_plan(
        scope,
        details,
        [SectionDetails(letter, f"Part {letter}", *section) for letter, section in letters],
    )


def _add(scope: Scope, plan: Plan, letter: str, ref: str, title: str = "", **texts: str) -> None:
    section = queries.find_section(scope, plan, letter)
    assert section is not None
    content = Content.of({"title": title or f"Title of {ref}", "wording": "Words.", **texts})
    service.add_item(scope, plan, section, ref, content)
