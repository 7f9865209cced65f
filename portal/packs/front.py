"""The front sheet of a pack: where and when a body meets, who sits on it, how to take part."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from portal.kit.words import date_words, time_words, weekday_date_words
from portal.meetings.models import Agenda, Meeting
from portal.meetings.queries import AgendaView
from portal.packs.content import Council, Front
from tenants import identity
from tenants.clock import CIVIL, civil_day
from tenants.models import Appointment, Person
from tenants.roles import Role
from tenants.scope import Scope

DISPOSAL = (
    "Dispose of papers that hold private information securely: hand them to the clerk, or shred "
    "them. Do not put them in a bin."
)
SEATS = (Role.BOARD_CHAIR, Role.CO_CHAIR, Role.MEMBER, Role.BOARD_MEMBER)
"""Whose names the front sheet prints."""


def front_of(scope: Scope, view: AgendaView, agenda: Agenda | None) -> Front:
    """The front sheet and the notices of a meeting, as they stand."""
    meeting, sitting = view.meeting, view.sitting
    seats = list(_seats(scope, meeting.body_id, sitting.on_day))
    host = next((c.name for c in scope.councils if c.area_id == meeting.host_council_id), "")
    return Front(
        company=scope.company.name,
        body=view.body.name,
        day=weekday_date_words(sitting.on_day),
        starts_at=sitting.starts_at,
        venue=sitting.venue,
        councils=_councils(scope, seats),
        co_chairs=tuple(name for name, role, _ in seats if role == Role.CO_CHAIR),
        host=f"{host}, whose co-chair takes the chair" if host else "",
        clerk=meeting.clerk_name,
        telephone=meeting.clerk_telephone,
        email=meeting.clerk_email,
        remote=meeting.remote_address,
        filming=meeting.filming_notice,
        speaking=_speaking(meeting),
        formats=meeting.accessible_formats,
        inspection=tuple(line for line in meeting.inspection_places.split("\n") if line.strip()),
        disposal=DISPOSAL,
        published=date_words(civil_day(agenda.published_at)) if agenda else "",
        late=agenda.late_because if agenda else "",
    )


def _seats(scope: Scope, body_id: int, day: date) -> Iterator[tuple[str, str, int]]:
    """Name, role and area of everybody with a seat that votes on that day."""
    rows = scope.session.execute(
        select(Appointment, Person.name)
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.body_id == body_id, Appointment.role.in_(SEATS))
        .order_by(Appointment.area_id, Appointment.id)
    )
    for seat, name in rows:
        if identity.in_force(seat, day):
            yield name, seat.role, seat.area_id


def _councils(scope: Scope, seats: Sequence[tuple[str, str, int]]) -> tuple[Council, ...]:
    found = []
    for area in scope.areas:
        names = tuple(_printed(name, role) for name, role, of in seats if of == area.area_id)
        if names:
            found.append(Council(area.name, names))
    return tuple(found)


def _printed(name: str, role: str) -> str:
    if role == Role.CO_CHAIR:
        return f"{name} (co-chair)"
    return f"{name} (chair)" if role == Role.BOARD_CHAIR else name


def _speaking(meeting: Meeting) -> str:
    if meeting.speaking_deadline is None:
        return ""
    local = meeting.speaking_deadline.astimezone(CIVIL)
    return (
        "Members of the public can ask to speak. Register with the clerk by "
        f"{time_words(local.time())} on {weekday_date_words(local.date())}."
    )
