"""Verbs on who is let in to a paper that is not public: an officer is named, or named no more."""

from sqlalchemy import select

from portal.papers.models import Report
from portal.papers.records import note
from portal.papers.service.checks import PaperError, writer
from tenants import audiences
from tenants.base import SHARED
from tenants.models import PaperReader, Person
from tenants.paper_readers import TASKS
from tenants.roles import Hat
from tenants.scope import Scope

UNKNOWN = "Nobody with this address has an account here. The operator invites whoever needs one."


def add_reader(scope: Scope, report: Report, address: str, task: str) -> PaperReader:
    """Let an officer in to a report, to write or to read it. Raises PaperError."""
    hat = writer(scope, report)
    if task not in ("author", "reader"):
        raise PaperError("Choose what the officer is named for.", "task")
    return name_by_address(scope, hat, report, address, task, "address")


def end_reader(scope: Scope, report: Report, reader: PaperReader) -> PaperReader:
    """Let an officer in no more. Raises PaperError where she is not named any more."""
    hat = writer(scope, report)
    if reader.item_id != report.item_id or reader.ended_at is not None:
        raise PaperError("This officer is not named any more.")
    reader.ended_at = scope.now()
    note(scope, hat, "paper:reader-ended", reader, {"task": reader.task})
    return reader


def name_by_address(
    scope: Scope, hat: Hat, report: Report, address: str, task: str, field: str
) -> PaperReader:
    """The step of naming by an address. Raises PaperError, beside the field that it stood in."""
    wanted = address.strip().lower()
    person = scope.session.scalars(select(Person).where(Person.email == wanted)).first()
    if person is None:
        raise PaperError(UNKNOWN, field)
    return name(scope, hat, report, person.id, task)


def name(scope: Scope, hat: Hat, report: Report, person_id: int, task: str) -> PaperReader:
    """The step of naming a person, under the hat of whoever names her."""
    found = scope.session.scalars(
        select(PaperReader).where(
            PaperReader.item_id == report.item_id,
            PaperReader.person_id == person_id,
            PaperReader.task == task,
        )
    ).first()
    if found is not None and found.ended_at is None:
        return found
    if found is None:
        found = PaperReader(
            company_id=scope.company_id,
            area_id=SHARED,
            audience=audiences.item(report.item_id),
            item_id=report.item_id,
            person_id=person_id,
            task=task,
        )
        scope.session.add(found)
    found.named_at, found.named_by, found.ended_at = scope.now(), scope.visitor.name, None
    note(scope, hat, "paper:reader-named", found, {"task": TASKS[task]})
    return found
