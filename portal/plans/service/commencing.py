"""A version comes into force on a day, and the one before is superseded. With ``service``,
``versioning``, ``amending`` and ``refreshing`` the only writer of plans."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, or_, select

from portal.audit.service import Json
from portal.kit.words import date_words
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.rules.states import state_on
from portal.plans.service import PlanError
from portal.plans.service.versioning import allowed, locked_plan, note, read_again
from tenants.clock import civil_day
from tenants.roles import Hat
from tenants.scope import Scope


def bring_into_force(scope: Scope, version: Version, hat: Hat, on: date) -> None:
    """Let an approved version be the plan in force from a day of the company's, that day included.

    The version in force before is superseded from that day, once, whoever else writes at the same
    moment: the plan's row is locked, and the database holds one open version in force of a plan.
    A successor's version supersedes that of the plan it follows as well.
    Whatever has to have happened before (call-in, conditions) is for the caller to know.
    One that was to come into force later never does.
    Raises PlanError for a version that was not approved, a day before the approval, and a day
    before that on which the version in force began.
    """
    locked_plan(scope, version.plan_id)
    version = read_again(scope, version)
    allowed(state_on(version.state, version.in_force_from, version.in_force_to, date.max), FORCE)
    approved_on = civil_day(version.state_since)
    if on < approved_on:
        raise PlanError(
            f"Version {version.number} was approved on {date_words(approved_on)}: "
            "it cannot come into force before."
        )
    _supersede(scope, hat, version, on)
    version.in_force_from = on
    payload: dict[str, Json] = {"version": version.number, "from": on.isoformat()}
    note(scope, hat, "plan:in_force", version, payload)


FORCE = "bring_into_force"


def _supersede(scope: Scope, hat: Hat, version: Version, on: date) -> None:
    """End what is in force on that day or later; one that never began ends as it begins."""
    for before in scope.session.scalars(_in_force_after(_line(scope, version), on)).all():
        began = before.in_force_from
        if began is None or on < began <= scope.today():
            day = date_words(began or on)
            raise PlanError(
                f"Version {before.number} is in force from {day}: choose that day or a later one."
            )
        before.in_force_to, before.superseded_by_id = max(on, began), version.id
        payload: dict[str, Json] = {
            "version": before.number,
            "by": version.number,
            "from": before.in_force_to.isoformat(),
        }
        note(scope, hat, "plan:superseded", before, payload)


def _line(scope: Scope, version: Version) -> list[int]:
    """The plan, and the one it succeeds, locked. What its writer cannot see was never in force."""
    plan = scope.session.get_one(Plan, version.plan_id)
    if plan.lineage != "successor" or plan.follows_id is None:
        return [plan.id]
    before = select(Plan.id).where(Plan.id == plan.follows_id).with_for_update()
    return [plan.id, *scope.session.scalars(before)]


def _in_force_after(plan_ids: Sequence[int], day: date) -> Select[Version]:
    return (
        select(Version)
        .where(
            Version.plan_id.in_(plan_ids),
            Version.in_force_from.is_not(None),
            or_(Version.in_force_to.is_(None), Version.in_force_to > day),
        )
        .order_by(Version.number)
    )
