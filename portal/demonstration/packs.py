"""The papers of 24 June 2019: the report of item 7 with its live annex, and its own pack."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from portal.demonstration import deciding, people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.shapes import Submission
from portal.demonstration.timeline import PUBLISH, WRITE, Step
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.packs import service
from portal.papers import queries as papers
from portal.papers.models import Report
from portal.papers.recommended import Recommended
from portal.papers.service import annexing, clearing, drafting
from portal.papers.service.drafting import Beginning, Words
from portal.papers.template import RECOMMENDATIONS, STARTER
from portal.plans import queries as plans
from portal.plans.service import versioning
from tenants.roles import Role
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
PARTS = tuple(part.name for part in STARTER if part.name != RECOMMENDATIONS)


@dataclass(frozen=True)
class Told:
    """The report as its file tells it."""

    meeting: str
    number: int
    plan: str
    begun: date
    title: str
    author_post: str
    annex: str
    continues_from: int
    texts: dict[str, str]


def steps(session: Session, submission: Submission, *, annexed: bool) -> list[Step]:
    """The report written and its pack asked for, on the day of the supplementary agenda.

    ``annexed``: the draft plan is frozen that day, and its priorities are annexed. Without it
    nothing is frozen, so that whoever tries the demonstration freezes its first version herself.
    """
    told = read_file(FOLDER, f"{submission.company}/framework-report.toml", _told)
    write = partial(_report, session, submission, told, annexed=annexed)
    bound = write, partial(_ask, session, submission, told)
    return [Step(told.begun, WRITE, bound[0]), Step(told.begun, PUBLISH + 1, bound[1])]


def _report(session: Session, submission: Submission, told: Told, *, annexed: bool) -> None:
    """The clerk asks for it; the managing director writes it, and has it cleared."""
    company = submission.company
    director = people.director_of(session, company)
    address = director.visitor.email
    clerk = _clerk(session, submission)
    there, item = _item(clerk, told)
    if papers.door_of(clerk, item.id) is not None:
        return
    beginning = Beginning(told.title, director.visitor.name, told.author_post, address)
    drafting.begin(clerk, there, item, beginning)
    number = item.id
    director = people.director_of(session, company)
    report = papers.find_report(director, number)
    if report is None:
        raise LookupError(f"There is no report of item {told.number}.")
    asked = [Recommended(one.letter, one.verb, one.report) for one in submission.recommendations]
    words = Words(told.title, report.author, told.author_post, told.texts, asked)
    drafting.write(director, report, words, base=report.head)
    if annexed:
        _annex(director, report, told)
    for kind in ("finance", "legal"):
        row = clearing.ask(director, report, kind, address)
        said = "Nothing stands against it."
        clearing.answer(director, report, row, "cleared", said, seen=report.content_digest)


def _annex(director: Scope, report: Report, told: Told) -> None:
    """She freezes the draft plan, and annexes the frozen priorities."""
    plan = plans.find_plan(director, told.plan)
    if plan is None:
        raise LookupError(f"There is no plan {told.plan}.")
    version = versioning.freeze(director, plan)
    annexing.annex(director, report, "priorities", plan, version, told.annex)


def _ask(session: Session, submission: Submission, told: Told) -> None:
    """The clerk has the supplementary pack built, with the recommendations as the agenda words
    them, its pages counted on from those of the agenda."""
    clerk = _clerk(session, submission)
    there, item = _item(clerk, told)
    newest = meetings.agendas_of(clerk, there)[-1]
    worded = "\n".join(f"({one.letter}) {one.agenda}" for one in submission.recommendations)
    service.ask(clerk, there, newest, continues_from=told.continues_from, worded={item.id: worded})


def _clerk(session: Session, submission: Submission) -> Scope:
    operator = people.director_of(session, submission.company)
    body = deciding.body_of(operator, "joint-committee")
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body.id)
    return people.acting(session, submission.company, clerk)


def _item(scope: Scope, told: Told) -> tuple[Meeting, AgendaItem]:
    there = meetings.meeting_by_slug(scope, told.meeting)
    item = meetings.item_by_number(scope, str(told.number), meeting=there) if there else None
    if there is None or item is None:
        raise LookupError(f"There is no item {told.number} of {told.meeting}.")
    return there, item


def _told(table: Table) -> Told:
    return Told(
        meeting=table.text("meeting"),
        number=table.number("number"),
        plan=table.text("plan"),
        begun=table.day("begun"),
        title=table.text("title"),
        author_post=table.text("author_post"),
        annex=table.text("annex"),
        continues_from=table.number("continues_from"),
        texts=table.one("texts", lambda held: {name: held.text(name) for name in PARTS}),
    )
