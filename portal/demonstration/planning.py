"""The demonstration's plans, written as its directors would write them."""

from portal.demonstration.plan_shapes import SHARED, Item, Plan, Priority
from portal.plans import models as plan_models
from portal.plans import queries, service
from portal.plans.content import Content, Milestone
from tenants import service as tenancy
from tenants.scope import Scope


def write_plan(scope: Scope, plan: Plan) -> plan_models.Plan:
    """Write the draft of a plan, and release the parts that the demonstration has released."""
    sections = [
        service.SectionDetails(s.letter, s.title, s.kind, _area_id(scope, s.area), s.under)
        for s in plan.sections
    ]
    written = service.create_plan(scope, _details(scope, plan), sections)
    rows = {section.letter: _section(scope, written, section.letter) for section in plan.sections}
    for section, item in plan.written:
        service.add_item(scope, written, rows[section.letter], item.ref, content_of(item))
    for area in plan.released:
        service.release(scope, written, _area_id(scope, area))
    return written


def content_of(item: Item | Priority) -> Content:
    """What stands in a plan of the demonstration, as the plans room writes it."""
    milestones = item.milestones if isinstance(item, Priority) else ()
    return Content.of(item.texts, (Milestone(m.key, m.year, m.words, m.due) for m in milestones))


def _details(scope: Scope, plan: Plan) -> service.PlanDetails:
    cover = plan.cover
    return service.PlanDetails(
        plan.slug,
        plan.title,
        plan.kind,
        plan.first_year,
        plan.years,
        area_id=_area_id(scope, cover.area),
        parent_id=_plan_id(scope, cover.parent),
        follows_id=_plan_id(scope, cover.follows),
        lineage=cover.lineage,
        owner_body_id=tenancy.body_id_of(scope, cover.owner),
        covers=cover.covers,
        service=cover.service,
    )


def _plan_id(scope: Scope, slug: str | None) -> int | None:
    if slug is None:
        return None
    found = queries.find_plan(scope, slug)
    if found is None:
        raise LookupError(f"There is no plan {slug}.")
    return found.id


def _section(scope: Scope, plan: plan_models.Plan, letter: str) -> plan_models.Section:
    row = queries.find_section(scope, plan, letter)
    if row is None:
        raise LookupError(f"{plan.slug} has no section {letter}.")
    return row


def _area_id(scope: Scope, area: str) -> int:
    return tenancy.area_id_of(scope, None if area == SHARED else area)
