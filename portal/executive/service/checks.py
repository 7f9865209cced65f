"""What of a notice cannot stand, said in words."""

from datetime import date

from portal.decisions.models import Sitting
from portal.executive import queries
from portal.executive.queries import ItemClock
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.service.checks import locked
from tenants.scope import Scope

NOT_EXECUTIVE = (
    "This body follows the rules of a council’s committee: it owes no notice under SI 2012/2089. "
    "What is late there is taken as urgent, for the chair’s reason (Local Government Act 1972, "
    "section 100B(4)(b))."
)

CANCELLED = "This meeting is cancelled."


class NoticeError(ValueError):
    """What was asked cannot be done as things stand; ``field`` says of which answer."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def filled(field: str, text: str, message: str) -> str:
    """A text that has to be there, tidied. Raises NoticeError."""
    if not text.strip():
        raise NoticeError(field, message)
    return text.strip()


def lock_meeting(scope: Scope, meeting_id: int) -> None:
    """Lock a meeting whose notices can still change. Raises NoticeError, of no one answer."""
    meeting = locked(scope, scope.session.get_one(Meeting, meeting_id))
    sitting = scope.session.get_one(Sitting, meeting.sitting_id)
    if meeting.state == "cancelled":
        raise NoticeError("", CANCELLED)
    if meeting.state == "held" or sitting.on_day < scope.today():
        raise NoticeError("", "This meeting is over: its notices stand as they were given.")


def open_clock(scope: Scope, item: AgendaItem) -> ItemClock:
    """The clock of an item for which something can still be done; its meeting is locked.

    Raises NoticeError, of no one answer, where its body is no executive body, and where the item or
    its meeting is over.
    """
    lock_meeting(scope, item.meeting_id)
    if item.state != "listed":
        raise NoticeError("", "This item was withdrawn.")
    clock = queries.clock_of(scope, item)
    if clock is None:
        raise NoticeError("", NOT_EXECUTIVE)
    return clock


def past_day(scope: Scope, field: str, day: date | None) -> date:
    """A day that has come. Raises NoticeError."""
    if day is None:
        raise NoticeError(field, "Enter the day.")
    if day > scope.today():
        raise NoticeError(field, "Enter today or a day that has passed.")
    return day
