"""A version whose plan's draft is locked, as an approved budget's is, until a director opens it.

What was approved holds: the draft is not edited, arranged or rolled forward while the lock stands.
Whoever needs another decision opens the draft for a new submission, with her reason on record.
"""

from sqlalchemy import Select, select

from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from portal.plans.service.cover_rules import PlanError
from tenants.scope import Scope


class LockedError(PlanError):
    """The draft is locked by an approved version; the words say which, and what to do."""


def locking_version(scope: Scope, plan_id: int) -> Version | None:
    """The version by which a plan's draft is locked; None where it can be edited."""
    return scope.session.scalars(_locking(plan_id)).first()


def refuse_locked(scope: Scope, plan_id: int) -> None:
    """Raise LockedError for a plan whose draft is locked."""
    version = locking_version(scope, plan_id)
    if version is not None and version.locked_on is not None:
        raise LockedError(
            f"Version {version.number} was approved as the budget and locks this draft since "
            f"{date_words(version.locked_on)}. A director opens it for a new submission first."
        )


def _locking(plan_id: int) -> Select[Version]:
    return select(Version).where(
        Version.plan_id == plan_id, Version.locked_on.is_not(None), Version.unlocked_on.is_(None)
    )
