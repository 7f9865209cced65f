"""What is new for one reader: versions put before the owners or approved, matters decided, agendas
published; all of it, or what one body did, or one topic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from portal.decisions.models import Matter, Sitting
from portal.decisions.standing import OUTCOMES
from portal.feeds.atom import FeedEntry
from portal.kit.words import date_words, join_names, sentence_case
from portal.meetings.models import Meeting
from portal.meetings.queries.public import PublicAgenda, agendas
from portal.minutes.models import Minutes
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from portal.plans.sayings import day_of, since_words, state_words, warning
from tenants.audiences import PUBLIC
from tenants.clock import start_of
from tenants.models import Body
from tenants.scope import Scope

MOST = 50
BEGAN = datetime(2019, 1, 1, tzinfo=UTC)
"""The date of what has none: that of the tag URIs."""
TOPICS: Mapping[str, str] = {
    "plans": "plans",
    "decisions": "decisions",
    "meetings": "meetings",
}
"""What news can be about, with what a feed of it alone is called."""


@dataclass(frozen=True)
class Asked:
    """Which news: those of one body, or of one topic, or all."""

    body: Body | None = None
    topic: str = ""

    def wants(self, topic: str) -> bool:
        """Whether news of this topic are asked for. A plan is no one body's."""
        of_body = self.body is None or topic != "plans"
        return of_body and self.topic in ("", topic)


def news(scope: Scope, asked: Asked) -> list[FeedEntry]:
    """The newest fifty pieces of news inside the reader's walls, in four queries at most."""
    found = [
        entry for topic in TOPICS if asked.wants(topic) for entry in _READ[topic](scope, asked)
    ]
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)[:MOST]


def _versions(scope: Scope, _: Asked) -> list[FeedEntry]:
    rows = scope.session.execute(
        select(Version, Plan)
        .join(Plan, Plan.id == Version.plan_id)
        .where(PUT_BEFORE_SOMEBODY)
        .order_by(Version.state_since.desc(), Version.id.desc())
        .limit(MOST)
    )
    return [_version(scope, version, plan) for version, plan in rows]


def _version(scope: Scope, version: Version, plan: Plan) -> FeedEntry:
    day = scope.today()
    state = state_words(version, day)
    return FeedEntry(
        f"plans/{plan.slug}/versions/{version.number}",
        f"{plan.title}, version {version.number}: {state.lower()}",
        warning(version, day) or f"{sentence_case(since_words(version, day))}.",
        f"/{scope.company.slug}/plans/{plan.slug}/versions/{version.number}/",
        _updated(version, day),
        "plans",
    )


def _updated(version: Version, day: date) -> datetime:
    """When there was last something new about it: its decision, or the day it began or ended."""
    days = [each for each in (version.in_force_from, version.in_force_to) if each and each <= day]
    return max([version.state_since, *map(start_of, days)])


def _decisions(scope: Scope, asked: Asked) -> list[FeedEntry]:
    statement = select(Matter).where(Matter.state == "decided")
    if asked.body is not None:
        statement = statement.where(Matter.body_id == asked.body.id)
    ordered = statement.order_by(Matter.decided_at.desc(), Matter.id.desc())
    return [_decision(scope, matter) for matter in scope.session.scalars(ordered.limit(MOST))]


def _decision(scope: Scope, matter: Matter) -> FeedEntry:
    outcome = OUTCOMES[matter.outcome or "not_approved"]
    decided_at = matter.decided_at or matter.submitted_at
    return FeedEntry(
        f"decisions/{matter.slug}",
        f"{matter.title}: {outcome.lower()}",
        f"{outcome} on {day_of(decided_at)}.",
        f"/{scope.company.slug}/decisions/{matter.slug}",
        decided_at,
        "decisions",
    )


def _agendas(scope: Scope, asked: Asked) -> list[FeedEntry]:
    return [_agenda(scope, each) for each in agendas(scope, MOST, asked.body)]


def _agenda(scope: Scope, each: PublicAgenda) -> FeedEntry:
    first = each.kind == "main"
    what = "agenda" if first else "supplementary agenda"
    summary = f"{each.body} meets on {date_words(each.on_day)}."
    return FeedEntry(
        f"meetings/{each.meeting}/agendas/{each.sequence}",
        f"{each.title}, {date_words(each.on_day)}: {what} published",
        summary if first else f"{summary} Added: {_numbered(each.adds)}.",
        f"/{scope.company.slug}/meetings/{each.meeting}",
        each.published_at,
        "meetings",
    )


def _minutes(scope: Scope, asked: Asked) -> list[FeedEntry]:
    """Minutes that everybody may read: one piece of news for each, the newest state of it."""
    statement = (
        select(Minutes, Meeting.slug, Sitting.title, Sitting.on_day)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Sitting, Sitting.id == Meeting.sitting_id)
        .where(Minutes.audience == PUBLIC, Minutes.published_at.is_not(None))
    )
    if asked.body is not None:
        statement = statement.where(Minutes.body_id == asked.body.id)
    ordered = statement.order_by(Minutes.published_at.desc(), Minutes.id.desc()).limit(MOST)
    rows = scope.session.execute(ordered)
    return [_minuted(scope, minutes, slug, title, day) for minutes, slug, title, day in rows]


def _minuted(scope: Scope, minutes: Minutes, slug: str, title: str, day: date) -> FeedEntry:
    confirmed = minutes.confirmed_at
    said = "minutes confirmed" if confirmed else "draft minutes published"
    at = confirmed or minutes.published_at or BEGAN
    return FeedEntry(
        f"meetings/{slug}/minutes",
        f"{title}, {date_words(day)}: {said}",
        f"{sentence_case(said)} on {day_of(at)}.",
        f"/{scope.company.slug}/meetings/{slug}/minutes",
        at,
        "meetings",
    )


def _of_meetings(scope: Scope, asked: Asked) -> list[FeedEntry]:
    return [*_agendas(scope, asked), *_minutes(scope, asked)]


def _numbered(numbers: Sequence[int]) -> str:
    return f"{'item' if len(numbers) == 1 else 'items'} {join_names([str(n) for n in numbers])}"


_READ: Mapping[str, Callable[[Scope, Asked], list[FeedEntry]]] = {
    "plans": _versions,
    "decisions": _decisions,
    "meetings": _of_meetings,
}
