"""A decision with what follows it, through the rooms' own services, on whatever day."""

from datetime import date

from sqlalchemy import select

from portal.decisions.models import Matter
from portal.decisions.service.records import note
from portal.effects import queries
from portal.effects.models import CallIn, Condition, Effect
from portal.effects.service import conditions
from portal.effects.service.conditions import ConditionDetails, Discharge
from tenants.models import Body
from tenants.scope import Scope
from tests.factories import decisions
from tests.factories.world import World

CLERK = decisions.CLERK


def go_to(world: World, day: date, company: str = "afc") -> None:
    """Let it be another day for a company."""
    with world.operator_of(company) as scope:
        scope.company.demonstration_day = day
        scope.session.commit()


def make_councils_own(world: World) -> None:
    """Let the deciding body be of a kind whose decisions can be called in, for five days."""
    with world.operator_of() as scope:
        body = scope.session.scalars(select(Body).where(Body.slug == "joint-committee")).one()
        body.kind = "council_committee"
        scope.session.commit()


def approved(world: World, **changes: object) -> str:
    """A matter approved today by the eight members. Returns its slug."""
    slug = decisions.submit(world, **{"asks": "approval", **changes})
    hold(world, slug)
    return slug


def means(world: World, slug: str, kind: str, **details: str) -> None:
    """Let an approval of this matter bring about another effect than a version in force."""
    with world.operator_of() as scope:
        matter = decisions.find(scope, slug)
        matter.effect, matter.effect_details = kind, dict(details) or None
        note(scope, scope.hats[0], "matter:meant", matter)
        scope.session.commit()


def hold(world: World, slug: str) -> None:
    """The sitting is held, and all eight vote for everything."""
    decisions.begin(world)
    decisions.decide(world, slug)


def condition(world: World, slug: str, **changes: object) -> int:
    """The clerk records a condition on recommendation (a). Returns its number."""
    said = {
        "kind": "precedent",
        "words": "Consult the councils once more",
        "discharged_by": "The managing director",
        **changes,
    }
    with world.scope_of(CLERK) as scope:
        found = decisions.recommendation(scope, slug, "a")
        details = ConditionDetails(**said)  # type: ignore[arg-type]  # a test changes any of them
        row = conditions.record_condition(scope, found, details)
        scope.session.commit()
        return row.id


def discharge(world: World, number: int, on: date | None = None) -> None:
    """The clerk records that it was met, today or on that day."""
    with world.scope_of(CLERK) as scope:
        row = scope.session.get_one(Condition, number)
        how = Discharge(on or scope.today(), "The councils were consulted.")
        conditions.discharge(scope, row, how)
        scope.session.commit()


def call_in_of(scope: Scope, slug: str) -> CallIn:
    """The call-in of a matter, inside this reader's walls."""
    matter = decisions.find(scope, slug)
    return scope.session.scalars(select(CallIn).where(CallIn.matter_id == matter.id)).one()


def effect(world: World, slug: str) -> Effect | None:
    """The effect of a matter, as the public reads it."""
    with world.scope_of(None, writes=False) as scope:
        matter = scope.session.scalars(select(Matter).where(Matter.slug == slug)).one()
        found = queries.effect_of(scope, matter.id)
        scope.session.expunge_all()
        return found


def after(world: World, slug: str, email: str | None = None) -> queries.After:
    """What follows the decision on a matter."""
    with world.scope_of(email, writes=False) as scope:
        matter = decisions.find(scope, slug)
        found = queries.after(scope, [matter.id])[matter.id]
        scope.session.expunge_all()
        return found
