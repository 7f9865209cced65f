"""What becomes of a meeting once its sitting closed, or went on after it had closed."""

from portal.audit.service import Happening
from portal.meetings import queries
from portal.meetings.records import note
from portal.meetings.service.checks import locked
from tenants.roles import Permission
from tenants.scope import Scope


def close(scope: Scope, happening: Happening) -> None:
    """The meeting was held, once its sitting closed."""
    _bring_into(scope, happening, "held")


def resume(scope: Scope, happening: Happening) -> None:
    """The meeting goes on, after its sitting had closed too early."""
    _bring_into(scope, happening, "published")


def _bring_into(scope: Scope, happening: Happening, state: str) -> None:
    meeting = queries.meeting_of_sitting(scope, happening.subject_id)
    if meeting is None or meeting.state == state:
        return
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    meeting = locked(scope, meeting)
    meeting.state = state
    note(scope, hat, f"meeting:{state}", meeting, {"meeting": meeting.slug})
