"""Finding bodies, and people by the seats and posts they hold today.

They are read where they are kept: who is on a body changes with the day and without any event, and
a company has hundreds of them, not thousands. The walls are those of their own rows.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select

from portal.search.queries import Hit
from portal.search.stems import Asked, in_order
from tenants.models import Appointment, Body, Person
from tenants.scope import Scope

MOST = 3_000
"""Appointments of a company that are read."""


def find(scope: Scope, asked: Asked, kinds: Sequence[str]) -> list[Hit]:
    """Bodies and people whose names and posts hold every word: a query for each of ``kinds``."""
    if not asked:
        return []
    bodies = _bodies(scope, asked) if "bodies" in kinds else []
    people = _people(scope, asked) if "people" in kinds else []
    return [*bodies, *people]


def _bodies(scope: Scope, asked: Asked) -> list[Hit]:
    rows = scope.session.execute(
        select(Body.name, Body.slug, Body.area_id).order_by(Body.name, Body.id)
    )
    return [
        Hit("bodies", name, _page_of(slug), area_id)
        for name, slug, area_id in rows
        if _holds(name, asked)
    ]


def _people(scope: Scope, asked: Asked) -> list[Hit]:
    """One hit for each person, with all she is today as far as the reader may know."""
    today = scope.today()
    rows = scope.session.execute(
        select(Person.id, Person.name, Appointment.title, Appointment.area_id, Body.slug)
        .join(Person, Person.id == Appointment.person_id)
        .outerjoin(Body, Body.id == Appointment.body_id)
        .where(
            Appointment.starts_on <= today,
            or_(Appointment.ends_on.is_(None), Appointment.ends_on >= today),
        )
        .order_by(Person.name, Person.id, Appointment.id)
        .limit(MOST)
    )
    return list(_one_each([tuple(row) for row in rows], asked))


def _one_each(rows: Sequence[tuple[Any, ...]], asked: Asked) -> Iterator[Hit]:
    for _, group in groupby(rows, key=lambda row: row[0]):
        held = list(group)
        name, titles = held[0][1], [row[2] for row in held]
        if _holds(" ".join([name, *titles]), asked):
            seat = next((row for row in held if row[4]), held[0])
            yield Hit("people", name, _page_of(seat[4]), seat[3], words="; ".join(titles))


def _page_of(body: str | None) -> str:
    return f"bodies/{body}/" if body else "people/"


def _holds(text: str, asked: Asked) -> bool:
    ordered = in_order(text)
    wanted = (*asked.words, *asked.phrases)
    return all(f" {each} " in ordered for each in wanted)
