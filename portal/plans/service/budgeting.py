"""Verbs on the lock of a draft (``locking``): an approved budget locks it, a director opens it."""

from datetime import date

from portal.audit.service import Json
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError
from portal.plans.service.locking import locking_version
from portal.plans.service.versioning import locked_plan, note
from tenants.roles import Hat, Permission
from tenants.scope import Scope


def lock(scope: Scope, version: Version, hat: Hat, on: date) -> None:
    """Let an approved version lock its plan's draft from a day on (``locking``)."""
    locked_plan(scope, version.plan_id)
    version.locked_on = on
    payload: dict[str, Json] = {"version": version.number, "from": on.isoformat()}
    note(scope, hat, "plan:locked", version, payload)


def unlock(scope: Scope, plan: Plan, because: str) -> Version:
    """Open a locked draft for a new submission. Raises PlanError without a reason or a lock."""
    hat = scope.require(Permission.PLAN_FREEZE)
    locked_plan(scope, plan.id)
    version = locking_version(scope, plan.id)
    if version is None:
        raise PlanError("This draft is not locked.")
    if not because.strip() or len(because) > 1000:
        raise PlanError("Enter why the draft is opened, in 1,000 characters or fewer.")
    version.unlocked_on, version.unlocked_by = scope.today(), scope.visitor.name
    version.unlocked_because = because.strip()
    note(scope, hat, "plan:unlocked", version, {"version": version.number})
    return version
