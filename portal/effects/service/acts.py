"""What each kind of effect does. Whoever calls has made sure that it is due, and that it is once.

Each answers in words what it did, and raises EffectError where it cannot be done as things stand.
"""

from collections.abc import Callable, Mapping
from datetime import date

from portal.decisions.models import Matter
from portal.effects.models import Effect
from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError, versioning
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class EffectError(ValueError):
    """An effect that is due cannot be carried out, said in words."""


Act = Callable[[Scope, Hat, Matter, Effect], str]


def beyond(scope: Scope, effect: Effect) -> bool:
    """Whether this effect is the operator's to carry out, and so the worker's, not this person's.

    Whoever closes a vote neither reads nor makes appointments.
    """
    return effect.kind in OPERATORS and not scope.may(Permission.TENANCY_KEEP)


def _version(scope: Scope, hat: Hat, matter: Matter, effect: Effect) -> str:
    version = approved_version(scope, matter)
    day = day_of(effect)
    try:
        versioning.bring_into_force(scope, version, hat, day)
    except PlanError as error:
        raise EffectError(str(error)) from error
    return f"Version {version.number} is in force from {date_words(day)}."


def _none(_: Scope, __: Hat, ___: Matter, ____: Effect) -> str:
    return "The decision took effect. Nothing in this portal changes by it."


def approved_version(scope: Scope, matter: Matter) -> Version:
    """The version that was approved: the one with the amendments, where there is one.

    Raises EffectError where another document was approved.
    """
    number = matter.approved_version_id or matter.version_id
    if number is None:
        raise EffectError("No version of a plan was approved: none can come into force.")
    return scope.session.get_one(Version, number)


def day_of(effect: Effect) -> date:
    """The day on which it takes effect. Raises ValueError while that is not known."""
    if effect.due_on is None:
        raise ValueError("It is not known when this takes effect.")
    return effect.due_on


OPERATORS = frozenset({"appointment", "removal"})
ACTS: Mapping[str, Act] = {"version": _version, "none": _none}
