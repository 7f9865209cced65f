"""The demonstration's reports: asked for by the clerk, written, cleared by name, annexed live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.shapes import Recommendation, Submission
from portal.demonstration.timeline import PUBLISH, Step
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.papers import queries
from portal.papers.models import Report
from portal.papers.recommended import Recommended
from portal.papers.service import annexing, clearing, drafting
from portal.papers.service.drafting import LETTERS, Beginning, Words
from portal.papers.template import STARTER
from portal.plans import queries as plans
from tenants import service as tenancy
from tenants.models import Person
from tenants.roles import Role
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
WRITTEN = PUBLISH - 2
"""A report is written once its item is on the draft of the agenda, before that is published."""
DIRECTOR = "director@afc.example"


@dataclass(frozen=True)
class Annexed:
    """A live annex: what it shows, and of which plan."""

    kind: str
    plan: str
    title: str


@dataclass(frozen=True)
class Cleared:
    """Who cleared the report, for what, and in which words."""

    kind: str
    by: str
    words: str


@dataclass(frozen=True)
class Told:
    """A report as its file tells it."""

    sitting: str
    item: str
    day: date
    beginning: Beginning
    texts: Mapping[str, str]
    recommended: tuple[tuple[str, str], ...]
    submission: bool
    """Whether its recommendations are those of the submission, as agenda and report word them."""
    annexes: tuple[Annexed, ...]
    cleared: tuple[Cleared, ...]


def steps(session: Session, company: str, submission: Submission) -> list[Step]:
    """Every report written on its day. Raises ContentError for a file that cannot be."""
    if not (FOLDER / company / "papers.toml").exists():
        return []
    found = read_file(FOLDER, f"{company}/papers.toml", _reports)
    return [
        Step(told.day, WRITTEN, partial(_write, session, company, told, submission))
        for told in found
    ]


def _write(session: Session, company: str, told: Told, submission: Submission) -> None:
    number = _begin(session, company, told)
    writer = partial(_as_person, session, company, told.beginning.writer)
    scope = writer()
    report = _report(scope, number)
    drafting.write(scope, report, _words(report, told, submission), base=report.head)
    for each in told.annexes:
        plan = plans.find_plan(scope, each.plan)
        if plan is None:
            raise LookupError(f"There is no plan {each.plan}.")
        annexing.annex(scope, report, each.kind, plan, None, each.title)
    for cleared in told.cleared:
        _clear(writer, partial(_as_person, session, company, cleared.by), number, cleared)
    session.flush()


def _begin(session: Session, company: str, told: Told) -> int:
    operator = tenancy.operate(session, company)
    body_id = _meeting(operator, told).body_id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    scope = people.acting(session, company, clerk)
    meeting = _meeting(scope, told)
    item = _item(scope, meeting, told)
    drafting.begin(scope, meeting, item, told.beginning)
    return item.id


def _clear(
    writer: Callable[[], Scope], officer: Callable[[], Scope], number: int, cleared: Cleared
) -> None:
    scope = writer()
    row = clearing.ask(scope, _report(scope, number), cleared.kind, cleared.by)
    asked = row.id
    scope = officer()
    report = _report(scope, number)
    found = queries.find_clearance(scope, asked, report=report)
    if found is None:
        raise LookupError(f"{cleared.by} was not asked.")
    said, seen = cleared.words, report.content_digest
    clearing.answer(scope, report, found, "cleared", said, seen=seen)


def _words(report: Report, told: Told, submission: Submission) -> Words:
    head = (report.title, report.author, report.author_post, told.texts)
    if told.submission:
        said = submission.recommendations
        own = [Recommended(each.letter, each.verb, each.report) for each in said]
        return Words(*head, own, {each.letter: _otherwise(each) for each in said})
    lettered = zip(LETTERS, told.recommended, strict=False)
    return Words(*head, [Recommended(letter, *said) for letter, said in lettered])


def _otherwise(each: Recommendation) -> str:
    return "" if each.agenda == each.report else each.agenda


def _as_person(session: Session, company: str, email: str) -> Scope:
    session.flush()
    operator = tenancy.operate(session, company)
    person = operator.session.scalars(select(Person).where(Person.email == email)).one()
    return people.acting(session, company, person)


def _meeting(scope: Scope, told: Told) -> Meeting:
    found = meetings.meeting_by_slug(scope, told.sitting)
    if found is None:
        raise LookupError(f"There is no meeting {told.sitting}.")
    return found


def _item(scope: Scope, meeting: Meeting, told: Told) -> AgendaItem:
    for item in meetings.items_of(scope, meeting):
        if item.title == told.item:
            return item
    raise LookupError(f"{told.sitting} has no item “{told.item}”.")


def _report(scope: Scope, number: int) -> Report:
    found = queries.find_report(scope, number)
    if found is None:
        raise LookupError(f"There is no report of item {number}.")
    return found


def _reports(table: Table) -> tuple[Told, ...]:
    table.text("company")
    return table.each("report", _told)


def _told(table: Table) -> Told:
    writer = table.optional_text("writer") or DIRECTOR
    beginning = Beginning(table.text("title"), table.text("author"), table.text("post"), writer)
    return Told(
        sitting=table.text("sitting"),
        item=table.text("item"),
        day=table.day("day"),
        beginning=beginning,
        texts=table.one("texts", _texts),
        recommended=table.each("recommendation", _recommended),
        submission=table.flag("submission"),
        annexes=table.each("annex", _annexed),
        cleared=table.each("cleared", _cleared),
    )


def _texts(table: Table) -> Mapping[str, str]:
    return {part.name: table.text(part.name) for part in STARTER if part.name in table}


def _recommended(table: Table) -> tuple[str, str]:
    return table.text("verb"), table.text("text")


def _annexed(table: Table) -> Annexed:
    return Annexed(table.text("kind"), table.text("plan"), table.text("title"))


def _cleared(table: Table) -> Cleared:
    return Cleared(table.text("kind"), table.text("by"), table.text("words"))
