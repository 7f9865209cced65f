"""What the worker does of decisions: resolutions in writing whose days are over end, and every
effect that is due is carried out; each is committed by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Recommendation
from portal.decisions.queries import waiting
from portal.decisions.service import voting
from portal.effects.models import Effect
from portal.effects.service.carrying import outstanding, reconsider
from tenants import service as tenancy
from tenants.base import SHARED
from tenants.roles import Hat, Role
from tenants.scope import Scope

Keep = Callable[[], None]
HAT = Hat(None, Role.OPERATOR, SHARED, None, "Operator, worker")
"""Under which the log tells of what the worker did."""


@dataclass(frozen=True)
class Done:
    """One thing that the worker came to: an effect that is done, or held, with why; a resolution in
    writing (``kind`` lapse) that ended."""

    company: str
    matter: str
    kind: str
    state: str
    on: date | None
    words: str


def due_matters(session: Session, company: str) -> list[int]:
    """The matters of a company whose effect may be due today."""
    found = outstanding(tenancy.operate(session, company, writes=False))
    session.rollback()
    return found


def carry_out(session: Session, keep: Keep, company: str, matter_id: int) -> Done | None:
    """Carry out one matter's effect and keep it; None where there was nothing to do any more."""
    scope = tenancy.operate(session, company)
    matter = scope.session.get_one(Matter, matter_id)
    before = _said(scope, matter_id)
    effect = reconsider(scope, HAT, matter)
    keep()
    if effect is None or (effect.state, effect.held_because) == before:
        return None
    words = effect.done_words or effect.held_because
    return Done(company, matter.slug, effect.kind, effect.state, effect.due_on, words)


def _said(scope: Scope, matter_id: int) -> tuple[str, str]:
    """Where the effect stands, once the matter is locked: another worker may be at it."""
    decisions.locked(scope, scope.session.get_one(Matter, matter_id))
    columns = select(Effect.state, Effect.held_because).where(Effect.matter_id == matter_id)
    state, held = scope.session.execute(columns).one()
    return state, held


def lapsed(session: Session, company: str) -> list[int]:
    """The recommendations of a company that are open in writing though their days are over."""
    found = waiting.lapsed(tenancy.operate(session, company, writes=False))
    session.rollback()
    return found


def lapse(session: Session, keep: Keep, company: str, recommendation_id: int) -> Done | None:
    """End one that lapsed and keep that; None where there was nothing to do any more."""
    scope = tenancy.operate(session, company)
    recommendation = scope.session.get_one(Recommendation, recommendation_id)
    ended = voting.lapse(scope, HAT, recommendation)
    slug = decisions.matter_of(scope, recommendation).slug
    keep()
    if ended is None:
        return None
    return Done(company, slug, "lapse", "done", scope.today(), ended.sentence)


def work(session: Session, keep: Keep) -> list[Done]:
    """One pass over every company; ``keep`` commits, after each thing that was done."""
    found = []
    for company in tenancy.company_slugs(session):
        for number in lapsed(session, company):
            ended = lapse(session, keep, company, number)
            if ended is not None:
                found.append(ended)
        for matter_id in due_matters(session, company):
            done = carry_out(session, keep, company, matter_id)
            if done is not None:
                found.append(done)
    session.rollback()
    return found
