"""What is measured: the demonstration with an approved version, and a plan at scale."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

from sqlalchemy.orm import Session

from portal.bench import deciding
from portal.demonstration import content, people, planning
from portal.demonstration.command import demonstrate
from portal.plans import queries, service
from portal.plans.content import Content
from portal.plans.models import Plan
from portal.plans.service import deriving, versioning
from tenants import service as tenancy
from tenants.base import SHARED
from tenants.roles import Permission, Role
from tenants.scope import Scope

PASSWORD = "bench"  # noqa: S105 - of a database that is thrown away
DIRECTOR = "director@afc.example"
PLAN = "/afc/plans/business-plan-2019-2024/"
LARGE = "large"
LARGE_PLAN = f"/{LARGE}/plans/large-plan/"
WORDS = ("More", "Better", "Earlier", "Safer", "Nearer", "Simpler", "Calmer", "Fairer", "Kinder")


@dataclass(frozen=True)
class Scale:
    """How large the large plan is: councils, and priorities of each."""

    councils: int = 12
    priorities: int = 60


def set_up(session: Session, scale: Scale) -> None:
    """Fill a migrated database. Commits."""
    demonstrate(session, PASSWORD)
    _approve(session)
    add_large_company(session, scale)
    session.commit()
    for load in (deciding.FEW, deciding.MANY):
        deciding.set_up(session, DIRECTOR, load)


def _approve(session: Session) -> None:
    """An approved version, so that the public has a page, with a draft that goes on from it."""
    director = people.director_of(session, "afc")
    plan = queries.find_plan(director, "business-plan-2019-2024")
    if plan is None:
        raise LookupError("The demonstration has no business plan.")
    hat = director.require(Permission.PLAN_FREEZE)
    version = versioning.freeze(director, plan)
    versioning.submit(director, version, hat)
    versioning.settle(director, version, hat, "approved_in_principle")
    session.commit()


def add_large_company(session: Session, scale: Scale) -> None:
    """A company of so many councils, with a plan that they share."""
    day = date(2019, 4, 1)
    details = tenancy.CompanyDetails(LARGE, "Large Company", "#1f3a5f", date(2019, 6, 24))
    operator = tenancy.add_company(session, details)
    share = Decimal(100) / scale.councils
    for number in range(1, scale.councils + 1):
        council = tenancy.CouncilDetails(
            f"council-{number}",
            f"Council {number}",
            f"K{number}",
            "#3f4db0",
            share.quantize(Decimal("0.0001"), rounding="ROUND_DOWN"),
            day,
        )
        tenancy.admit_council(operator, council)
    director = tenancy.invite_person(operator, DIRECTOR, "")
    tenancy.appoint(operator, director, Role.DIRECTOR, SHARED, starts_on=day)
    _write_large_plan(people.director_of(session, LARGE), scale)


def _write_large_plan(director: Scope, scale: Scale) -> None:
    details = service.PlanDetails("large-plan", "Large plan", "business", 2019, 5)
    sections = [
        service.SectionDetails(area.prefix[-4:], area.name, "priorities", area.area_id)
        for area in director.areas
    ]
    plan = service.create_plan(director, details, sections)
    for area in director.areas:
        _write_area(director, plan, area.prefix, area.area_id, scale.priorities)
    _derive(director, plan)


def _derive(director: Scope, plan: Plan) -> None:
    """The first council's priorities derive from the company's, the first of which has changed."""
    shared, first = (
        queries.items_of(director, plan.id, area.area_id) for area in director.areas[:2]
    )
    for item, source in zip(first, shared, strict=True):
        deriving.link(director, item, source)
    old = queries.content_of(queries.revision(director, shared[0].id, shared[0].head))
    new = old.with_texts({"wording": f"{old.wording} All of it."})
    service.revise(director, shared[0], new, base=shared[0].head)


def _write_area(director: Scope, plan: Plan, prefix: str, area_id: int, count: int) -> None:
    section = queries.find_section(director, plan, prefix[-4:])
    if section is None:
        raise LookupError(f"The large plan has no section {prefix}.")
    patterns = cycle(content.load().plan("business-plan-2019-2024").priorities)
    for number, pattern in enumerate(islice(patterns, count), 1):
        written = planning.content_of(pattern)
        service.add_item(
            director, plan, section, f"{prefix}-{number:02}", _varied(written, number, area_id)
        )


def _varied(written: Content, number: int, area_id: int) -> Content:
    """Two councils in three share a wording; the third has words of its own."""
    if area_id % 3 != 2:
        return written.with_texts({"wording": f"{WORDS[number % 9]} {number}: {written.wording}"})
    return written.with_texts({"wording": f"{WORDS[area_id % 9]} of {area_id}: {written.wording}"})
