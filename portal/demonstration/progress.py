"""What became of the demonstration's milestones by its day, recorded as its people would do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.plans import models, queries
from portal.plans.service import progressing
from portal.plans.service.progressing import Recorded
from tenants.base import SHARED
from tenants.roles import Role
from tenants.scope import Scope


@dataclass(frozen=True)
class Told:
    """One record: of which milestone of which priority, done on which day, with which note."""

    ref: str
    key: str
    on: date | None
    note: str


PROGRESS: Mapping[str, Sequence[Told]] = {
    "business-plan-2019-2024": (
        Told(
            "C-01",
            "2019-1",
            date(2019, 6, 10),
            "The page had 2,400 visitors in its first week, and 31 people applied through it.",
        ),
        Told(
            "C-06",
            "2019-1",
            date(2019, 5, 21),
            "Four workshops, with staff from every service area. The draft fits on one page.",
        ),
        Told(
            "KIN-01",
            "2019-1",
            date(2019, 6, 17),
            "Written with practitioners of both boroughs. *Eleven of twelve teams* say that they "
            "can now explain to families how they work.",
        ),
        Told("KIN-02", "2019-1", None, "The form is agreed; the teams are trained on it in July."),
        Told("KIN-04", "2019-1", date(2019, 5, 31), "Published with its costs, year by year."),
        Told("KIN-10", "2019-1", date(2019, 6, 5), "Sixty people came from twenty partners."),
        Told("RIC-01", "2019-1", date(2019, 6, 17), "Written with practitioners of both boroughs."),
        Told("WM-03", "2019-1", date(2019, 6, 12), "Forty-two schools have asked for the toolkit."),
    ),
    "business-plan-2019-2022": (
        Told("T-03", "2019-2", None, "Three families take part in a trial since May."),
    ),
}
"""By plan, in the order in which it was recorded."""


def record_progress(session: Session, company: str, plan: str) -> None:
    """Record what became of a plan's milestones: the area's editor does it, else a director.

    Raises LookupError for a priority that is not there, and what recording raises.
    """
    for told in PROGRESS.get(plan, ()):
        scope = people.director_of(session, company)
        scope = _editor_of(session, scope, _item(scope, plan, told.ref).area_id) or scope
        what = Recorded(told.key, told.on, told.note)
        progressing.record_progress(scope, _item(scope, plan, told.ref), what, base=0)


def _item(scope: Scope, plan: str, ref: str) -> models.Item:
    found = queries.find_plan(scope, plan)
    reading = queries.find_reading(scope, ref, plan=found) if found is not None else None
    if reading is None:
        raise LookupError(f"{plan} has no {ref}.")
    return reading.item


def _editor_of(session: Session, director: Scope, area_id: int) -> Scope | None:
    """The scope of the area's own editor, where it has one."""
    if area_id == SHARED:
        return None
    for account in people.holders(director, Role.EDITOR):
        scope = people.acting(session, director.company.slug, account)
        if any(hat.role is Role.EDITOR and hat.area_id == area_id for hat in scope.hats):
            return scope
    # The last one entered was the wrong editor: the director goes on.
    return people.director_of(session, director.company.slug)
