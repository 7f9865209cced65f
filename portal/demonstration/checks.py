"""Whether the demonstration's content agrees with itself. Every check raises ContentError."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from datetime import date

from portal.demonstration.reading import ContentError
from portal.demonstration.shapes import (
    Appointment,
    Company,
    Demonstration,
    Milestone,
    Person,
    Plan,
    Priority,
    Register,
    Sitting,
    Submission,
)

SEATS = frozenset({"board_chair", "board_member", "co_chair", "member", "clerk"})
"""Roles that are a seat on a body."""

MILESTONES_IN_A_YEAR = 3


def check(demonstration: Demonstration) -> None:
    """Raises ContentError for the first thing that names what is not there, twice, or too late."""
    companies = {company.slug: company for company in demonstration.companies}
    _once("The company", (company.slug for company in demonstration.companies))
    for company in demonstration.companies:
        _check_company(company)
    for sitting in demonstration.sittings:
        _check_sitting(sitting, companies)
    _check_people(demonstration.people, companies)
    _check_plans(demonstration.plans, companies)
    _check_register(demonstration.register, companies)
    _check_submission(demonstration.submission, demonstration)


def _once(what: str, keys: Iterable[Hashable]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise ContentError(f"{what} “{key}” is there {count} times: once is enough.")


def _company(slug: str, companies: dict[str, Company], whose: str) -> Company:
    if slug not in companies:
        raise ContentError(f"{whose} names the company “{slug}”, which is not there.")
    return companies[slug]


def _check_company(company: Company) -> None:
    _once(f"{company.name}: the council", (council.slug for council in company.councils))
    _once(f"{company.name}: the body", (body.slug for body in company.bodies))
    prefixes = [council.prefix for council in company.councils]
    _once(f"{company.name}: the prefix", [company.shared_prefix, *prefixes])
    total = sum(council.share for council in company.councils)
    if total != 100:
        raise ContentError(f"{company.name}: the owners' shares add up to {total}%, not to 100%.")


def _check_body(slug: str, company: Company, whose: str) -> None:
    if slug not in {body.slug for body in company.bodies}:
        raise ContentError(f"{whose} names “{slug}”, which is no body of {company.name}.")


def _check_area(area: str, company: Company, whose: str) -> None:
    if area not in company.areas:
        raise ContentError(f"{whose} stands for “{area}”, which is no owner of {company.name}.")


def _check_sitting(sitting: Sitting, companies: dict[str, Company]) -> None:
    company = _company(sitting.company, companies, f"The sitting {sitting.slug}")
    _check_body(sitting.body, company, f"The sitting {sitting.slug}")


def _check_people(people: tuple[Person, ...], companies: dict[str, Company]) -> None:
    _once("The e-mail address", (person.email.lower() for person in people))
    for person in people:
        if not person.appointments:
            raise ContentError(f"{person.email} holds no appointment.")
        for appointment in person.appointments:
            _check_appointment(person.email, appointment, companies)


def _check_appointment(email: str, appointment: Appointment, companies: dict[str, Company]) -> None:
    company = _company(appointment.company, companies, email)
    _check_area(appointment.area, company, email)
    if (appointment.role in SEATS) != (appointment.body is not None):
        raise ContentError(f"{email}: a seat names its body, and no other role does.")
    if appointment.body is not None:
        _check_body(appointment.body, company, email)


def _check_plans(plans: tuple[Plan, ...], companies: dict[str, Company]) -> None:
    _once("The plan", (plan.slug for plan in plans))
    for plan in plans:
        company = _company(plan.company, companies, plan.title)
        _once(f"{plan.title}: section", (section.letter for section in plan.sections))
        for section in plan.sections:
            _check_area(section.area, company, f"{plan.title}, section {section.letter},")
        for priority in plan.priorities:
            _check_milestones(plan, priority)
    for slug in companies:
        ours = (plan for plan in plans if plan.company == slug)
        _once("The priority", (priority.ref for plan in ours for priority in plan.priorities))


def _check_milestones(plan: Plan, priority: Priority) -> None:
    milestones = priority.milestones
    _once(f"{priority.ref}: the milestone", (milestone.key for milestone in milestones))
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


def _check_register(register: Register, companies: dict[str, Company]) -> None:
    company = _company(register.company, companies, "The register")
    _check_body(register.body, company, "The register")
    _once("The reserved matter", (matter.number for matter in register.matters))


def _check_submission(submission: Submission, demonstration: Demonstration) -> None:
    named: list[tuple[str | int, Collection[str | int], str]] = [
        (submission.plan, _plans_of(submission.company, demonstration), "plan"),
        (submission.sitting, _sittings_of(submission.company, demonstration), "sitting"),
        (submission.number, {m.number for m in demonstration.register.matters}, "reserved matter"),
        (submission.company, {demonstration.register.company}, "register's company"),
    ]
    for name, there, what in named:
        if name not in there:
            raise ContentError(f"The submission names the {what} “{name}”, which is not there.")
    _once("The recommendation", (item.letter for item in submission.recommendations))


def _plans_of(company: str, demonstration: Demonstration) -> set[str]:
    return {plan.slug for plan in demonstration.plans if plan.company == company}


def _sittings_of(company: str, demonstration: Demonstration) -> set[str]:
    return {sitting.slug for sitting in demonstration.sittings if sitting.company == company}
