"""Plans with a few priorities for each area, written through the room's own service."""

from collections.abc import Callable

from portal.plans import queries
from portal.plans import service as plans
from portal.plans.content import Content, Milestone
from portal.plans.models import Plan
from tenants.base import SHARED
from tenants.scope import Scope

PLANS = {"afc": "business-plan-2019-2024", "tfc": "business-plan-2019-2022"}
PER_AREA = 2
Words = Callable[[str], Content]
"""What an item of this reference says."""


def content(ref: str) -> Content:
    """A priority that says which one it is, in every field."""
    return Content(
        title=f"Priority {ref}",
        wording=f"We will do what {ref} asks.",
        outcome=f"Children are better off through {ref}.",
        evidence=f"The evidence for {ref}.",
        success_measure=f"The measure of {ref}.",
        lead=f"Lead of {ref}",
        theme="Early help",
        milestones=(Milestone(f"{ref}-m1", 2019, f"First step of {ref}"),),
    )


def passage(ref: str) -> Content:
    """A passage of a narrative section."""
    return Content(title=f"Passage {ref}", wording=f"What **{ref}** tells.")


def draft(
    scope: Scope,
    slug: str | None = None,
    words: Words = content,
    *,
    per_area: int = PER_AREA,
    title: str = "Business Plan",
) -> Plan:
    """A plan in draft: a narrative section A, shared priorities, then a section per council."""
    details = plans.PlanDetails(slug or PLANS[scope.company.slug], title, "business", 2019, 5)
    plan = plans.create_plan(scope, details, _sections(scope))
    passages = queries.find_section(scope, plan, "A")
    assert passages is not None
    plans.add_item(scope, plan, passages, "A1", passage("A1"))
    for place, area in enumerate(scope.areas):
        refs = [f"{area.prefix}-{number:02}" for number in range(1, per_area + 1)]
        _fill(scope, plan, "BCDEF"[place], refs, words)
    return plan


def _sections(scope: Scope) -> list[plans.SectionDetails]:
    found = [
        plans.SectionDetails("A", "About the company", "narrative", SHARED),
        plans.SectionDetails("B", "Shared priorities", "priorities", SHARED),
    ]
    for letter, area in zip("CDEF", scope.councils, strict=False):
        found.append(
            plans.SectionDetails(letter, f"{area.name} priorities", "priorities", area.area_id)
        )
    return found


def _fill(scope: Scope, plan: Plan, letter: str, refs: list[str], words: Words) -> None:
    section = queries.find_section(scope, plan, letter)
    assert section is not None
    for ref in refs:
        plans.add_item(scope, plan, section, ref, words(ref))
