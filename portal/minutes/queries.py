"""Reads of minutes. Scope first, walls decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from portal.decisions.models import Sitting
from portal.meetings.models import AgendaItem, Meeting
from portal.minutes.models import Minutes, Passage, PassageRevision
from tenants.models import Body
from tenants.scope import Scope

MOST = 50
"""Minutes and meetings to choose from."""


@dataclass(frozen=True)
class Kept:
    """Minutes with the meeting they are of."""

    minutes: Minutes
    meeting: Meeting
    sitting: Sitting
    body: Body


def minutes_of(scope: Scope, meeting_id: int) -> Minutes | None:
    """The minutes of a meeting, inside the reader's walls."""
    return scope.session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()


def minuted(scope: Scope, slug: str, **_: object) -> Meeting | None:
    """The meeting at this address, where minutes of it are inside the reader's walls."""
    return scope.session.scalars(
        select(Meeting).join(Minutes, Minutes.meeting_id == Meeting.id).where(Meeting.slug == slug)
    ).first()


def kept_of(scope: Scope, meeting: Meeting) -> Kept | None:
    """The minutes of a meeting with its sitting and body: one query."""
    row = scope.session.execute(_KEPT.where(Minutes.meeting_id == meeting.id)).first()
    return Kept(*row) if row else None


def passages_of(scope: Scope, minutes: Minutes) -> Sequence[Passage]:
    """The passages that the reader may read, in their order."""
    statement = select(Passage).where(Passage.minutes_id == minutes.id)
    return scope.session.scalars(statement.order_by(Passage.position, Passage.part)).all()


def passage_of(scope: Scope, minutes: Minutes, key: str) -> Passage | None:
    """One passage by its key."""
    statement = select(Passage).where(Passage.minutes_id == minutes.id, Passage.key == key)
    return scope.session.scalars(statement).first()


def revisions_of(scope: Scope, passage_ids: Sequence[int]) -> dict[int, list[PassageRevision]]:
    """Every revision of these passages that the reader may read, by passage, the first first."""
    found: dict[int, list[PassageRevision]] = {}
    rows = scope.session.scalars(
        select(PassageRevision)
        .where(PassageRevision.passage_id.in_(passage_ids))
        .order_by(PassageRevision.number)
    )
    for row in rows:
        found.setdefault(row.passage_id, []).append(row)
    return found


def published_texts(scope: Scope, minutes_id: int) -> Mapping[int, str]:
    """The texts that were published as a draft, by passage: one query."""
    rows = scope.session.execute(
        select(PassageRevision.passage_id, PassageRevision.text)
        .join(Passage, Passage.id == PassageRevision.passage_id)
        .where(Passage.minutes_id == minutes_id, PassageRevision.number == Passage.published)
    )
    return dict(rows.all())


def to_confirm(scope: Scope, body_id: int, before: Sitting) -> list[Kept]:
    """Minutes of a body's earlier meetings that are published and wait to be confirmed."""
    statement = _KEPT.where(
        Minutes.body_id == body_id, Minutes.state == "published", Sitting.on_day < before.on_day
    )
    return [Kept(*row) for row in scope.session.execute(statement.limit(MOST))]


def confirmed_by(scope: Scope, meeting_id: int) -> list[Kept]:
    """The minutes of earlier meetings that a meeting confirmed."""
    statement = _KEPT.where(Minutes.confirmed_meeting_id == meeting_id)
    return [Kept(*row) for row in scope.session.execute(statement.limit(MOST))]


def confirming(scope: Scope, kept: Kept) -> list[tuple[Meeting, Sitting, AgendaItem]]:
    """The body's later meetings that can confirm these minutes, each with its item for minutes:
    they are sitting, or did."""
    rows = scope.session.execute(
        select(Meeting, Sitting, AgendaItem)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .join(
            AgendaItem,
            and_(AgendaItem.meeting_id == Meeting.id, AgendaItem.state == "listed"),
        )
        .where(
            Meeting.body_id == kept.minutes.body_id,
            Sitting.on_day > kept.sitting.on_day,
            Sitting.state.in_(("open", "adjourned", "closed")),
            (AgendaItem.code == "minutes") | (AgendaItem.kind == "minutes"),
        )
        .order_by(Sitting.on_day, AgendaItem.number)
        .limit(MOST)
    )
    return [(meeting, sitting, item) for meeting, sitting, item in rows]


def day_before(scope: Scope, body_id: int, day: date) -> date | None:
    """The day of the body's meeting before this day; None where it had none."""
    return scope.session.scalars(
        select(func.max(Sitting.on_day))
        .join(Meeting, Meeting.sitting_id == Sitting.id)
        .where(Meeting.body_id == body_id, Sitting.on_day < day, Meeting.state != "cancelled")
    ).first()


def meeting_called(scope: Scope, meeting_id: int) -> tuple[Meeting, Sitting]:
    """A meeting with its sitting. Raises NoResultFound outside the walls."""
    row = scope.session.execute(
        select(Meeting, Sitting)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(Meeting.id == meeting_id)
    ).one()
    return row[0], row[1]


_KEPT = (
    select(Minutes, Meeting, Sitting, Body)
    .join(Meeting, Meeting.id == Minutes.meeting_id)
    .join(Sitting, Sitting.id == Meeting.sitting_id)
    .join(Body, Body.id == Minutes.body_id)
    .order_by(Sitting.on_day, Minutes.id)
)
