"""Whether the demonstration's content agrees with itself. Every check raises ContentError."""

from collections.abc import Collection

from portal.demonstration import plan_checks
from portal.demonstration.naming import check_area, check_body, company_of, once
from portal.demonstration.reading import ContentError
from portal.demonstration.shapes import (
    Appointment,
    Company,
    Demonstration,
    Person,
    Register,
    Sitting,
    Submission,
)

SEATS = frozenset({"board_chair", "board_member", "co_chair", "member", "clerk"})
"""Roles that are a seat on a body."""


def check(demonstration: Demonstration) -> None:
    """Raises ContentError for the first thing that names what is not there, twice, or too late."""
    companies = {company.slug: company for company in demonstration.companies}
    once("The company", (company.slug for company in demonstration.companies))
    for company in demonstration.companies:
        _check_company(company)
    for sitting in demonstration.sittings:
        _check_sitting(sitting, companies)
    _check_people(demonstration.people, companies)
    plan_checks.check_plans(demonstration.plans, companies)
    for register in demonstration.registers:
        _check_register(register, companies)
    _check_submission(demonstration.submission, demonstration)


def _check_company(company: Company) -> None:
    once(f"{company.name}: the council", (council.slug for council in company.councils))
    once(f"{company.name}: the body", (body.slug for body in company.bodies))
    prefixes = [council.prefix for council in company.councils]
    once(f"{company.name}: the prefix", [company.shared_prefix, *prefixes])
    total = sum(council.share for council in company.councils)
    if total != 100:
        raise ContentError(f"{company.name}: the owners' shares add up to {total}%, not to 100%.")


def _check_sitting(sitting: Sitting, companies: dict[str, Company]) -> None:
    company = company_of(sitting.company, companies, f"The sitting {sitting.slug}")
    check_body(sitting.body, company, f"The sitting {sitting.slug}")


def _check_people(people: tuple[Person, ...], companies: dict[str, Company]) -> None:
    once("The e-mail address", (person.email.lower() for person in people))
    for person in people:
        if not person.appointments:
            raise ContentError(f"{person.email} holds no appointment.")
        if person.ends_on is not None and person.ends_on < person.starts_on:
            raise ContentError(f"{person.email} leaves on {person.ends_on}, before the first day.")
        for appointment in person.appointments:
            _check_appointment(person.email, appointment, companies)


def _check_appointment(email: str, appointment: Appointment, companies: dict[str, Company]) -> None:
    company = company_of(appointment.company, companies, email)
    check_area(appointment.area, company, email)
    if (appointment.role in SEATS) != (appointment.body is not None):
        raise ContentError(f"{email}: a seat names its body, and no other role does.")
    if appointment.body is not None:
        check_body(appointment.body, company, email)


def _check_register(register: Register, companies: dict[str, Company]) -> None:
    company = company_of(register.company, companies, "The register")
    check_body(register.body, company, "The register")
    once("The reserved matter", (matter.number for matter in register.matters))
    for council, body in register.councils:
        check_area(council, company, "The register")
        check_body(body, company, "The register")
    numbers = {matter.number for matter in register.matters}
    for delegation in register.delegations:
        if delegation.number not in numbers:
            raise ContentError(f"Matter {delegation.number} is delegated, which is not reserved.")


def _check_submission(submission: Submission, demonstration: Demonstration) -> None:
    named: list[tuple[str | int, Collection[str | int], str]] = [
        (submission.plan, _plans_of(submission.company, demonstration), "plan"),
        (submission.sitting, _sittings_of(submission.company, demonstration), "sitting"),
        (submission.number, _numbers_of(submission.company, demonstration), "reserved matter"),
    ]
    for name, there, what in named:
        if name not in there:
            raise ContentError(f"The submission names the {what} “{name}”, which is not there.")
    once("The recommendation", (item.letter for item in submission.recommendations))


def _plans_of(company: str, demonstration: Demonstration) -> set[str]:
    return {plan.slug for plan in demonstration.plans if plan.company == company}


def _numbers_of(company: str, demonstration: Demonstration) -> set[int]:
    registers = [each for each in demonstration.registers if each.company == company]
    return {matter.number for register in registers for matter in register.matters}


def _sittings_of(company: str, demonstration: Demonstration) -> set[str]:
    return {sitting.slug for sitting in demonstration.sittings if sitting.company == company}
