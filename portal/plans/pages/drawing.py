"""The texts of a plan's sections as HTML, drawn once for what they say and kept by it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from portal.plans.pages import plan_page
from portal.plans.pages.plan_page import Page, SectionShown
from portal.plans.queries import derivations, margins, references
from portal.plans.queries.progress_queries import Standing
from portal.plans.shapes import PlanView
from portal.web.slots import collect
from portal.web.templating import Drawings
from tenants.scope import Scope

SECTIONS = Drawings("plans/section.html", most=512)
Draw = Callable[[SectionShown], Markup]


def drawer(
    scope: Scope, view: PlanView, path: str, read: Sequence[SectionShown], standing: Standing
) -> Draw:
    """What draws the texts of the sections that are read on this plan's page."""
    items = [entry.item_id for section in read for entry in section.entries]
    page = Page(
        path,
        plan_page.plan_years(view.plan),
        margins.of(scope, view),
        standing,
        collect(scope, "plan rows", items),
        references.of_view(scope, view, path),
        derivations.changed_items(scope, view, derivations.links_of_plan(scope, view.plan.id)),
    )
    return lambda section: SECTIONS.draw(*plan_page.drawing(page, section))


def one_section(
    scope: Scope, view: PlanView, path: str, standing: Standing, letter: str
) -> SectionShown:
    """One section of the plan's page. Raises StopIteration where the reader sees none of it."""
    found = plan_page.sections(scope, view, path, standing)
    return replace(next(s for s in found if s.letter == letter), current=True)
