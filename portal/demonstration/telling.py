"""What was told of the demonstration's actions, by its people, each on the day of its content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import queries, service
from portal.actions.service import Telling
from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.plans import queries as plans
from tenants.base import columns_of
from tenants.models import Company, Person
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
FILES = ("afc/told.toml", "tfc/told/help.toml", "tfc/told/care-and-leadership.toml")


@dataclass(frozen=True)
class Told:
    """One entry: on which day, of which action, by whom (a director, where nobody is named)."""

    on: date
    ref: str
    by: str
    what: Telling


@dataclass(frozen=True)
class Log:
    """What was told of the actions of one plan of one company, in order."""

    company: str
    plan: str
    told: Sequence[Told]


def tell_of_actions(session: Session, company: str) -> None:
    """Tell of the company's actions. Raises LookupError for one that is not there, ContentError for
    a file that cannot be read, and what telling raises."""
    for name in FILES:
        log = read_file(FOLDER, name, _log)
        if log.company == company:
            for told in log.told:
                _tell(_on(told.on, _who(session, company, told.by)), log.plan, told)


def _tell(scope: Scope, slug: str, told: Told) -> None:
    plan = plans.find_plan(scope, slug)
    action = queries.find_action(scope, told.ref, plan=plan) if plan is not None else None
    if action is None:
        raise LookupError(f"{slug} has no action {told.ref}.")
    service.tell(scope, action, told.what, base=action.head)
    scope.session.flush()


def _who(session: Session, company: str, email: str) -> Scope:
    director = people.director_of(session, company)
    if not email:
        return director
    account = session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, company, account)


def _on(day: date, scope: Scope) -> Scope:
    """The same person in the company as it was on an earlier day."""
    then = Company(**{**columns_of(scope.company), "demonstration_day": day})
    return Scope(scope.session, then, scope.visitor, writes=True)


def _log(table: Table) -> Log:
    return Log(table.text("company"), table.text("plan"), table.each("told", _told))


def _told(table: Table) -> Told:
    what = Telling(
        table.text("status"),
        table.optional_text("note") or "",
        table.optional_text("impact") or "",
        table.optional_day("new_date"),
        table.optional_text("agreed_by") or "",
    )
    return Told(table.day("on"), table.text("ref"), table.optional_text("by") or "", what)
