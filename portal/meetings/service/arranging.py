"""Verbs on a meeting itself: arrange it, say anew what its front sheet says, cancel it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import select

from portal.decisions.models import Matter, Sitting
from portal.decisions.service import publishing as decisions_publishing
from portal.decisions.service import submitting as decisions
from portal.kit.words import LONGEST_SLUG, weekday_date_words
from portal.meetings import queries
from portal.meetings.models import Meeting
from portal.meetings.records import note
from portal.meetings.rules import audience_of_meeting, meets_in_public
from portal.meetings.service.checks import MeetingError, locked, refuse_over
from portal.meetings.service.listing import ItemDetails, list_new
from tenants.base import SHARED
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope

ROOM_FOR_DAY = 14
"""Characters left of an address for "-2019-06-24", and for "-2" where that is taken."""


@dataclass(frozen=True)
class FrontSheet:
    """What the front sheet says beside day, hour and place."""

    host_council_id: int | None = None
    remote_address: str = ""
    clerk_name: str = ""
    clerk_telephone: str = ""
    clerk_email: str = ""
    filming_notice: str = ""
    speaking_deadline: datetime | None = None
    accessible_formats: str = ""
    inspection_places: str = ""


@dataclass(frozen=True)
class MeetingDetails:
    """A meeting to be arranged: local time as printed ("11.30am")."""

    title: str
    on_day: date
    starts_at: str
    venue: str
    front_sheet: FrontSheet = field(default_factory=FrontSheet)


def arrange(scope: Scope, body: Body, details: MeetingDetails) -> Meeting:
    """Arrange a meeting of a body: its sitting, and its agenda begun from the body's template.

    Raises MeetingError, beside its field; nothing is written then.
    """
    scope.require(Permission.MEETING_ARRANGE, body_id=body.id)
    _check(scope, body, details)
    sitting = decisions.plan_sitting(
        scope,
        body,
        decisions.SittingDetails(
            _free_slug(scope, body, details.on_day),
            details.title.strip(),
            details.on_day,
            details.starts_at.strip(),
            details.venue.strip(),
        ),
    )
    return arrange_sitting(scope, body, sitting, details.front_sheet)


def arrange_sitting(scope: Scope, body: Body, sitting: Sitting, front: FrontSheet) -> Meeting:
    """Arrange the meeting that a sitting planned before is; its matters are listed as items.

    Raises MeetingError for a resolution in writing, and where it was arranged already.
    """
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=body.id)
    _check_sitting(scope, body, sitting)
    _check_front(scope, body, sitting.venue, front)
    meeting = Meeting(
        company_id=scope.company_id,
        area_id=SHARED,
        audience=audience_of_meeting(body.kind, body.id),
        slug=sitting.slug,
        sitting_id=sitting.id,
        body_id=body.id,
        state="planned",
        cancelled_because="",
        **_values(front),
    )
    scope.session.add(meeting)
    note(scope, hat, "meeting:arranged", meeting, {"meeting": sitting.slug, "body": body.slug})
    if meets_in_public(body.kind):
        decisions_publishing.open_sitting_to_all(scope, hat, sitting)
    for line in queries.standing_items(scope, body):
        details = ItemDetails(line.title, "standing", line.code, line.part, line.presenter)
        list_new(scope, hat, meeting, details)
    for matter in _matters(scope, sitting):
        list_new(scope, hat, meeting, ItemDetails(matter.title, "matter", matter_id=matter.id))
    return meeting


def describe(scope: Scope, meeting: Meeting, front: FrontSheet) -> Meeting:
    """Say anew what the front sheet says. Raises MeetingError."""
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    body = scope.session.get_one(Body, meeting.body_id)
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    _check_front(scope, body, sitting.venue, front)
    for name, value in _values(front).items():
        setattr(meeting, name, value)
    note(scope, hat, "meeting:described", meeting, {"meeting": meeting.slug})
    return meeting


def cancel(scope: Scope, meeting: Meeting, because: str) -> Meeting:
    """Cancel a meeting, and say why. It stays where it was announced. Raises MeetingError."""
    hat = scope.require(Permission.MEETING_ARRANGE, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    refuse_over(meeting)
    if not because.strip():
        raise MeetingError("Enter why it is cancelled.", "because")
    meeting.state, meeting.cancelled_because = "cancelled", because.strip()
    note(scope, hat, "meeting:cancelled", meeting, {"meeting": meeting.slug})
    return meeting


def _values(front: FrontSheet) -> dict[str, object]:
    """The columns of a front sheet: texts tidied, the deadline in UTC."""
    until = front.speaking_deadline
    texts = {name: text.strip() for name, text in vars(front).items() if isinstance(text, str)}
    return {**vars(front), **texts, "speaking_deadline": until.astimezone(UTC) if until else None}


def _check(scope: Scope, body: Body, details: MeetingDetails) -> None:
    if not details.title.strip():
        raise MeetingError("Enter what the meeting is called.", "title")
    if details.on_day < scope.today():
        over = weekday_date_words(details.on_day)
        raise MeetingError(f"{over} is over. Choose a day that is to come.", "on_day")
    if not details.starts_at.strip():
        raise MeetingError("Enter when it begins, such as 11.30am.", "starts_at")
    _check_front(scope, body, details.venue, details.front_sheet)


def _check_front(scope: Scope, body: Body, venue: str, front: FrontSheet) -> None:
    if not venue.strip() and meets_in_public(body.kind):
        raise MeetingError(
            "Enter where it meets: members of a council’s body vote in the room.", "venue"
        )
    if not (venue.strip() or front.remote_address.strip()):
        raise MeetingError("Enter where it meets, or how to take part from elsewhere.", "venue")
    hosts = {area.area_id for area in scope.councils}
    if front.host_council_id is not None and front.host_council_id not in hosts:
        raise MeetingError("Choose a council that owns the company.", "host_council")


def _check_sitting(scope: Scope, body: Body, sitting: Sitting) -> None:
    if sitting.body_id != body.id:
        raise MeetingError("This sitting is another body’s.")
    if sitting.kind != "meeting":
        raise MeetingError("Nobody meets for a resolution in writing.")
    if queries.meeting_of_sitting(scope, sitting.id) is not None:
        raise MeetingError("This meeting was arranged already.")


def _matters(scope: Scope, sitting: Sitting) -> Sequence[Matter]:
    """What stands before a sitting, in the order in which it came in."""
    statement = select(Matter).where(Matter.sitting_id == sitting.id, Matter.state != "withdrawn")
    return scope.session.scalars(statement.order_by(Matter.id)).all()


def _free_slug(scope: Scope, body: Body, day: date) -> str:
    """ "joint-committee-2019-06-24", with a number after it where a sitting has that address."""
    beginning = f"{body.slug[: LONGEST_SLUG - ROOM_FOR_DAY].rstrip('-')}-{day.isoformat()}"
    taken = set(
        scope.session.scalars(
            select(Sitting.slug).where(Sitting.slug.startswith(beginning, autoescape=True))
        )
    )
    numbered = (f"{beginning}-{count}" for count in range(2, len(taken) + 3))
    return beginning if beginning not in taken else next(n for n in numbered if n not in taken)
