"""What each kind of effect does. Whoever calls has made sure that it is due, and that it is once.

Each answers in words what it did, and raises EffectError where it cannot be done as things stand.
"""

from collections.abc import Callable, Mapping
from datetime import date

from portal.decisions.models import Matter
from portal.effects.models import Effect
from portal.effects.service import posts
from portal.effects.service.posts import EffectError as EffectError
from portal.kit.words import date_words
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError, budgeting, commencing
from tenants import service as tenancy
from tenants.roles import Hat, Permission
from tenants.scope import Scope

Act = Callable[[Scope, Hat, Matter, Effect], str]


def beyond(scope: Scope, effect: Effect) -> bool:
    """Whether this effect is the operator's to carry out, and so the worker's, not this person's.

    Whoever closes a vote neither reads nor makes appointments.
    """
    return effect.kind in OPERATORS and not scope.may(Permission.TENANCY_KEEP)


def _version(scope: Scope, hat: Hat, matter: Matter, effect: Effect) -> str:
    version = _approved_version(scope, matter)
    _bring_into_force(scope, hat, version, effect)
    return f"Version {version.number} is in force from {date_words(day_of(effect))}."


def _budget(scope: Scope, hat: Hat, matter: Matter, effect: Effect) -> str:
    day = day_of(effect)
    if matter.version_id is None:
        return f"The budget as approved holds from {date_words(day)}. It is no plan of this portal."
    version = _approved_version(scope, matter)
    _bring_into_force(scope, hat, version, effect)
    budgeting.lock(scope, version, hat, day)
    return (
        f"Version {version.number} is in force from {date_words(day)}, and its plan’s draft is "
        "locked until a director opens it for a new submission."
    )


def _appointment(scope: Scope, _: Hat, __: Matter, effect: Effect) -> str:
    person, post = _said(effect, "person"), _said(effect, "post")
    found, seat = posts.person_named(scope, person), posts.post_named(scope, post)
    day = day_of(effect)
    tenancy.appoint(scope, found, seat.role, seat.area_id, starts_on=day, body_id=seat.body_id)
    return f"{found.name} is {seat.title} from {date_words(day)}."


def _removal(scope: Scope, _: Hat, __: Matter, effect: Effect) -> str:
    person, post = _said(effect, "person"), _said(effect, "post")
    found, seat = posts.person_named(scope, person), posts.post_named(scope, post)
    day = day_of(effect)
    held = posts.held(scope, found, seat, day)
    tenancy.end_appointment(scope, held, day)
    return f"{found.name} is no longer {seat.title} from {date_words(day)}."


def _admission(scope: Scope, __: Hat, ___: Matter, effect: Effect) -> str:
    council, day = _said(effect, "council"), date_words(day_of(effect))
    return f"{council} may be admitted as an owner of {scope.company.name} from {day}."


def _none(_: Scope, __: Hat, ___: Matter, effect: Effect) -> str:
    day = date_words(day_of(effect))
    return f"The decision took effect on {day}. Nothing in this portal changes by it."


def _bring_into_force(scope: Scope, hat: Hat, version: Version, effect: Effect) -> None:
    try:
        commencing.bring_into_force(scope, version, hat, day_of(effect))
    except PlanError as error:
        raise EffectError(str(error)) from error


def _approved_version(scope: Scope, matter: Matter) -> Version:
    """The version that was approved: the one with the amendments, where there is one.

    Raises EffectError where another document was approved.
    """
    number = matter.approved_version_id or matter.version_id
    if number is None:
        raise EffectError("No version of a plan was approved: none can come into force.")
    return scope.session.get_one(Version, number)


def _said(effect: Effect, name: str) -> str:
    """What the submission says of the effect. Raises EffectError where it says nothing."""
    text = str((effect.details or {}).get(name, "")).strip()
    if not text:
        raise EffectError(f"The submission does not say which {name} is meant.")
    return text


def day_of(effect: Effect) -> date:
    """The day on which it takes effect. Raises ValueError while that is not known."""
    if effect.due_on is None:
        raise ValueError("It is not known when this takes effect.")
    return effect.due_on


OPERATORS = frozenset({"appointment", "removal"})
ACTS: Mapping[str, Act] = {
    "version": _version,
    "budget": _budget,
    "appointment": _appointment,
    "removal": _removal,
    "admission": _admission,
    "none": _none,
}
