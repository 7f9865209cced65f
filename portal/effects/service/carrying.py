"""An effect from the decision to the day it is carried out, once, whoever comes to it first.

Whoever changes what an effect waits for locks the matter's row, then the effect's, then what is
changed by it: two writers take turns, and the second finds it done.
"""

from datetime import date

from sqlalchemy import or_, select

from portal.audit.service import Json, trial
from portal.decisions import queries as decisions
from portal.decisions.models import Matter
from portal.effects import queries
from portal.effects.models import Effect
from portal.effects.queries import After
from portal.effects.rules import DATED
from portal.effects.service.acts import ACTS, EffectError, beyond
from portal.effects.service.records import note
from tenants.clock import civil_day
from tenants.roles import Hat
from tenants.scope import Scope
from tenants.service import TenancyError

TAKING_EFFECT = frozenset({"approved", "approved_as_amended"})
"""Outcomes of a matter that bring its effect about; approval in principle brings none."""


def decided(scope: Scope, hat: Hat, matter: Matter) -> Effect:
    """Give a matter that was approved its effect, and carry it out where it is due already.

    Called again it does nothing, unless the decision was referred back since and made anew.
    """
    matter = decisions.locked(scope, matter)
    effect = _locked_effect(scope, matter)
    if effect is None:
        effect = _new(scope, matter)
        scope.session.add(effect)
        note(scope, hat, "effect:awaited", effect, {"matter": matter.slug, "kind": effect.kind})
    elif effect.state == "stopped":
        effect.state, effect.decided_on = "waiting", _decided_on(scope, matter)
        note(scope, hat, "effect:awaited", effect, {"matter": matter.slug, "kind": effect.kind})
    _settle(scope, hat, matter, effect)
    return effect


def reconsider(scope: Scope, hat: Hat, matter: Matter) -> Effect | None:
    """Say anew when a matter's effect is due, after something it waits for changed.

    It is carried out at once where it is due; None where the matter has no effect.
    """
    matter = decisions.locked(scope, matter)
    effect = _locked_effect(scope, matter)
    if effect is not None:
        _settle(scope, hat, matter, effect)
    return effect


def outstanding(scope: Scope) -> list[int]:
    """The matters whose effect may be due today, by their numbers: for the worker."""
    statement = select(Effect.matter_id).where(
        Effect.state == "waiting",
        Effect.due_on.is_not(None),
        or_(Effect.due_on <= scope.today(), Effect.kind.in_(DATED)),
    )
    return list(scope.session.scalars(statement.order_by(Effect.due_on, Effect.id)))


def _new(scope: Scope, matter: Matter) -> Effect:
    return Effect(
        company_id=scope.company_id,
        area_id=matter.area_id,
        audience=matter.audience,
        matter_id=matter.id,
        kind=matter.effect,
        details=matter.effect_details,
        state="waiting",
        decided_on=_decided_on(scope, matter),
        asked_for=matter.takes_effect_on,
    )


def _decided_on(scope: Scope, matter: Matter) -> date:
    return civil_day(matter.decided_at) if matter.decided_at else scope.today()


def _settle(scope: Scope, hat: Hat, matter: Matter, effect: Effect) -> None:
    """Bring an effect to where it stands today. What is done stays done."""
    if effect.state == "done":
        return
    found = queries.after(scope, [matter.id], fresh=True)[matter.id]
    if found.stopped:
        _stop(scope, hat, effect)
        return
    if effect.due_on != found.effective_on:
        effect.due_on = found.effective_on
        payload: dict[str, Json] = {"on": effect.due_on.isoformat() if effect.due_on else None}
        note(scope, hat, "effect:dated", effect, payload)
    if _is_due(scope, effect, found) and not beyond(scope, effect):
        _carry_out(scope, hat, matter, effect)


def _is_due(scope: Scope, effect: Effect, found: After) -> bool:
    """Whether nothing stands against it any more, and its day has come or can be written before."""
    if effect.due_on is None or not found.certain:
        return False
    return effect.due_on <= scope.today() or effect.kind in DATED


def _stop(scope: Scope, hat: Hat, effect: Effect) -> None:
    if effect.state != "stopped":
        effect.state, effect.due_on, effect.held_because = "stopped", None, ""
        note(scope, hat, "effect:stopped", effect)


def _carry_out(scope: Scope, hat: Hat, matter: Matter, effect: Effect) -> None:
    """Do it, or keep in words why it could not be done: the decision itself stands either way."""
    try:
        with trial(scope):
            words = ACTS[effect.kind](scope, hat, matter, effect)
    except (EffectError, TenancyError) as error:
        if effect.held_because != str(error):
            effect.held_because = str(error)
            note(scope, hat, "effect:held", effect, {"because": str(error)})
        return
    effect.state, effect.done_at, effect.done_words = "done", scope.now(), words
    effect.held_because = ""
    note(scope, hat, "effect:carried_out", effect, {"matter": matter.slug, "words": words})


def _locked_effect(scope: Scope, matter: Matter) -> Effect | None:
    statement = select(Effect).where(Effect.matter_id == matter.id).with_for_update()
    return scope.session.scalars(statement.execution_options(populate_existing=True)).first()
