"""Matters on which a member with two hats has declared nothing yet: she is asked to."""

from datetime import date

from sqlalchemy import exists, or_, select

from portal.decisions.models import Matter, Sitting
from portal.interests.models import Declaration, Interest
from portal.interests.queries import OFFICES, in_company_on
from portal.kit.needs import Need
from tenants.roles import VOTING
from tenants.scope import Scope


def declarations_needed(scope: Scope) -> list[Need]:
    """The undecided matters before her bodies, today or later, for a member who also holds office
    in the company: one query, and none for who votes nowhere.

    Her offices are her own hats, and what she entered in her register.
    """
    bodies = [hat.body_id for hat in scope.hats if hat.role in VOTING]
    if not bodies:
        return []
    me, today = scope.person_id, scope.today()
    statement = (
        select(Matter.slug, Matter.title, Sitting.on_day)
        .join(Sitting, Sitting.id == Matter.sitting_id)
        .where(
            Matter.state == "submitted",
            Matter.body_id.in_(bodies),
            or_(Sitting.on_day >= today, Sitting.state == "open"),
            ~exists().where(Declaration.matter_id == Matter.id, Declaration.person_id == me),
        )
        .order_by(Sitting.on_day, Matter.id)
    )
    if not any(hat.role in OFFICES for hat in scope.hats):
        entered = exists().where(Interest.person_id == me, in_company_on(today))
        statement = statement.where(entered)
    return [_needed(*row) for row in scope.session.execute(statement)]


def _needed(slug: str, title: str, day: date) -> Need:
    return Need(
        "Declare",
        f"Your office in the company: {title}",
        "You also hold an office in the company. Declare which kind of interest it is in this "
        "matter: the office bars you from nothing by itself.",
        f"decisions/{slug}/interests#declare",
        "Declare it",
        day,
    )
