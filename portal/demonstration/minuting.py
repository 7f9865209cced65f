"""The demonstration's minutes: of meetings that were held, as their clerks published them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from portal.actions import arising
from portal.actions.arising import ActionDetails, Source
from portal.demonstration import people
from portal.demonstration.reading import Table, read_file
from portal.demonstration.timeline import PUBLISH, Step
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from portal.minutes import queries
from portal.minutes.gathering import source_words
from portal.minutes.models import Minutes
from portal.minutes.service import finishing, keeping
from tenants import service as tenancy
from tenants.audiences import body
from tenants.roles import Role
from tenants.scope import Scope

FOLDER = Path(__file__).parent / "content"
LAST = PUBLISH + 10
"""Minutes come after what else is published on a day."""


@dataclass(frozen=True)
class Given:
    """An action that arose at an item."""

    item: int
    details: ActionDetails


@dataclass(frozen=True)
class Minuted:
    """Minutes of a meeting, by its address, and the day on which they were published."""

    meeting: str
    published: date
    actions: tuple[Given, ...]


def load(company: str) -> tuple[Minuted, ...]:
    """The minutes of a company; none where it has no file of them. Raises ContentError."""
    name = f"{company}/minutes.toml"
    return read_file(FOLDER, name, _all) if (FOLDER / name).exists() else ()


def steps(session: Session, company: str) -> list[Step]:
    """Each meeting's minutes, drafted and published on their day."""
    return [
        Step(each.published, LAST, partial(_publish, session, company, each))
        for each in load(company)
    ]


def _publish(session: Session, company: str, told: Minuted) -> None:
    operator = tenancy.operate(session, company)
    body_id = _meeting(operator, told.meeting).body_id
    clerk, *_ = people.holders(operator, Role.CLERK, Role.BOARD_CHAIR, body_id=body_id)
    scope = people.acting(session, company, clerk)
    meeting = _meeting(scope, told.meeting)
    minutes = keeping.begin(scope, meeting)
    for each in told.actions:
        _give(scope, meeting, each)
    keeping.draft_again(scope, minutes)
    _say_when_it_opened(scope, meeting, minutes)
    finishing.publish(scope, minutes)
    session.flush()


def _say_when_it_opened(scope: Scope, meeting: Meeting, minutes: Minutes) -> None:
    """The demonstration is built at any hour of the day: what was recorded then is not when a
    meeting of the past was open, and its clerk says what its agenda says."""
    passage = queries.passage_of(scope, minutes, "close")
    if passage is not None:
        starts_at = meetings.agenda_of(scope, meeting).sitting.starts_at
        words = f"The meeting opened at {starts_at}."
        keeping.edit(scope, passage, words, base=passage.revision)


def _give(scope: Scope, meeting: Meeting, given: Given) -> None:
    agenda = meetings.agenda_of(scope, meeting)
    item = agenda.of(given.item)
    if item is None:
        raise LookupError(f"There is no item {given.item} at {meeting.slug}.")
    source = Source(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        item_id=item.item.id,
        item=str(given.item),
        words=source_words(agenda, given.item),
        path=f"meetings/{meeting.slug}/minutes",
        on_day=agenda.sitting.on_day,
        audience=body(meeting.body_id),
    )
    arising.arise(scope, source, given.details)


def _meeting(scope: Scope, slug: str) -> Meeting:
    found = meetings.meeting_by_slug(scope, slug)
    if found is None:
        raise LookupError(f"There is no meeting {slug}.")
    return found


def _all(table: Table) -> tuple[Minuted, ...]:
    table.text("company")
    return table.each("minutes", _minuted)


def _minuted(table: Table) -> Minuted:
    return Minuted(table.text("meeting"), table.day("published"), table.each("action", _given))


def _given(table: Table) -> Given:
    said = ActionDetails(table.text("words"), table.text("lead"), table.text("by"))
    return Given(table.number("item"), said)
