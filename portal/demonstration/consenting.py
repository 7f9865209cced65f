"""A matter of the demonstration that each owner decides by its own body, day by day."""

from dataclasses import dataclass
from datetime import date, time
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.decision_records import service as recording
from portal.decisions import models, queries
from portal.decisions.service import sittings, voting
from portal.decisions.service import submitting as decisions
from portal.demonstration import deciding, people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.shapes import Sitting
from portal.demonstration.timeline import SIT, WRITE, Step
from portal.documents import service as documents
from portal.documents.files import CheckedFile
from portal.effects.service import conditions
from tenants import service as tenancy
from tenants.audiences import SUBMITTED
from tenants.base import SHARED
from tenants.roles import VOTING, Role
from tenants.scope import Scope

FILE = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Council:
    """When and where a council's body sits over it, and the condition that it sets, if any."""

    council: str
    body: str
    sitting: str
    on_day: date
    starts_at: time
    venue: str
    condition: str | None
    discharged_by: str | None
    due: date | None
    reasons: str | None
    options_rejected: str | None
    key_decision: bool
    """What its clerk records of it."""


@dataclass(frozen=True)
class Consents:
    """The matter, as its file tells it."""

    company: str
    number: int
    title: str
    file: str
    submitted: date
    document: str
    front_sheet: str
    report: str
    recommendations: tuple[decisions.Recommended, ...]
    councils: tuple[Council, ...]


def load() -> Consents:
    """The matter that the demonstration shows. Raises ContentError for a file that cannot be."""
    return read_file(FILE, "afc/consents.toml", _consents)


def steps(session: Session, company: str, today: date) -> list[Step]:
    """Submit it, and let each body whose day has come decide; the others wait for theirs."""
    found = load()
    if found.company != company:
        return []
    sat = [council for council in found.councils if council.on_day < today]
    return [
        Step(found.submitted, WRITE, partial(_submit_all, session, company, found)),
        *(Step(each.on_day, SIT, partial(_decide, session, company, found, each)) for each in sat),
    ]


def _submit_all(session: Session, company: str, found: Consents) -> None:
    operator = tenancy.operate(session, company)
    places = [deciding.plan_sitting(operator, _sitting(company, each)) for each in found.councils]
    _submit(people.director_of(session, company), found, places)
    for council in found.councils:
        _describe(session, company, found.title, council)


def _sitting(company: str, council: Council) -> Sitting:
    return Sitting(
        company=company,
        body=council.body,
        slug=council.sitting,
        title="Committee" if council.body.endswith("committee") else "Cabinet",
        on_day=council.on_day,
        starts_at=council.starts_at,
        venue=council.venue,
    )


def _submit(director: Scope, found: Consents, places: list[models.Sitting]) -> None:
    file = CheckedFile(found.file, "text/plain", found.document.encode())
    decisions.submit(
        director,
        decisions.Submission(
            version=None,
            document=documents.attach(director, file, SHARED, SUBMITTED),
            number=found.number,
            sitting=None,
            sittings=places,
            asks="approval",
            effect="none",
            title=found.title,
            recommendations=found.recommendations,
            front_sheet=found.front_sheet,
            report=found.report,
        ),
    )


def _decide(session: Session, company: str, found: Consents, council: Council) -> None:
    """Hold the sitting: everybody is there, and every recommendation is carried."""
    operator = tenancy.operate(session, company)
    body_id = deciding.body_of(operator, council.body).id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    members = people.holders(operator, *VOTING, body_id=body_id)
    act = partial(people.acting, session, company)
    part = _part(act(clerk), found.title, body_id)
    place = sittings.open_sitting(act(clerk), queries.sitting_of(act(clerk), part))
    seats = queries.seats(act(clerk), place)
    sittings.mark_attendance(act(clerk), place, [seat.appointment_id for seat in seats])
    letters = queries.recommendations_of(act(clerk), [part.id])[part.id]
    if council.condition is not None:
        details = conditions.ConditionDetails(
            "subsequent", council.condition, council.discharged_by or "", council.due
        )
        conditions.record_condition(act(clerk), letters[0], details)
    for letter in letters:
        voting.open_vote(act(clerk), letter)
        for member in members:
            voting.cast_vote(act(member), letter, "for")
        voting.close_vote(act(clerk), letter)
    sittings.close_sitting(act(clerk), place)


def _describe(session: Session, company: str, title: str, council: Council) -> None:
    """The clerk records why, what else was considered, and whether it is a key decision."""
    operator = tenancy.operate(session, company)
    body_id = deciding.body_of(operator, council.body).id
    clerk, *_ = people.holders(operator, Role.CLERK, body_id=body_id)
    scope = people.acting(session, company, clerk)
    part = _part(scope, title, body_id)
    said = recording.Described(
        council.reasons or "", council.options_rejected or "", council.key_decision
    )
    recording.describe(scope, part, said, seen=recording.described(part).digest)


def _part(scope: Scope, title: str, body_id: int) -> models.Matter:
    whole = scope.session.scalars(
        select(models.Matter).where(
            models.Matter.title == title, models.Matter.part_of_id.is_(None)
        )
    ).one()
    return next(part for part in queries.parts(scope, whole) if part.body_id == body_id)


def _consents(table: Table) -> Consents:
    return Consents(
        company=table.text("company"),
        number=table.number("number"),
        title=table.text("title"),
        file=table.text("file"),
        submitted=table.day("submitted"),
        document=table.text("document"),
        front_sheet=table.text("front_sheet"),
        report=table.text("report"),
        recommendations=table.each("recommendation", _recommended),
        councils=table.each("council", _council),
    )


def _recommended(table: Table) -> decisions.Recommended:
    table.text("letter")
    return decisions.Recommended(table.text("verb"), table.text("text"))


def _council(table: Table) -> Council:
    return Council(
        council=table.text("council"),
        body=table.text("body"),
        sitting=table.text("sitting"),
        on_day=table.day("date"),
        starts_at=table.clock("time"),
        venue=table.text("venue"),
        condition=table.optional_text("condition"),
        discharged_by=table.optional_text("discharged_by"),
        due=table.optional_day("due"),
        reasons=table.optional_text("reasons"),
        options_rejected=table.optional_text("options_rejected"),
        key_decision=table.flag("key_decision"),
    )
