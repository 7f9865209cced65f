"""Reads of a reader's notes and marks, and of who opened the papers. Scope first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, func, or_, select

from portal.decisions.models import Sitting
from portal.meetings.models import AgendaItem, Meeting
from portal.papers.models import Report
from portal.reading.models import PaperNote, PapersOpened, ReadMark
from tenants import registrars
from tenants.models import Appointment, Body, Person
from tenants.roles import BOARD, SEATED, VOTING, Role
from tenants.scope import Scope

MOST = 6
"""Meetings on one list: the papers of those to come are all read to say what changed."""
WITH_PAPERS = ("matter", "report", "minutes")
"""Kinds of items that something is to be read for."""
SITTING = VOTING | BOARD | {Role.SUBSTITUTE, Role.NON_VOTING_MEMBER}


@dataclass(frozen=True)
class Mark:
    """When the reader read an item, and the digests of the passages that stood there then."""

    seen: Sequence[str]
    read_at: datetime


@dataclass(frozen=True)
class Opened:
    """A member of the body, and whether she opened the papers: nothing else is known of it."""

    name: str
    council_id: int
    opened: bool


@dataclass(frozen=True)
class Mine:
    """A meeting of a body on which the reader sits, whose agenda is published."""

    meeting: Meeting
    sitting: Sitting
    body: str
    notes: int
    """How many notes and highlights of hers there are in its papers."""


@dataclass(frozen=True)
class Unread:
    """A meeting to come with items that the reader has not read."""

    slug: str
    title: str
    on_day: date
    left: int


def find_note(scope: Scope, note: int, *, meeting: Meeting, **_: object) -> PaperNote | None:
    """A note of the reader's own in the papers of a meeting."""
    return scope.session.scalars(
        select(PaperNote).where(
            PaperNote.id == note,
            PaperNote.meeting_id == meeting.id,
            PaperNote.person_id == scope.visitor.person_id,
        )
    ).first()


def notes_of(scope: Scope, meeting: Meeting) -> Sequence[PaperNote]:
    """The reader's own notes on a meeting's papers, the first one first."""
    statement = select(PaperNote).where(
        PaperNote.person_id == scope.visitor.person_id, PaperNote.meeting_id == meeting.id
    )
    return scope.session.scalars(statement.order_by(PaperNote.id)).all()


def marks_of(scope: Scope, meeting_ids: Sequence[int]) -> dict[int, Mark]:
    """What the reader has read in the papers of these meetings, by item."""
    rows = scope.session.execute(
        select(ReadMark.item_id, ReadMark.seen, ReadMark.read_at).where(
            ReadMark.person_id == scope.visitor.person_id, ReadMark.meeting_id.in_(meeting_ids)
        )
    )
    return {item_id: Mark(seen, read_at) for item_id, seen, read_at in rows}


def bodies_of(scope: Scope) -> list[int]:
    """The bodies on which the reader sits today, or whose clerk she is."""
    return [hat.body_id for hat in scope.hats if hat.role in SEATED and hat.body_id is not None]


def my_meetings(scope: Scope) -> Sequence[Mine]:
    """Meetings to come of the reader's bodies with a published agenda, the next first."""
    bodies = bodies_of(scope)
    if not bodies:
        return []
    statement = _mine(scope).where(
        Meeting.body_id.in_(bodies),
        Meeting.state.in_(("published", "held")),
        Sitting.on_day >= scope.today(),
    )
    ordered = statement.order_by(Sitting.on_day, Meeting.id).limit(MOST)
    return _found(scope, ordered)


def noted_meetings(scope: Scope) -> Sequence[Mine]:
    """Meetings that are over in whose papers the reader has notes, the latest first."""
    noted = select(PaperNote.meeting_id).where(PaperNote.person_id == scope.visitor.person_id)
    statement = _mine(scope).where(Sitting.on_day < scope.today(), Meeting.id.in_(noted))
    ordered = statement.order_by(Sitting.on_day.desc(), Meeting.id.desc()).limit(MOST)
    return _found(scope, ordered)


def unread(scope: Scope) -> Sequence[Unread]:
    """How many items with papers each meeting to come of her bodies has that she has not read, or
    whose report is newer than her reading. One query; Part II is not counted, since it opens only
    where it is read."""
    bodies = [hat.body_id for hat in scope.hats if hat.role in SITTING and hat.body_id is not None]
    if not bodies:
        return []
    read = and_(ReadMark.item_id == AgendaItem.id, ReadMark.person_id == scope.visitor.person_id)
    rows = scope.session.execute(
        select(Meeting.slug, Sitting.title, Sitting.on_day, func.count(AgendaItem.id))
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .outerjoin(ReadMark, read)
        .outerjoin(Report, and_(Report.item_id == AgendaItem.id, Report.state == "published"))
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state == "published",
            Sitting.on_day >= scope.today(),
            AgendaItem.state == "listed",
            AgendaItem.part == 1,
            AgendaItem.agenda_id.is_not(None),
            or_(AgendaItem.matter_id.is_not(None), Report.id.is_not(None)),
            or_(ReadMark.id.is_(None), Report.published_at > ReadMark.read_at),
        )
        .group_by(Meeting.id, Meeting.slug, Sitting.title, Sitting.on_day)
        .order_by(Sitting.on_day, Meeting.id)
        .limit(MOST)
    )
    return [Unread(*row) for row in rows]


def _found(scope: Scope, statement: Select[Meeting, Sitting, str, int]) -> list[Mine]:
    return [Mine(*row) for row in scope.session.execute(statement)]


def _mine(scope: Scope) -> Select[Meeting, Sitting, str, int]:
    counted = (
        select(func.count(PaperNote.id))
        .where(
            PaperNote.meeting_id == Meeting.id,
            PaperNote.person_id == scope.visitor.person_id,
        )
        .correlate(Meeting)
        .scalar_subquery()
    )
    return (
        select(Meeting, Sitting, Body.name, counted)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
    )


def openings(scope: Scope, meeting: Meeting) -> Sequence[Opened]:
    """Which members of the body opened the papers: for its clerk alone, empty for others."""
    if not any(hat.role is Role.CLERK and hat.body_id == meeting.body_id for hat in scope.hats):
        return []
    registrars.count_readers(scope, meeting.body_id)
    opened = set(
        scope.session.scalars(
            select(PapersOpened.person_id).where(PapersOpened.meeting_id == meeting.id)
        )
    )
    today = scope.today()
    rows = scope.session.execute(
        select(Person.id, Person.name, Appointment.area_id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.body_id == meeting.body_id,
            Appointment.role.in_([role.value for role in SITTING]),
            Appointment.starts_on <= today,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
        )
        .order_by(Appointment.area_id, Appointment.id)
    )
    return [Opened(name, area_id, key in opened) for key, name, area_id in rows]
