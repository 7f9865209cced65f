"""Reads of the home pages. Each is one query, however many councils or plans there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from portal.decisions.models import Matter
from portal.decisions.queries import frozen_versions
from portal.kit.needs import Need
from portal.overview.sources import sources_changed
from portal.plans.models import Plan, PlanPart
from portal.plans.models.frozen import Version
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from portal.plans.rules.states import APPROVED
from portal.plans.sayings import day_of, moment_of, state_of
from portal.plans.service.scratch import Unsaved, unsaved
from portal.plans.shapes import in_force_on
from tenants.audiences import EDITORS, RELEASED
from tenants.base import SHARED
from tenants.models import Appointment, Area, Body, Company, Person
from tenants.roles import TITLES, Permission, Role
from tenants.scope import Scope

COUNTED = (*APPROVED, "approved_in_principle", "submitted")
"""The decided states of versions that count today, or will."""


@dataclass(frozen=True)
class PlanNow:
    """A plan and what of it counts on a day, for one reader; each a version newer than those before
    it in this list."""

    plan: Plan
    in_force: Version | None
    to_come: Version | None
    """Approved, and in force from a later day or from one that is not known."""
    in_principle: Version | None
    submitted: Version | None


@dataclass(frozen=True)
class Seat:
    """A seat held today, on which body and by whom."""

    body: str
    body_slug: str
    person_id: int
    name: str
    title: str


def companies(session: Session) -> list[Company]:
    """Every company of the portal, by name."""
    return list(session.scalars(select(Company).order_by(Company.name)))


def find_council(scope: Scope, slug: str, **_: object) -> Area | None:
    """The owning council of this slug."""
    return next((area for area in scope.councils if area.slug == slug), None)


def plans_now(scope: Scope) -> list[PlanNow]:
    """The plans inside the reader's walls, newest period first, with the versions that count."""
    rows = scope.session.execute(
        select(Plan, Version)
        .outerjoin(Version, and_(Version.plan_id == Plan.id, Version.state.in_(COUNTED)))
        .order_by(Plan.first_year.desc(), Plan.title, Plan.id, Version.number.desc())
    )
    versions: dict[int, list[Version]] = {}
    plans: dict[int, Plan] = {}
    for plan, version in rows:
        plans[plan.id] = plan
        versions.setdefault(plan.id, []).extend([version] if version is not None else [])
    return [_now(plan, versions[plan.id], scope.today()) for plan in plans.values()]


def _now(plan: Plan, newest_first: Sequence[Version], day: date) -> PlanNow:
    in_force = in_force_on(newest_first, day)
    to_come = _newest(newest_first, APPROVED, in_force, day)
    last = to_come or in_force
    in_principle = _newest(newest_first, {"approved_in_principle"}, last, day)
    submitted = _newest(newest_first, {"submitted"}, in_principle or last, day)
    return PlanNow(plan, in_force, to_come, in_principle, submitted)


def _newest(
    newest_first: Sequence[Version], states: Collection[str], after: Version | None, day: date
) -> Version | None:
    least = after.number if after is not None else 0
    found = (v for v in newest_first if v.number > least and state_of(v, day) in states)
    return next(found, None)


def last_decided(scope: Scope, most: int) -> list[tuple[Matter, str]]:
    """The matters decided last, the newest first, each with the name of the body."""
    rows = scope.session.execute(
        select(Matter, Body.name)
        .join(Body, Body.id == Matter.body_id)
        .where(Matter.state == "decided")
        .order_by(Matter.decided_at.desc(), Matter.id.desc())
        .limit(most)
    )
    return [(matter, name) for matter, name in rows]


def plan_needs(scope: Scope) -> list[Need]:
    """Words this reader has not saved; frozen versions that a director has to submit; drafts
    released to this commissioner; priorities of this editor's whose source changed."""
    found = [*_savings_needed(scope), *_submissions_needed(scope), *_readings_needed(scope)]
    return [*found, *sources_changed(scope)]


def _savings_needed(scope: Scope) -> list[Need]:
    if not scope.holds(Permission.PLAN_EDIT):
        return []
    return [_saving(words) for words in unsaved(scope)]


def _saving(words: Unsaved) -> Need:
    return Need(
        "Save",
        f"Your unsaved words in {words.ref} of {words.plan}",
        f"Typed until {moment_of(words.kept_at)}. Nobody else can read them.",
        f"plans/{words.slug}/priorities/{words.ref}/edit",
        "Look at them",
        None,
    )


def _submissions_needed(scope: Scope) -> list[Need]:
    if not scope.may(Permission.MATTER_SUBMIT):
        return []
    return [_submission(version, plan) for version, plan in frozen_versions(scope)]


def _submission(version: Version, plan: Plan) -> Need:
    again = version.audience != EDITORS
    undecided = (
        f"Nothing was decided on {day_of(version.state_since)}: too few members were present."
    )
    deferred = (
        f"The decision was deferred on {day_of(version.state_since)}: {version.decided_words}"
    )
    detail = (
        (deferred if version.state == "deferred" else undecided)
        if again
        else f"Frozen by {version.frozen_by} on {day_of(version.frozen_at)}. "
        "No body has been asked to decide it."
    )
    return Need(
        "Submit again" if again else "Submit",
        f"Version {version.number} of {plan.title}",
        detail,
        f"plans/{plan.slug}/versions/{version.number}/",
        "Submit again" if again else "Submit for decision",
        None,
    )


def _readings_needed(scope: Scope) -> list[Need]:
    """Released drafts that changed after the newest version this commissioner can read."""
    held = {hat.area_id for hat in scope.hats if hat.role is Role.COMMISSIONER}
    if not held:
        return []
    opened = (
        select(Version.plan_id, func.max(Version.frozen_at).label("at"))
        .where(PUT_BEFORE_SOMEBODY)
        .group_by(Version.plan_id)
        .subquery()
    )
    rows = scope.session.execute(
        select(PlanPart, Plan)
        .join(Plan, Plan.id == PlanPart.plan_id)
        .outerjoin(opened, opened.c.plan_id == PlanPart.plan_id)
        .where(
            PlanPart.audience == RELEASED,
            PlanPart.area_id.in_({SHARED, *held}),
            or_(opened.c.at.is_(None), opened.c.at < PlanPart.updated_at),
        )
        .order_by(Plan.first_year.desc(), Plan.title, PlanPart.area_id)
    )
    return [_reading(scope, part, plan) for part, plan in rows]


def _reading(scope: Scope, part: PlanPart, plan: Plan) -> Need:
    area = scope.area(part.area_id)
    whose = "The shared draft" if part.area_id == SHARED else f"{area.name}’s draft"
    lens = "" if part.area_id == SHARED else f"?lens={area.slug}"
    return Need(
        "Read",
        f"{whose} of {plan.title}",
        f"Released to you. Last changed by {part.updated_by} on {day_of(part.updated_at)}.",
        f"plans/{plan.slug}/{lens}",
        "Read the draft",
        None,
    )


def seats_of(scope: Scope, council: Area) -> list[Seat]:
    """Who holds the council's seats today, by body; seats are public."""
    today = scope.today()
    rows = scope.session.execute(
        select(Body.name, Body.slug, Person.id, Person.name, Appointment.role)
        .join(Appointment, Appointment.body_id == Body.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.area_id == council.area_id,
            Appointment.starts_on <= today,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
        )
        .order_by(Body.name, Appointment.role, Appointment.id)
    )
    return [
        Seat(body, slug, number, name, TITLES[Role(role)])
        for body, slug, number, name, role in rows
    ]
