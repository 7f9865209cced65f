"""What is new for one reader: versions put before the owners or approved, and matters decided."""

from datetime import date, datetime

from sqlalchemy import select

from portal.decisions.models import Matter
from portal.decisions.standing import OUTCOMES
from portal.feeds.atom import FeedEntry
from portal.kit.words import sentence_case
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from portal.plans.sayings import day_of, since_words, state_words, warning
from tenants.clock import start_of
from tenants.scope import Scope

MOST = 50


def news(scope: Scope) -> list[FeedEntry]:
    """The newest fifty pieces of news inside the reader's walls, in two queries."""
    found = [*_versions(scope), *_decisions(scope)]
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)[:MOST]


def _versions(scope: Scope) -> list[FeedEntry]:
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
    )


def _updated(version: Version, day: date) -> datetime:
    """When there was last something new about it: its decision, or the day it began or ended."""
    days = [each for each in (version.in_force_from, version.in_force_to) if each and each <= day]
    return max([version.state_since, *map(start_of, days)])


def _decisions(scope: Scope) -> list[FeedEntry]:
    matters = scope.session.scalars(
        select(Matter)
        .where(Matter.state == "decided")
        .order_by(Matter.decided_at.desc(), Matter.id.desc())
        .limit(MOST)
    )
    return [_decision(scope, matter) for matter in matters]


def _decision(scope: Scope, matter: Matter) -> FeedEntry:
    outcome = OUTCOMES[matter.outcome or "not_approved"]
    decided_at = matter.decided_at or matter.submitted_at
    return FeedEntry(
        f"decisions/{matter.slug}",
        f"{matter.title}: {outcome.lower()}",
        f"{outcome} on {day_of(decided_at)}.",
        f"/{scope.company.slug}/decisions/{matter.slug}",
        decided_at,
    )
