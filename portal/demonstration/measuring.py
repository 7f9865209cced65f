"""What the demonstration's measures came to by its day, recorded by a director."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.content import FOLDER
from portal.measures import periods, service
from portal.measures.periods import Period
from portal.measures.service import ComparatorDetails, ReadingDetails
from portal.plans import queries
from portal.plans.models import Item, Plan
from tenants.scope import Scope

LAST = {
    "monthly": periods.month(date(2019, 5, 31)),
    "quarterly": periods.quarter(date(2019, 3, 31)),
}
"""The last period that the content's figures reach, by how often they come."""


def measure(session: Session, company: str) -> None:
    """Record every reading and comparator of a company's content file; none where it has none.

    Raises LookupError for a measure that is not there.
    """
    file = FOLDER / company / "readings.toml"
    if not file.is_file():
        return
    told = tomllib.loads(file.read_text("utf-8"))
    scope = people.director_of(session, company)
    plan = queries.find_plan(scope, told["plan"])
    if plan is None:
        raise LookupError(f"{company} has no plan {told['plan']}.")
    for item, reading in _readings(scope, plan, told):
        service.record_reading(scope, item, reading)
    for ref, figures in told.get("compared", {}).items():
        item = _item(scope, plan, ref)
        for kind, figure in figures.items():
            service.record_comparator(scope, item, ComparatorDetails(kind, figure, dated="2018"))


def _readings(
    scope: Scope, plan: Plan, told: dict[str, Any]
) -> Iterator[tuple[Item, ReadingDetails]]:
    for often, last in LAST.items():
        for ref, figures in told.get(often, {}).items():
            item, every = _item(scope, plan, ref), figures.split()
            for period, figure in zip(_up_to(last, len(every)), every, strict=True):
                yield item, ReadingDetails(period.starts, period.ends, figure)


def _up_to(last: Period, many: int) -> list[Period]:
    """So many periods, the oldest first."""
    found = [last]
    while len(found) < many:
        found.insert(0, periods.before(found[0]))
    return found


def _item(scope: Scope, plan: Plan, ref: str) -> Item:
    reading = queries.find_reading(scope, ref, plan=plan)
    if reading is None:
        raise LookupError(f"{plan.slug} has no {ref}.")
    return reading.item
