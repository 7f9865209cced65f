"""Who is needed at the meetings of bodies: the councils that appoint to them, and the people."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select

from tenants.base import SHARED
from tenants.models import Appointment
from tenants.roles import BOARD, VOTING
from tenants.scope import Scope

IN_A_SEAT = tuple(role.value for role in VOTING | BOARD)


@dataclass(frozen=True)
class Needed:
    """The councils (by area) with seats on a body, and the people in its seats."""

    councils: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)


def needed_by(scope: Scope, body_ids: Collection[int], day: date) -> Mapping[int, Needed]:
    """Who is needed by each of these bodies on a day, in one query."""
    found: dict[int, Needed] = defaultdict(Needed)
    ends = Appointment.ends_on
    rows = scope.session.execute(
        select(Appointment.body_id, Appointment.area_id, Appointment.person_id).where(
            Appointment.body_id.in_(body_ids),
            Appointment.role.in_(IN_A_SEAT),
            Appointment.starts_on <= day,
            or_(ends.is_(None), ends >= day),
        )
    )
    for body_id, area_id, person_id in rows:
        if body_id is None:
            continue
        found[body_id].people.add(person_id)
        if area_id != SHARED:
            found[body_id].councils.add(area_id)
    return found
