"""Whether the demonstration's plans agree with themselves and with one another.

Every check raises ContentError.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from portal.demonstration.naming import check_area, check_body, company_of, once
from portal.demonstration.plan_shapes import Milestone, Plan, Priority
from portal.demonstration.reading import ContentError
from portal.demonstration.shapes import Company
from portal.kit.words import join_names
from portal.plans.kinds import kind_of, refs_of

MILESTONES_IN_A_YEAR = 3


def check_plans(plans: tuple[Plan, ...], companies: dict[str, Company]) -> None:
    """Raises ContentError for the first thing in a plan that is twice, too late, or not there."""
    once("The plan", (plan.slug for plan in plans))
    for plan in plans:
        company = company_of(plan.company, companies, plan.title)
        once(f"{plan.title}: section", (section.letter for section in plan.sections))
        for section in plan.sections:
            check_area(section.area, company, f"{plan.title}, section {section.letter},")
        for priority in plan.priorities:
            _check_milestones(plan, priority)
    for slug, company in companies.items():
        ours = [plan for plan in plans if plan.company == slug]
        once("The priority", (priority.ref for plan in ours for priority in plan.priorities))
        _check_covers(ours, company)
        _check_references(ours)


def _check_milestones(plan: Plan, priority: Priority) -> None:
    milestones = priority.milestones
    once(f"{priority.ref}: the milestone", (milestone.key for milestone in milestones))
    for year, count in Counter(milestone.year for milestone in milestones).items():
        if count > MILESTONES_IN_A_YEAR:
            raise ContentError(
                f"{priority.ref} has {count} milestones in {year}: "
                f"{MILESTONES_IN_A_YEAR} are the most."
            )
    for milestone in milestones:
        _check_year(plan, f"{priority.ref}: the milestone {milestone.key}", milestone)


def _check_year(plan: Plan, called: str, milestone: Milestone) -> None:
    last = plan.first_year + plan.years - 1
    if not plan.first_year <= milestone.year <= last:
        raise ContentError(f"{called} lies outside the plan's years, {plan.first_year} to {last}.")
    begins, ends = date(milestone.year, 4, 1), date(milestone.year + 1, 3, 31)
    if milestone.due is not None and not begins <= milestone.due <= ends:
        raise ContentError(f"{called} is due on {milestone.due}, outside its own plan year.")


def _check_covers(plans: list[Plan], company: Company) -> None:
    """A plan comes after those it names, so that no plan can stand under itself."""
    before: set[str] = set()
    for plan in plans:
        cover = plan.cover
        for named in (cover.parent, cover.follows):
            if named is not None and named not in before:
                raise ContentError(f"{plan.title} names the plan “{named}”: none before it is so.")
        before.add(plan.slug)
        if cover.owner is not None:
            check_body(cover.owner, company, plan.title)
        for area in (cover.area, *plan.released):
            check_area(area, company, plan.title)


def _check_references(plans: list[Plan]) -> None:
    for plan in plans:
        _check_each_once(plan)
    there = {plan.slug: {item.ref for _, item in plan.written} for plan in plans}
    for plan in plans:
        for section, item in plan.written:
            for field in kind_of(section.kind).fields:
                if field.reads == "refs":
                    named = refs_of(item.texts.get(field.name, ""))
                    _check_named(named, f"{item.where} ({item.ref}): “{field.name}”", plan, there)


def _check_each_once(plan: Plan) -> None:
    places = defaultdict(list)
    for _, item in plan.written:
        places[item.ref].append(item.where)
    for ref, found in places.items():
        if len(found) > 1:
            raise ContentError(
                f"{plan.title}: the reference “{ref}” is there {len(found)} times: once is "
                f"enough. See {join_names(found)}."
            )


def _check_named(named: list[str], whose: str, plan: Plan, there: Mapping[str, set[str]]) -> None:
    for name in named:
        slug, _, ref = name.rpartition("#")
        if ref not in there.get(slug or plan.slug, ()):
            raise ContentError(f"{whose} names “{name}”, which is not there.")
