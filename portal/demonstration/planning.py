"""The demonstration's plans, written as its directors would write them."""

from portal.demonstration.shapes import SHARED, Plan, Priority, Section
from portal.plans import models as plan_models
from portal.plans import queries, service
from portal.plans.content import Content, Milestone
from tenants import service as tenancy
from tenants.scope import Scope

RELEASED = {
    "business-plan-2019-2024": (SHARED, "kingston"),
    "business-plan-2019-2022": (SHARED, "sunderland"),
}
"""Which parts of which draft the commissioners have been shown; the others are still the editors'.

Richmond's is not, so that it can be seen that Kingston cannot see it.
"""


def write_plan(scope: Scope, plan: Plan) -> plan_models.Plan:
    """Write the draft of a plan, and release the parts that the demonstration has released."""
    details = service.PlanDetails(plan.slug, plan.title, plan.kind, plan.first_year, plan.years)
    sections = [
        service.SectionDetails(s.letter, s.title, s.kind, _area_id(scope, s.area))
        for s in plan.sections
    ]
    written = service.create_plan(scope, details, sections)
    for section in plan.sections:
        _write_section(scope, written, section)
    for area in RELEASED.get(plan.slug, ()):
        service.release(scope, written, _area_id(scope, area))
    return written


def _write_section(scope: Scope, plan: plan_models.Plan, section: Section) -> None:
    row = queries.find_section(scope, plan, section.letter)
    if row is None:
        raise LookupError(f"{plan.slug} has no section {section.letter}.")
    if section.text is not None:
        service.add_item(scope, plan, row, section.letter, Content(section.title, section.text))
    for priority in section.priorities:
        service.add_item(scope, plan, row, priority.ref, content_of(priority))


def content_of(priority: Priority) -> Content:
    """A priority of the demonstration as the plans room writes it."""
    return Content(
        title=priority.title,
        wording=priority.wording,
        outcome=priority.outcome,
        evidence=priority.evidence,
        success_measure=priority.success_measure,
        lead="; ".join(priority.leads),
        theme=priority.theme,
        milestones=tuple(Milestone(m.key, m.year, m.words, m.due) for m in priority.milestones),
    )


def _area_id(scope: Scope, area: str) -> int:
    return tenancy.area_id_of(scope, None if area == SHARED else area)
