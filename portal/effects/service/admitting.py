"""Admitting an owner under the right that a decision gave: used once, and said in the log."""

from sqlalchemy import select

from portal.audit.service import Json
from portal.decisions.models import Matter
from portal.effects.models import Effect
from portal.effects.service.posts import EffectError
from portal.effects.service.records import note
from portal.kit.words import date_words
from tenants import service as tenancy
from tenants.models import Area
from tenants.roles import Permission
from tenants.scope import Scope


def admit(scope: Scope, slug: str, details: tenancy.CouncilDetails) -> Area:
    """Admit a council under the matter of this address, whose effect is the right to do so.

    Raises EffectError where that matter gave no such right, names another council, or was used.
    """
    hat = scope.require(Permission.TENANCY_KEEP)
    effect = _right(scope, slug)
    _check(effect, slug, details)
    area = tenancy.admit_council(scope, details)
    effect.used_at = scope.now()
    effect.used_words = f"{area.name} was admitted with {tenancy.share_words(details.share)} %."
    payload: dict[str, Json] = {"matter": slug, "council": area.slug}
    note(scope, hat, "effect:used", effect, payload)
    return area


def _right(scope: Scope, slug: str) -> Effect:
    found = scope.session.scalars(
        select(Effect)
        .join(Matter, Matter.id == Effect.matter_id)
        .where(Matter.slug == slug, Effect.kind == "admission")
        .with_for_update(of=Effect)
    ).first()
    if found is None or found.state != "done":
        raise EffectError(f"The matter decisions/{slug} gives no right to admit an owner (yet).")
    return found


def _check(effect: Effect, slug: str, details: tenancy.CouncilDetails) -> None:
    if effect.used_at is not None:
        raise EffectError(f"The right of decisions/{slug} was used. {effect.used_words}")
    named = str((effect.details or {}).get("council", ""))
    if named.casefold() not in (details.name.casefold(), details.slug):
        raise EffectError(f"decisions/{slug} is about “{named}”, not “{details.name}”.")
    if effect.due_on is not None and details.admitted_on < effect.due_on:
        day = date_words(effect.due_on)
        raise EffectError(f"decisions/{slug} lets an owner be admitted from {day}, not before.")
