"""What changed since this reader was here, inside her walls: grouped by thing, not by event."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from portal.decisions.models import Matter, Sitting
from portal.decisions.sayings import OUTCOMES
from portal.engagement.models import Comment
from portal.kit.words import date_words, plural, weekday_date_words
from portal.meetings.models import Agenda, Meeting
from portal.minutes.models import Minutes
from portal.plans.models import Item, Plan, PlanPart
from portal.plans.models.frozen import Version
from portal.plans.sayings import state_words
from tenants import clock, identity
from tenants.base import SHARED
from tenants.clock import CIVIL
from tenants.scope import Scope

MOST = 12
"""Things on the page."""
MOST_READ = 50
"""Changes of one sort that are looked at."""


@dataclass(frozen=True)
class Told:
    """One change: of which thing, what, and when."""

    path: str
    """Below the company's."""
    thing: str
    what: str
    at: datetime


@dataclass(frozen=True)
class Changed:
    """A thing with all that changed of it, in the order of time."""

    text: str
    href: str
    what: str


@dataclass(frozen=True)
class Since:
    """What changed since a moment, in words; ``more`` things changed besides those listed."""

    words: str
    things: Sequence[Changed]
    more: int


Read = Callable[[Scope, datetime], Iterator[Told]]


def since_here(scope: Scope, base: str) -> Since | None:
    """What changed since she signed in the time before; None for the first time. ``base`` is the
    company's path. A query for the moment, and one for each sort of change."""
    before = identity.here_before(scope.session, scope.person_id)
    if before is None:
        return None
    moment = clock.on_day(before, scope.company.demonstration_day)
    told = [each for read in _READ for each in read(scope, moment)]
    return Since(_moment_words(moment), *_grouped(told, base))


def _grouped(told: Sequence[Told], base: str) -> tuple[list[Changed], int]:
    """By thing, the one that changed last first; and how many things more there are."""
    things: dict[str, list[Told]] = {}
    for each in sorted(told, key=lambda one: one.at, reverse=True):
        things.setdefault(each.path, []).append(each)
    shown = [_changed(changes, base) for changes in list(things.values())[:MOST]]
    return shown, max(0, len(things) - MOST)


def _changed(changes: Sequence[Told], base: str) -> Changed:
    said = dict.fromkeys(each.what for each in reversed(changes))
    return Changed(changes[0].thing, base + changes[0].path, " ".join(said))


def _moment_words(moment: datetime) -> str:
    local = moment.astimezone(CIVIL)
    return f"{weekday_date_words(local.date())}, {local:%H:%M}"


def _drafts(scope: Scope, since: datetime) -> Iterator[Told]:
    """Drafts that somebody else changed."""
    rows = _rows(
        scope,
        select(PlanPart, Plan)
        .join(Plan, Plan.id == PlanPart.plan_id)
        .where(PlanPart.updated_at > since, PlanPart.updated_by != scope.visitor.name)
        .order_by(PlanPart.updated_at.desc()),
    )
    for part, plan in rows:
        whose = "what is shared" if part.area_id == SHARED else scope.area(part.area_id).name
        said = f"The draft of {whose} was changed by {part.updated_by}."
        yield Told(f"plans/{plan.slug}/", plan.title, said, part.updated_at)


def _versions(scope: Scope, since: datetime) -> Iterator[Told]:
    """Versions that came into another state."""
    rows = _rows(
        scope,
        select(Version, Plan)
        .join(Plan, Plan.id == Version.plan_id)
        .where(Version.state_since > since)
        .order_by(Version.state_since.desc()),
    )
    for version, plan in rows:
        state = state_words(version, scope.today()).lower()
        said = f"Version {version.number}: {state}."
        yield Told(f"plans/{plan.slug}/", plan.title, said, version.state_since)


def _matters(scope: Scope, since: datetime) -> Iterator[Told]:
    """Matters that were submitted or decided."""
    newer = or_(Matter.submitted_at > since, Matter.decided_at > since)
    ordered = select(Matter).where(newer).order_by(Matter.submitted_at.desc(), Matter.id)
    for (matter,) in _rows(scope, ordered):
        path = f"decisions/{matter.slug}"
        if matter.submitted_at > since:
            said = f"Submitted by {matter.submitted_by}."
            yield Told(path, matter.title, said, matter.submitted_at)
        if matter.decided_at is not None and matter.decided_at > since and matter.outcome:
            yield Told(path, matter.title, f"{OUTCOMES[matter.outcome]}.", matter.decided_at)


def _agendas(scope: Scope, since: datetime) -> Iterator[Told]:
    """Agendas that were published."""
    rows = _rows(
        scope,
        select(Meeting.slug, Sitting.title, Sitting.on_day, Agenda.kind, Agenda.published_at)
        .join(Meeting, Meeting.id == Agenda.meeting_id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(Agenda.published_at > since)
        .order_by(Agenda.published_at.desc()),
    )
    for slug, title, day, kind, at in rows:
        said = "Agenda published." if kind == "main" else "Supplementary agenda published."
        yield Told(f"meetings/{slug}", f"{title}, {date_words(day)}", said, at)


def _minutes(scope: Scope, since: datetime) -> Iterator[Told]:
    """Minutes that were published as a draft, or confirmed."""
    newer = or_(Minutes.published_at > since, Minutes.confirmed_at > since)
    rows = _rows(
        scope,
        select(Meeting.slug, Sitting.title, Sitting.on_day, Minutes)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(newer)
        .order_by(Minutes.published_at.desc()),
    )
    for slug, title, day, minutes in rows:
        thing = f"{title}, {date_words(day)}"
        for said, at in (
            ("Draft minutes published.", minutes.published_at),
            ("Minutes confirmed.", minutes.confirmed_at),
        ):
            if at is not None and at > since:
                yield Told(f"meetings/{slug}", thing, said, at)


def _comments(scope: Scope, since: datetime) -> Iterator[Told]:
    """How many comments others made on each plan."""
    rows = _rows(
        scope,
        select(Plan.slug, Plan.title, func.count(Comment.id), func.max(Comment.made_at))
        .join(Item, Item.plan_id == Plan.id)
        .join(Comment, Comment.item_id == Item.id)
        .where(
            Comment.made_at > since,
            Comment.made_by_id != scope.person_id,
            Comment.withdrawn_at.is_(None),
        )
        .group_by(Plan.id, Plan.slug, Plan.title),
    )
    for slug, title, number, at in rows:
        yield Told(f"plans/{slug}/", title, f"{plural(number, 'comment')} made.", at)


def _rows(scope: Scope, statement: Any) -> Sequence[Any]:
    return scope.session.execute(statement.limit(MOST_READ)).all()


_READ: tuple[Read, ...] = (_drafts, _versions, _matters, _agendas, _minutes, _comments)
