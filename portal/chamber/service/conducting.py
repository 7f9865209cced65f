"""Verbs of a meeting in its course: take an item, take the chair, come and leave at a time.

Opening, adjourning, closing, attendance and votes are the decisions room's: these verbs call it.
"""

from datetime import UTC, datetime, time

from portal.chamber import queries
from portal.chamber.models import Movement, Proceeding
from portal.chamber.records import note
from portal.chamber.service.following import happened, sitting_of
from portal.decisions import queries as decisions
from portal.decisions.models import Sitting
from portal.decisions.service import sittings
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import SeatView, letters
from portal.meetings.models import AgendaItem, Meeting
from tenants.clock import CIVIL
from tenants.roles import Permission
from tenants.scope import Scope


class ChamberError(DecisionError):
    """What was asked cannot be done as the meeting stands; ``field`` is what it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def begin_item(scope: Scope, meeting: Meeting, item: AgendaItem) -> Proceeding:
    """Take an item: the screens show it, and what is recorded belongs to it. Raises ChamberError.

    Items may be taken out of their order: the chair says so, and the order taken is kept.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    sitting = decisions.locked(scope, sitting_of(scope, meeting))
    _refuse_unless_open(sitting)
    if item.state != "listed":
        raise ChamberError(f"Item {item.number} was withdrawn: it is not taken.")
    voting = decisions.open_recommendations(scope, sitting)
    if voting:
        raise ChamberError(f"Close the vote on {letters(voting)} first.")
    if queries.item_now(scope, meeting.id) == item.id:
        raise ChamberError(f"Item {item.number} is being taken already.")
    return happened(scope, hat, meeting, "began", item_id=item.id)


def preside(scope: Scope, meeting: Meeting, appointment_id: int) -> Proceeding:
    """Record who presides: a member who is there. Raises ChamberError."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    sitting = decisions.locked(scope, sitting_of(scope, meeting))
    if sitting.state == "closed":
        raise ChamberError("The meeting is closed: who presided stands.", "seat")
    seat = seat_of(scope, sitting, appointment_id)
    if not seat.present:
        raise ChamberError(f"{seat.name} is not marked present.", "seat")
    return happened(
        scope,
        hat,
        meeting,
        "presided",
        appointment_id=seat.appointment_id,
        name=seat.name,
        person_id=seat.person_id,
    )


def come_or_leave(
    scope: Scope, meeting: Meeting, appointment_id: int, *, present: bool, at: time | None = None
) -> Movement:
    """Record that whoever sits in a seat came, or left, at a time of the day; now, unless told.

    The quorum, and who may vote, follow at once. Raises ChamberError, and DecisionError as
    ``sittings.mark_attendance`` does: nobody leaves in the middle of a vote she has cast.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    sitting = sitting_of(scope, meeting)
    seats = decisions.seats(scope, sitting)
    seat = _seat(seats, appointment_id)
    if bool(seat.present) == present:
        is_so = "marked present" if present else "marked as away"
        raise ChamberError(f"{seat.name} is {is_so} already.", "seat")
    moment = _moment(scope, sitting, at)
    here = {each.appointment_id for each in seats if each.present} | {appointment_id}
    if not present:
        here.remove(appointment_id)
    remote = {each.appointment_id for each in seats if each.remote} - {appointment_id}
    sittings.mark_attendance(scope, sitting, here, remote=remote)
    row = queries.movements(scope, meeting.id)[-1]
    if moment is not None:
        row.at = moment
        said = moment.isoformat(timespec="minutes")
        note(scope, hat, "movement:timed", row, {"meeting": meeting.slug, "at": said})
    return row


def seat_of(scope: Scope, sitting: Sitting, appointment_id: int) -> SeatView:
    """A seat of the body that sits. Raises ChamberError for another."""
    return _seat(decisions.seats(scope, sitting), appointment_id)


def _seat(seats: list[SeatView], appointment_id: int) -> SeatView:
    found = next((each for each in seats if each.appointment_id == appointment_id), None)
    if found is None:
        raise ChamberError("Choose a member of this body.", "seat")
    return found


def _moment(scope: Scope, sitting: Sitting, at: time | None) -> datetime | None:
    """A time of the meeting's day. Raises ChamberError for one that is still to come."""
    if at is None:
        return None
    moment = datetime.combine(sitting.on_day, at, CIVIL).astimezone(UTC)
    if moment > scope.now():
        raise ChamberError("Enter a time that has passed.", "at")
    return moment


def _refuse_unless_open(sitting: Sitting) -> None:
    if sitting.state == "adjourned":
        raise ChamberError("The meeting is adjourned. Resume it first.")
    if sitting.state != "open":
        raise ChamberError("Open the meeting first.")
