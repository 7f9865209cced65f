"""Meetings and agendas that everybody may know of, the same for whoever asks: for calendars, feeds
and open data. Rows alone, in one query each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select

from portal.decisions.models import Matter, Sitting
from portal.meetings.models import Agenda, AgendaItem, Meeting
from tenants.audiences import PUBLIC
from tenants.models import Body
from tenants.scope import Scope


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting as everybody may know of it."""

    slug: str
    title: str
    body: str
    """The address of the body."""
    body_name: str
    on_day: date
    starts_at: str
    """Local time, as printed."""
    venue: str
    remote_address: str
    host_council_id: int | None
    clerk_name: str
    clerk_telephone: str
    clerk_email: str
    speaking_deadline: datetime | None
    state: str
    cancelled_because: str
    publications: int
    """How often its agenda was published: the agenda itself, then what was added."""
    published_at: datetime | None
    """When its agenda was published first."""
    changed_at: datetime | None
    """When something was published of it last."""

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == "cancelled"


@dataclass(frozen=True)
class PublicItem:
    """An item as the published agenda prints it."""

    meeting: str
    number: int
    part: int
    title: str
    kind: str
    state: str
    withdrawn_because: str
    presenter: str
    matter: str | None
    """The address of its matter, where that is public."""
    published_at: datetime
    sequence: int
    """Of the publication in which it first stood."""
    urgent_because: str
    to_follow: bool
    paragraphs: Sequence[int]
    confidential: bool


@dataclass(frozen=True)
class PublicAgenda:
    """A publication of an agenda: the agenda itself, or what was added to it later."""

    meeting: str
    title: str
    body: str
    on_day: date
    sequence: int
    kind: str
    published_at: datetime
    adds: Sequence[int]


_OF_MEETING = (
    Meeting.slug,
    Sitting.title,
    Body.slug.label("body"),
    Body.name.label("body_name"),
    Sitting.on_day,
    Sitting.starts_at,
    Sitting.venue,
    Meeting.remote_address,
    Meeting.host_council_id,
    Meeting.clerk_name,
    Meeting.clerk_telephone,
    Meeting.clerk_email,
    Meeting.speaking_deadline,
    Meeting.state,
    Meeting.cancelled_because,
)
_IS_PUBLIC = (Meeting.audience == PUBLIC, Sitting.audience == PUBLIC, Body.audience == PUBLIC)


def meetings(scope: Scope, body: Body | None = None) -> list[PublicMeeting]:
    """Every public meeting, or those of one body, by day."""
    published = and_(Agenda.meeting_id == Meeting.id, Agenda.audience == PUBLIC)
    statement = (
        select(
            *_OF_MEETING,
            func.count(Agenda.id).label("publications"),
            func.min(Agenda.published_at).label("published_at"),
            func.max(Agenda.published_at).label("changed_at"),
        )
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Agenda, published)
        .where(*_IS_PUBLIC, *_of(body))
        .group_by(Meeting.id, Sitting.id, Body.id)
        .order_by(Sitting.on_day, Meeting.slug)
    )
    return [PublicMeeting(**row._mapping) for row in scope.session.execute(statement)]


def items(scope: Scope) -> list[PublicItem]:
    """Every item of every published agenda, by meeting and place. Titles alone: what is exempt of
    an item of Part II stands in no row of these."""
    open_matter = and_(Matter.id == AgendaItem.matter_id, Matter.audience == PUBLIC)
    statement = (
        select(
            Meeting.slug.label("meeting"),
            AgendaItem.number,
            AgendaItem.part,
            AgendaItem.title,
            AgendaItem.kind,
            AgendaItem.state,
            AgendaItem.withdrawn_because,
            AgendaItem.presenter,
            Matter.slug.label("matter"),
            Agenda.published_at,
            Agenda.sequence,
            AgendaItem.urgent_because,
            AgendaItem.to_follow,
            AgendaItem.paragraphs,
            AgendaItem.confidential,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
        .join(Agenda, Agenda.id == AgendaItem.agenda_id)
        .outerjoin(Matter, open_matter)
        .where(
            *_IS_PUBLIC,
            AgendaItem.audience == PUBLIC,
            Agenda.audience == PUBLIC,
            AgendaItem.state != "removed",
        )
        .order_by(Sitting.on_day, Meeting.slug, AgendaItem.number)
    )
    return [PublicItem(**row._mapping) for row in scope.session.execute(statement)]


def agendas(scope: Scope, most: int, body: Body | None = None) -> list[PublicAgenda]:
    """The agendas published last, of every body or of one, the newest first."""
    statement = (
        select(
            Meeting.slug.label("meeting"),
            Sitting.title,
            Body.name.label("body"),
            Sitting.on_day,
            Agenda.sequence,
            Agenda.kind,
            Agenda.published_at,
            Agenda.adds,
        )
        .join(Meeting, Meeting.id == Agenda.meeting_id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(*_IS_PUBLIC, Agenda.audience == PUBLIC, *_of(body))
        .order_by(Agenda.published_at.desc(), Agenda.id.desc())
        .limit(most)
    )
    return [PublicAgenda(**row._mapping) for row in scope.session.execute(statement)]


def _of(body: Body | None) -> list[Any]:
    return [] if body is None else [Meeting.body_id == body.id]
