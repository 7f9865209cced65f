"""A save that reopens what was approved or is before a body: said before it is made."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from portal.plans import sayings
from portal.plans.models.frozen import Version, VersionEntry
from portal.plans.queries import PUT_BEFORE_SOMEBODY
from portal.plans.rules.states import APPROVED
from portal.plans.shapes import Reading
from tenants.scope import Scope

BINDING = {*APPROVED, "approved_in_principle", "submitted"}
"""Decided states of versions that a newer text is measured against."""


@dataclass(frozen=True)
class Reopens:
    """What saving a text means; ``asks`` where somebody has to say how it is meant, since the text
    is still that of the version."""

    sentence: str
    asks: bool


def reopens(scope: Scope, reading: Reading) -> Reopens | None:
    """What a save of this text would reopen; None where no version stands."""
    found = scope.session.execute(
        select(
            Version,
            exists().where(
                VersionEntry.version_id == Version.id,
                VersionEntry.revision_id == reading.revision.id,
            ),
        )
        .where(
            Version.plan_id == reading.item.plan_id,
            PUT_BEFORE_SOMEBODY,
            Version.state.in_(BINDING),
        )
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    version, same = found
    if not same:
        return Reopens(f"This text already differs from version {version.number}.", asks=False)
    return Reopens(_sentence(scope, version), asks=True)


def warning(scope: Scope, plan_id: int) -> str:
    """What any change of a plan's order, sections or items would reopen; nothing where no version
    stands: one query."""
    found = scope.session.scalars(
        select(Version)
        .where(Version.plan_id == plan_id, PUT_BEFORE_SOMEBODY, Version.state.in_(BINDING))
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    return "" if found is None else _sentence(scope, found, "A change here")


def warning_of(scope: Scope, version: Version | None) -> str:
    """What taking a text out or over would reopen: the version that holds it, where it stands."""
    if version is None or version.state not in BINDING:
        return ""
    return _sentence(scope, version, "A change")


def _sentence(scope: Scope, version: Version, what: str = "Saving this") -> str:
    number, day = version.number, sayings.day_of(version.state_since)
    if version.state == "submitted":
        return (
            f"Version {number} was submitted for decision on {day}. {what} opens a new draft "
            f"that needs a decision of its own; decided on is version {number}, as it stands."
        )
    state = sayings.state_of(version, scope.today())
    approved = sayings.STATES[version.state].lower()
    stays = "stays in force" if state == "in_force" else "stays as it was approved"
    return (
        f"Version {number} was {approved} on {day}. {what} opens a new draft that needs "
        f"approval again; version {number} {stays}."
    )
