"""Registrars: which members' withheld interests a clerk opens, as their monitoring officer.

A clerk keeps the register of whoever sits, sat or will sit on a body of hers; that she does is
proved by appointments inside her walls. What is withheld opens only where it is asked for: her
other pages are made without it.
"""

from collections.abc import Iterable

from sqlalchemy import select

from tenants import audiences
from tenants.models import Appointment
from tenants.roles import PERMISSIONS, Permission, Role
from tenants.scope import Scope


def keep(scope: Scope) -> None:
    """Let a clerk read and write what is withheld of her bodies' members: one query for a clerk,
    none for others."""
    bodies = [
        hat.body_id for hat in scope.hats if Permission.INTEREST_KEEP in PERMISSIONS[hat.role]
    ]
    if bodies:
        seats = select(Appointment.person_id).where(Appointment.body_id.in_(bodies))
        _open(scope, scope.session.scalars(seats.distinct()))


def count_readers(scope: Scope, body_id: int) -> None:
    """Let the clerk of a body see which of its members opened their papers: one query for her,
    none for others."""
    if any(hat.role is Role.CLERK and hat.body_id == body_id for hat in scope.hats):
        seats = select(Appointment.person_id).where(Appointment.body_id == body_id)
        people = scope.session.scalars(seats.distinct())
        scope.look_after([audiences.opened(person_id) for person_id in people])


def keep_all(scope: Scope) -> None:
    """Let the operator, who answers for the whole company, read every register, and do what anybody
    asked the worker for: one query."""
    if any(hat.role is Role.OPERATOR for hat in scope.hats):
        ids = scope.session.scalars(select(Appointment.person_id).distinct()).all()
        _open(scope, ids)
        scope.look_after([audiences.asker(person_id) for person_id in ids])


def _open(scope: Scope, person_ids: Iterable[int]) -> None:
    scope.look_after([audiences.withheld(person_id) for person_id in person_ids])
