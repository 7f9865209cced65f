"""Reads of the owners' own bodies, and of what several bodies consider."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.decisions.models import DecidingBody, Matter, Recommendation, ReservedMatter
from tenants.models import Body
from tenants.scope import Scope


def deciding_bodies(scope: Scope, reserved: ReservedMatter) -> dict[int, DecidingBody]:
    """The owners' bodies named for a line of the register, by the council's area."""
    statement = select(DecidingBody).where(DecidingBody.reserved_matter_id == reserved.id)
    return {each.area_id: each for each in scope.session.scalars(statement)}


def parts(scope: Scope, matter: Matter) -> Sequence[Matter]:
    """Every consideration of a matter by one body, in the order in which they were asked."""
    statement = select(Matter).where(Matter.part_of_id == matter.id)
    return scope.session.scalars(statement.order_by(Matter.id)).all()


def bodies_by_id(scope: Scope, body_ids: Sequence[int]) -> dict[int, Body]:
    """The bodies of these numbers."""
    found = scope.session.scalars(select(Body).where(Body.id.in_(body_ids)))
    return {each.id: each for each in found}


def recommendations_of(scope: Scope, matter_ids: Sequence[int]) -> dict[int, list[Recommendation]]:
    """The recommendations of several matters, by the matter's number, each in their order."""
    statement = (
        select(Recommendation)
        .where(Recommendation.matter_id.in_(matter_ids))
        .order_by(Recommendation.letter)
    )
    found: dict[int, list[Recommendation]] = {}
    for each in scope.session.scalars(statement):
        found.setdefault(each.matter_id, []).append(each)
    return found
