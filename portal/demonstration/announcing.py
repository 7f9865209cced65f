"""What the demonstration's executive body gave notice of, and what people wrote about it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import deciding, people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.timeline import WRITE, Step
from portal.executive import doors
from portal.executive.law import NAMES, ROUTES
from portal.executive.models import ExecutiveNotice, Representation
from portal.executive.service import publishing, representing
from portal.executive.service.publishing import NoticeDetails, WayDetails
from portal.executive.service.representing import Said
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem
from tenants import service as tenancy
from tenants.roles import Role
from tenants.scope import STRANGER, Scope

FILE = Path(__file__).parent / "content"
GIVE, HEAR, ANSWER = WRITE + 50, WRITE + 51, WRITE + 52
"""After meetings were arranged on the day, and before anybody sits."""


@dataclass(frozen=True)
class Heard:
    """What somebody wrote on a day, and what was answered on another, if it was."""

    day: date
    said: Said
    summary: str
    response: str
    answered: date | None


@dataclass(frozen=True)
class Told:
    """One notice, or a way without it, as the file tells it."""

    meeting: str
    item: str
    kind: str
    day: date
    details: NoticeDetails | WayDetails
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Executive:
    """The notices of one body."""

    company: str
    body: str
    notices: tuple[Told, ...]


def load() -> Executive:
    """The notices that the demonstration shows. Raises ContentError for a file that cannot be."""
    return read_file(FILE, "afc/executive.toml", _executive)


def steps(session: Session, company: str) -> list[Step]:
    """Every notice published on its day, and everything that was written about it."""
    found = load()
    if found.company != company:
        return []
    taken: list[Step] = []
    for told in found.notices:
        taken.append(Step(told.day, GIVE, partial(_give, session, found, told)))
        for each in told.heard:
            taken.append(Step(each.day, HEAR, partial(_hear, session, found, told, each)))
            if each.answered is not None:
                act = partial(_answer, session, found, told, each)
                taken.append(Step(each.answered, ANSWER, act))
    return taken


def _clerk(session: Session, found: Executive) -> Scope:
    operator = tenancy.operate(session, found.company)
    body_id = deciding.body_of(operator, found.body).id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    return people.acting(session, found.company, clerk)


def _give(session: Session, found: Executive, told: Told) -> None:
    scope = _clerk(session, found)
    item = _item(scope, told)
    if isinstance(told.details, WayDetails):
        publishing.take(scope, item, told.kind, told.details)
    else:
        publishing.publish(scope, item, told.kind, told.details)


def _hear(session: Session, found: Executive, told: Told, each: Heard) -> None:
    """A stranger reads the notice, and writes."""
    number = _notice(_clerk(session, found), told).id
    operator = tenancy.operate(session, found.company)
    scope = Scope(session, operator.company, STRANGER, writes=True)
    notice = doors.find_notice(scope, str(number))
    if notice is None:
        raise LookupError(f"There is no notice {number}.")
    representing.represent(scope, notice, each.said)


def _answer(session: Session, found: Executive, told: Told, each: Heard) -> None:
    scope = _clerk(session, found)
    of_notice = Representation.notice_id == _notice(scope, told).id
    statement = select(Representation).where(of_notice, Representation.name == each.said.name)
    row = scope.session.scalars(statement).one()
    representing.answer(scope, row, each.summary, each.response)


def _notice(scope: Scope, told: Told) -> ExecutiveNotice:
    of_item = ExecutiveNotice.item_id == _item(scope, told).id
    statement = select(ExecutiveNotice).where(of_item, ExecutiveNotice.kind == told.kind)
    return scope.session.scalars(statement).one()


def _item(scope: Scope, told: Told) -> AgendaItem:
    meeting = meetings.meeting_by_slug(scope, told.meeting)
    items = [] if meeting is None else meetings.items_of(scope, meeting)
    found = next((each for each in items if each.title == told.item), None)
    if found is None:
        raise LookupError(f"There is no item “{told.item}” of {told.meeting}.")
    return found


def _executive(table: Table) -> Executive:
    return Executive(table.text("company"), table.text("body"), table.each("notice", _told))


def _told(table: Table) -> Told:
    kind = table.one_of("kind", frozenset(NAMES))
    return Told(
        meeting=table.text("meeting"),
        item=table.text("item"),
        kind=kind,
        day=table.day("day"),
        details=_way(table) if kind in ROUTES else _details(table),
        heard=table.each("representation", _heard),
    )


def _way(table: Table) -> WayDetails:
    return WayDetails(
        because=table.text("because"),
        agreed_by=table.text("agreed_by"),
        agreed_as=table.text("agreed_as"),
        acted_on=table.day("acted_on"),
    )


def _details(table: Table) -> NoticeDetails:
    documents = table.optional_text("documents") or ""
    return NoticeDetails(
        matter=table.text("matter"),
        because=table.optional_text("because") or "",
        documents="\n".join(line.strip() for line in documents.splitlines()),
        available_from=table.optional_text("available_from") or "",
        more_documents=table.optional_text("more_documents") or "",
    )


def _heard(table: Table) -> Heard:
    said = Said(table.text("name"), table.optional_text("contact") or "", table.text("words"))
    return Heard(
        day=table.day("day"),
        said=said,
        summary=table.optional_text("summary") or "",
        response=table.optional_text("response") or "",
        answered=table.optional_day("answered"),
    )
