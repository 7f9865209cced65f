"""Reads of people: whoever holds a public seat today, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.decisions.queries.seating import holds_on
from portal.overview.queries.bodies import MOST, Page, window
from tenants.models import Appointment, Area, Body, Person
from tenants.roles import ON_PUBLIC_RECORD, TITLES, Role
from tenants.scope import Scope

_RECORDED = [role.value for role in ON_PUBLIC_RECORD]


@dataclass(frozen=True)
class Held:
    """A seat on a body; or, without one, a directorship of the company."""

    title: str
    body: str
    body_slug: str
    area: Area
    since: date


@dataclass(frozen=True)
class PersonLine:
    """Somebody with what she holds today."""

    id: int
    name: str
    held: Sequence[Held]
    registers: bool
    """Whether she has a register of interests: everybody with a seat, but a clerk."""


def people(scope: Scope, page: int) -> Page[PersonLine]:
    """A page of whoever holds a public seat today, by name: two queries."""
    holding = (
        select(Appointment.person_id)
        .where(Appointment.role.in_(_RECORDED), holds_on(scope.today()))
        .distinct()
    )
    statement = (
        select(Person.id, Person.name)
        .where(Person.id.in_(holding))
        .order_by(Person.name, Person.id)
    )
    most, after = window(page)
    found = scope.session.execute(statement.limit(most).offset(after)).all()
    shown = found[:MOST]
    held = _held(scope, [number for number, _ in shown])
    lines = [
        PersonLine(
            number,
            name,
            [seat for seat, _ in held[number]],
            any(role not in (Role.CLERK, Role.DIRECTOR) for _, role in held[number]),
        )
        for number, name in shown
    ]
    return Page(lines, page, len(found) > MOST)


def _held(scope: Scope, people: Sequence[int]) -> dict[int, list[tuple[Held, Role]]]:
    rows = scope.session.execute(
        select(
            Appointment.person_id,
            Appointment.role,
            Appointment.area_id,
            Appointment.starts_on,
            Body.name,
            Body.slug,
        )
        .outerjoin(Body, Body.id == Appointment.body_id)
        .where(
            Appointment.person_id.in_(people),
            Appointment.role.in_(_RECORDED),
            holds_on(scope.today()),
        )
        .order_by(Body.name, Appointment.id)
    )
    areas = {area.area_id: area for area in scope.areas}
    found: dict[int, list[tuple[Held, Role]]] = defaultdict(list)
    for person_id, role, area_id, since, body, slug in rows:
        seat = Held(TITLES[Role(role)], body or "", slug or "", areas[area_id], since)
        found[person_id].append((seat, Role(role)))
    return found
