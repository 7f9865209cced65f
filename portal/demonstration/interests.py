"""The demonstration's registers of interests, entered as the members and their clerk would."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.interests import dispensing, members, rules, service
from portal.interests.dispensing import DispensationDetails
from portal.interests.members import Member
from portal.interests.models import Interest
from portal.interests.service import InterestDetails
from tenants import registrars
from tenants import service as tenancy
from tenants.models import Person
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Entered:
    """One entry of a register: whose, what, and the day on which it ended."""

    by: str
    details: InterestDetails
    until: date | None


@dataclass(frozen=True)
class Granted:
    """A dispensation, and whose it is."""

    of: str
    details: DispensationDetails


@dataclass(frozen=True)
class Registers:
    """All of it, for one company."""

    company: str
    clerk: str
    interests: tuple[Entered, ...]
    dispensations: tuple[Granted, ...]


def load(folder: Path = FOLDER) -> Registers:
    """The content. Raises ContentError as ``content.load`` does."""
    return read_file(folder, "afc/interests.toml", _registers)


def register_interests(session: Session, company: str) -> None:
    """Enter interests and dispensations, where the company is the one the content is about."""
    content = load()
    if content.company != company:
        return
    for entered in content.interests:
        _enter(session, content, entered)
    for granted in content.dispensations:
        scope = _acting(session, company, content.clerk)
        dispensing.grant(scope, _member(scope, granted.of), granted.details)


def _enter(session: Session, content: Registers, entered: Entered) -> None:
    scope = _acting(session, content.company, entered.by)
    member = _member(scope, entered.by)
    interest = service.add(scope, member, entered.details)
    if entered.until is not None:
        service.end(scope, member, interest, entered.until)
    if entered.details.sensitive:
        number = interest.id
        clerk = _acting(session, content.company, content.clerk)
        registrars.keep(clerk)
        withheld = clerk.session.get_one(Interest, number)
        service.agree(clerk, _member(clerk, entered.by), withheld)


def _registers(table: Table) -> Registers:
    return Registers(
        table.text("company"),
        table.text("clerk"),
        table.each("interest", _entered),
        table.each("dispensation", _granted),
    )


def _entered(table: Table) -> Entered:
    details = InterestDetails(
        category=table.one_of("category", frozenset(rules.CATEGORIES)),
        whose=table.one_of("whose", frozenset(rules.WHOSE)),
        what=table.text("what"),
        held_from=table.optional_day("since"),
        sensitive=table.flag("withheld"),
    )
    return Entered(table.text("by"), details, table.optional_day("until"))


def _granted(table: Table) -> Granted:
    details = DispensationDetails(
        reach=table.one_of("reach", frozenset(rules.REACHES)),
        relieves=table.one_of("relieves", frozenset(rules.RELIEVES)),
        ground=table.one_of("ground", frozenset(rules.GROUNDS)),
        reason=table.text("reason"),
        granted_by=table.text("granted_by"),
        starts_on=table.day("from"),
        ends_on=table.day("to"),
    )
    return Granted(table.text("of"), details)


def _acting(session: Session, company: str, email: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, company)
    account = operator.session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, company, account)


def _member(scope: Scope, email: str) -> Member:
    number = scope.session.scalars(select(Person.id).where(Person.email == email)).one()
    found = members.find_member(scope, number)
    if found is None:
        raise LookupError(f"{email} has no seat.")
    return found
