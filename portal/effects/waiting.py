"""What waits for a clerk in this room: conditions to be discharged, call-ins to be settled."""

from datetime import date

from sqlalchemy import select

from portal.decisions.models import Matter
from portal.effects.models import CallIn, Condition
from portal.kit.needs import Need
from tenants.roles import PERMISSIONS, Permission
from tenants.scope import Scope

MOST = 50
"""Conditions on one list; the others stand on the pages of their matters."""


def needs(scope: Scope) -> list[Need]:
    """Open conditions and call-ins of the bodies whose sittings she conducts: two queries."""
    bodies = [
        hat.body_id
        for hat in scope.hats
        if hat.body_id is not None and Permission.SITTING_CONDUCT in PERMISSIONS[hat.role]
    ]
    return [*_conditions(scope, bodies), *_call_ins(scope, bodies)] if bodies else []


def _conditions(scope: Scope, bodies: list[int]) -> list[Need]:
    rows = scope.session.execute(
        select(Matter.slug, Matter.title, Condition.id, Condition.words, Condition.due_on)
        .join(Condition, Condition.matter_id == Matter.id)
        .where(
            Matter.state == "decided",
            Condition.body_id.in_(bodies),
            Condition.discharged_on.is_(None),
        )
        .order_by(Condition.due_on, Condition.id)
        .limit(MOST)
    )
    return [_condition(*row) for row in rows]


def _condition(slug: str, title: str, number: int, words: str, due: date | None) -> Need:
    path = f"decisions/{slug}/conditions/{number}"
    return Need("Discharge", f"Condition of {title}", words, path, "Record the discharge", due)


def _call_ins(scope: Scope, bodies: list[int]) -> list[Need]:
    rows = scope.session.execute(
        select(Matter.slug, Matter.title)
        .join(CallIn, CallIn.matter_id == Matter.id)
        .where(
            CallIn.body_id.in_(bodies),
            CallIn.called_in_at.is_not(None),
            CallIn.outcome.is_(None),
        )
        .order_by(CallIn.id)
    )
    return [_call_in(slug, title) for slug, title in rows]


def _call_in(slug: str, title: str) -> Need:
    return Need(
        "Settle",
        f"Call-in of {title}",
        "It was called in: nothing takes effect until what came of that is recorded.",
        f"decisions/{slug}/call-in/outcome",
        "Record what came of it",
        None,
    )
