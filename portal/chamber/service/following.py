"""What is kept of a meeting whichever screen it is done on: who came and left, when it opened.

These act on events of the decisions room, under the hat that did it, in the same transaction.
"""

from portal.audit.service import Happening
from portal.chamber import queries
from portal.chamber.models import Movement, Proceeding
from portal.chamber.records import note
from portal.decisions.models import Attendance, Sitting
from portal.meetings import queries as meetings
from portal.meetings.models import Meeting
from tenants import audiences
from tenants.roles import Hat, Permission
from tenants.scope import Scope

KINDS = {
    "sitting:opened": "opened",
    "sitting:adjourned": "adjourned",
    "sitting:resumed": "resumed",
    "sitting:closed": "closed",
}


def mark(scope: Scope, happening: Happening) -> None:
    """A member was marked present or away: keep when."""
    row = scope.session.get_one(Attendance, happening.subject_id)
    meeting = meetings.meeting_of_sitting(scope, row.sitting_id)
    if meeting is None:
        return
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    movement = Movement(
        **walls(scope, meeting),
        appointment_id=row.appointment_id,
        name=str(happening.payload["member"]),
        present=row.present,
        at=scope.now(),
        item_id=queries.item_now(scope, meeting.id),
    )
    scope.session.add(movement)
    verb = "movement:came" if row.present else "movement:left"
    note(scope, hat, verb, movement, {"meeting": meeting.slug, "member": movement.name})


def follow(scope: Scope, happening: Happening) -> None:
    """The sitting opened, was adjourned, resumed or closed: keep when."""
    meeting = meetings.meeting_of_sitting(scope, happening.subject_id)
    if meeting is None:
        return
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    because = str(happening.payload.get("because", ""))
    happened(scope, hat, meeting, KINDS[happening.action], because=because)


def happened(
    scope: Scope,
    hat: Hat,
    meeting: Meeting,
    kind: str,
    *,
    item_id: int | None = None,
    appointment_id: int | None = None,
    name: str = "",
    person_id: int | None = None,
    because: str = "",
) -> Proceeding:
    """Add one thing that happened. Its caller has asked under which hat."""
    row = Proceeding(
        **walls(scope, meeting),
        kind=kind,
        at=scope.now(),
        item_id=item_id,
        appointment_id=appointment_id,
        name=name,
        person_id=person_id,
        because=because,
    )
    scope.session.add(row)
    note(scope, hat, f"proceeding:{kind}", row, {"meeting": meeting.slug})
    return row


def walls(scope: Scope, meeting: Meeting) -> dict[str, object]:
    """The columns of a row about this meeting: read by its members and its clerk."""
    return {
        "company_id": scope.company_id,
        "area_id": meeting.area_id,
        "audience": audiences.body(meeting.body_id),
        "meeting_id": meeting.id,
        "body_id": meeting.body_id,
    }


def sitting_of(scope: Scope, meeting: Meeting) -> Sitting:
    """The sitting that a meeting is."""
    return scope.session.get_one(Sitting, meeting.sitting_id)
