"""What of a meeting and its agenda cannot stand, said in words; which rows are locked for it."""

from sqlalchemy import select

from portal.decisions.models import Sitting
from portal.meetings.models import Meeting
from portal.meetings.notice import Clock, days_of
from tenants.models import Body
from tenants.scope import Scope
from tenants.settings import body_settings


class MeetingError(ValueError):
    """What was asked cannot be done as things stand; ``field`` is what it is about, if anything."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def locked(scope: Scope, meeting: Meeting) -> Meeting:
    """The meeting read again and locked until the transaction ends: who changes its agenda takes
    turns."""
    statement = select(Meeting).where(Meeting.id == meeting.id).with_for_update()
    return scope.session.scalars(statement.execution_options(populate_existing=True)).one()


def refuse_over(meeting: Meeting) -> None:
    """Raise MeetingError for a meeting whose agenda cannot change any more."""
    if meeting.state == "cancelled":
        raise MeetingError("This meeting is cancelled.")
    if meeting.state == "held":
        raise MeetingError("This meeting was held: its agenda stands.")


def clock_of(scope: Scope, body: Body, sitting: Sitting) -> Clock:
    """The notice clock of a meeting, by the settings of its body on its day, in one query."""
    names = ("notice_clear_days", "regime")
    found = body_settings(scope, [body.id], names, sitting.on_day)[body.id]
    return Clock(
        meets_on=sitting.on_day,
        today=scope.today(),
        clear_days=int(found["notice_clear_days"]),
        days=days_of(body.kind),
        regime=found["regime"],
    )
