"""Which person and which post of this portal the words of a decision mean. Nothing is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from tenants import service as tenancy
from tenants.base import SHARED
from tenants.identity import in_force
from tenants.models import Appointment, Body, Person
from tenants.roles import APPOINTED, COMPANY_WIDE, SEATED, VOTING, Role
from tenants.scope import Scope


class EffectError(ValueError):
    """An effect that is due cannot be carried out, said in words."""


@dataclass(frozen=True)
class Post:
    """A role that somebody can be appointed to, with the title that its holder bears."""

    role: Role
    area_id: int
    body_id: int | None
    title: str


def person_named(scope: Scope, words: str) -> Person:
    """The one person of this e-mail address, or of this very name. Raises EffectError."""
    statement = select(Person).where(
        or_(Person.email == words.strip().lower(), Person.name == words)
    )
    found = scope.session.scalars(statement.limit(2)).all()
    if len(found) != 1:
        number = "Nobody" if not found else "More than one person"
        raise EffectError(
            f"{number} of this portal is called “{words}”. The operator invites her first, under "
            "that name."
        )
    return found[0]


def post_named(scope: Scope, words: str) -> Post:
    """The post of this very title: "Chair, Board"; "Director, Achieving for Children".

    Raises EffectError.
    """
    posts = list(_posts(scope))
    wanted = words.strip().casefold()
    for post in posts:
        if post.title.casefold() == wanted:
            return post
    example = posts[0].title
    raise EffectError(
        f"No post of this portal is called “{words}”. Posts are named as their holders’ titles: "
        f"“{example}”."
    )


def held(scope: Scope, person: Person, post: Post, day: date) -> Appointment:
    """The appointment by which a person holds a post on a day. Raises EffectError."""
    statement = select(Appointment).where(
        Appointment.person_id == person.id,
        Appointment.role == post.role.value,
        Appointment.area_id == post.area_id,
    )
    for appointment in scope.session.scalars(statement.order_by(Appointment.id)):
        if appointment.body_id == post.body_id and in_force(appointment, day):
            return appointment
    raise EffectError(f"{person.name} is not {post.title}, so nothing ends.")


def _posts(scope: Scope) -> Iterator[Post]:
    """Every post that can be held in this company, but for that of a plan's service lead."""
    bodies = scope.session.scalars(select(Body.id).order_by(Body.id)).all()
    for role in APPOINTED:
        if role in (Role.SERVICE_LEAD, Role.OPERATOR):
            continue
        for area in scope.areas:
            if role in COMPANY_WIDE and area.area_id != SHARED:
                continue
            if role in VOTING and area.area_id == SHARED:
                continue
            for body_id in bodies if role in SEATED else [None]:
                title = tenancy.title_of(scope, role, area.area_id, body_id)
                yield Post(role, area.area_id, body_id, title)
