"""Owners, bodies, seats and the register: one query for each table, and two for bodies."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.decisions.models import DecidingBody, ReservedMatter
from portal.decisions.rules.codes import code_in_words
from portal.decisions.sayings import ROUTES
from portal.kit.tables import Row
from tenants.audiences import PUBLIC
from tenants.models import Appointment, Body, Person
from tenants.roles import ON_PUBLIC_RECORD, Role
from tenants.scope import Scope
from tenants.settings import SETTINGS, body_settings

_RECORDED = [role.value for role in ON_PUBLIC_RECORD]


@dataclass(frozen=True)
class Seat:
    """A seat on a body; or a directorship of the company, which names no body."""

    person: int
    name: str
    body: str | None
    council: str | None
    """None for a seat that no council fills."""
    role: Role
    starts_on: date
    ends_on: date | None


def owners(scope: Scope) -> Iterator[Row]:
    """The councils that own the company or owned it, in the order of their admission."""
    for area in scope.councils:
        yield {
            "council": area.slug,
            "name": area.name,
            "share_percent": None if area.share is None else f"{area.share.normalize():f}",
            "admitted_on": area.admitted_on,
            "left_on": area.left_on,
        }


def public_bodies(scope: Scope) -> list[Body]:
    """The bodies that everybody may know of, by name."""
    statement = select(Body).where(Body.audience == PUBLIC).order_by(Body.name, Body.id)
    return list(scope.session.scalars(statement))


def bodies(scope: Scope) -> Iterator[Row]:
    """Every body with its quorum and its own rule of today."""
    found = public_bodies(scope)
    rules = body_settings(scope, [body.id for body in found], ["own_rule"], scope.today())
    for body in found:
        yield {
            "body": body.slug,
            "name": body.name,
            "kind": body.kind,
            "quorum": body.quorum,
            "quorum_per_council": body.quorum_per_council,
            "decides": SETTINGS["own_rule"].words(rules[body.id]["own_rule"]),
        }


def seats(scope: Scope) -> list[Seat]:
    """Every seat that stands on the public record, by name of the person and first day."""
    rows = scope.session.execute(
        select(
            Person.id,
            Person.name,
            Body.slug,
            Appointment.area_id,
            Appointment.role,
            Appointment.starts_on,
            Appointment.ends_on,
        )
        .join(Appointment, Appointment.person_id == Person.id)
        .outerjoin(Body, Body.id == Appointment.body_id)
        .where(Appointment.audience == PUBLIC, Appointment.role.in_(_RECORDED))
        .order_by(Person.name, Person.id, Appointment.starts_on, Appointment.id)
    )
    councils = {area.area_id: area.slug for area in scope.councils}
    found = (
        Seat(number, name, body, councils.get(area_id), Role(role), starts_on, ends_on)
        for number, name, body, area_id, role, starts_on, ends_on in rows
        # An appointment that was taken back before its first day ends on the day before it.
        if ends_on is None or ends_on >= starts_on
    )
    return list({_key(seat): seat for seat in found}.values())


def _key(seat: Seat) -> tuple[object, ...]:
    return seat.person, seat.body, seat.role, seat.starts_on


def memberships(scope: Scope) -> Iterator[Row]:
    """Every seat on a body."""
    for seat in seats(scope):
        if seat.body is not None:
            yield {**vars(seat), "role": seat.role.value}


def reserved_matters(scope: Scope) -> Iterator[Row]:
    """The register in every form that it had: two queries."""
    rows = scope.session.execute(
        select(ReservedMatter, Body.slug)
        .join(Body, Body.id == ReservedMatter.body_id)
        .where(ReservedMatter.audience == PUBLIC, ReservedMatter.withdrawn_at.is_(None))
        .order_by(ReservedMatter.number, ReservedMatter.in_force_from)
    )
    owners_bodies = _owners_bodies(scope)
    for line, body in rows:
        yield {
            "number": line.number,
            "title": line.title,
            "band": line.band,
            "applies_when": line.trigger,
            "route": ROUTES[line.route],
            "rule": code_in_words(line.rule),
            "quorum": line.quorum,
            "body": body,
            "owners_bodies": " ".join(owners_bodies[line.id]),
            "in_force_from": line.in_force_from,
            "in_force_to": line.in_force_to,
        }


def _owners_bodies(scope: Scope) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = scope.session.execute(
        select(DecidingBody.reserved_matter_id, Body.slug)
        .join(Body, Body.id == DecidingBody.body_id)
        .where(DecidingBody.audience == PUBLIC)
        .order_by(DecidingBody.area_id)
    )
    for line, body in rows:
        found[line].append(body)
    return found
