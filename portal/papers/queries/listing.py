"""Lists of reports: those that a reader works on, and those that are published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from portal.decisions.models import Sitting
from portal.meetings.models import Meeting
from portal.papers.models import Report, ReportClearance
from tenants import paper_readers
from tenants.models import Body, PaperDoor
from tenants.scope import Scope

MOST = 100


@dataclass(frozen=True)
class ReportLine:
    """A report as a list shows it; the meeting's day where the reader may know it."""

    item_id: int
    title: str
    author: str
    state: str
    part: int
    body: str
    on_day: date | None
    published_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """A clearance that waits for this reader."""

    item_id: int
    title: str
    kind: str
    again: bool
    """Whether she answered before, for another content."""


_LINES: Select[*tuple[Any, ...]] = (
    select(
        Report.item_id,
        Report.title,
        Report.author,
        Report.state,
        Report.part,
        Body.name.label("body"),
        Sitting.on_day,
        Report.published_at,
    )
    .join(Body, Body.id == Report.body_id)
    .outerjoin(Meeting, Meeting.id == Report.meeting_id)
    .outerjoin(Sitting, Sitting.id == Meeting.sitting_id)
)


def work(scope: Scope) -> Sequence[ReportLine]:
    """The drafts that this reader works on: named for them, or their body's clerk. Lets her in."""
    items = own_items(scope)
    if not items:
        return []
    statement = _LINES.where(Report.state == "draft", Report.item_id.in_(items))
    rows = scope.session.execute(statement.order_by(Sitting.on_day, Report.item_id).limit(MOST))
    return [ReportLine(**row._mapping) for row in rows]


def own_items(scope: Scope) -> Sequence[int]:
    """The items whose papers are hers to work on, after letting her in to them."""
    bodies = [hat.body_id for hat in scope.hats if hat.role in paper_readers.KEEPERS]
    items = set(paper_readers.tasks(scope))
    if bodies:
        kept = select(PaperDoor.item_id).where(PaperDoor.body_id.in_(bodies))
        items |= set(scope.session.scalars(kept))
    return sorted(paper_readers.admit(scope, items))


def published(scope: Scope) -> Sequence[ReportLine]:
    """The published reports inside the reader's walls, the latest first: one query."""
    statement = _LINES.where(Report.state == "published")
    newest = statement.order_by(Report.published_at.desc(), Report.item_id.desc()).limit(MOST)
    return [ReportLine(**row._mapping) for row in scope.session.execute(newest)]


def waiting_for(scope: Scope) -> Sequence[Asked]:
    """The clearances that wait for this reader, of drafts that she was let in to: one query."""
    rows = scope.session.execute(
        select(Report.item_id, Report.title, Report.content_digest, ReportClearance)
        .join(Report, Report.id == ReportClearance.report_id)
        .where(ReportClearance.person_id == scope.person_id, Report.state == "draft")
        .order_by(ReportClearance.id)
    )
    return [
        Asked(item_id, title, row.kind, bool(row.answer))
        for item_id, title, content, row in rows
        if not row.answer or row.of_digest != content
    ]
