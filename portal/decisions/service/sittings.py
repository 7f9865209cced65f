"""Verbs of a sitting: open it, mark who is there, adjourn, close it. For its clerk and co-chairs.

Whoever changes a sitting locks its row first, then a matter's, then a recommendation's, so that two
writers never wait for each other crosswise.
"""

from collections.abc import Collection

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Attendance, Sitting
from portal.decisions.service.records import note
from portal.decisions.service.submitting import DecisionError
from portal.decisions.standing import SeatView, letters
from portal.kit.words import date_words, join_names
from tenants.roles import Hat, Permission
from tenants.scope import Scope
from tenants.settings import body_allows


def open_sitting(scope: Scope, sitting: Sitting) -> Sitting:
    """Open a planned sitting, or resume one that is adjourned or closed too early.

    Raises DecisionError.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = queries.locked(scope, sitting)
    if sitting.state == "open":
        raise DecisionError("The sitting is open already.")
    if sitting.kind == "written":
        raise DecisionError("A resolution in writing is circulated, not opened as a meeting is.")
    if sitting.on_day != scope.today():
        raise DecisionError(f"The sitting can be opened on its day, {date_words(sitting.on_day)}.")
    action = "sitting:opened" if sitting.state == "planned" else "sitting:resumed"
    sitting.state = "open"
    note(scope, hat, action, sitting, {"sitting": sitting.slug})
    return sitting


def adjourn_sitting(scope: Scope, sitting: Sitting, because: str) -> Sitting:
    """Interrupt an open sitting until it is resumed: nobody votes meanwhile.

    Raises DecisionError without a reason, and while a vote is open.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = queries.locked(scope, sitting)
    if sitting.state != "open":
        raise DecisionError("The sitting is not open, so there is nothing to adjourn.")
    if not because.strip():
        raise DecisionError("Enter why the meeting is adjourned: it is minuted.")
    _refuse_while_voting(scope, sitting)
    sitting.state = "adjourned"
    said: dict[str, Json] = {"sitting": sitting.slug, "because": because.strip()}
    note(scope, hat, "sitting:adjourned", sitting, said)
    return sitting


def close_sitting(scope: Scope, sitting: Sitting) -> Sitting:
    """Close an open or adjourned sitting. Raises DecisionError while a vote is open."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = queries.locked(scope, sitting)
    if sitting.state not in ("open", "adjourned"):
        raise DecisionError("The sitting is not open.")
    _refuse_while_voting(scope, sitting)
    sitting.state = "closed"
    note(scope, hat, "sitting:closed", sitting, {"sitting": sitting.slug})
    return sitting


def _refuse_while_voting(scope: Scope, sitting: Sitting) -> None:
    voting = queries.open_recommendations(scope, sitting)
    if voting:
        raise DecisionError(f"Close the vote on {letters(voting)} first.")


def mark_attendance(
    scope: Scope,
    sitting: Sitting,
    present: Collection[int],
    seen: Collection[int] | None = None,
    remote: Collection[int] = (),
) -> None:
    """Mark the members of the seats (appointments) in ``present`` as there, all others as away.

    Those in ``remote`` take part from elsewhere. They count and vote where the body's setting of
    the day allows it, and do neither otherwise (Local Government Act 1972, Schedule 12).

    ``seen`` are the seats that stood marked when the marking began: those in neither or in both
    stay as a colleague may have marked them since. None where whoever marks speaks for all seats.
    Raises DecisionError for a seat that is not this body's, after the sitting, and for a member who
    has voted, or whose council's hands were counted, while that vote is still open: she leaves once
    it is closed.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=sitting.body_id)
    sitting = queries.locked(scope, sitting)
    if sitting.state == "closed":
        raise DecisionError("The sitting is closed: its attendance stands.")
    if sitting.kind == "written":
        raise DecisionError("Nobody meets for a resolution in writing: nobody is marked present.")
    seats = queries.seats(scope, sitting)
    if not {*present, *remote} <= {seat.appointment_id for seat in seats}:
        raise DecisionError("Mark only members of this body. Nothing was changed.")
    elsewhere = set(remote)
    there = set(present) - elsewhere
    if body_allows(scope, sitting.body_id, "remote_presence", sitting.on_day):
        there |= elsewhere
    if seen is not None:
        there = _with_colleagues_marks(seats, there, set(seen))
    _refuse_voters_leaving(scope, sitting, seats, there)
    known = queries.attendance(scope, sitting)
    for seat in seats:
        _mark(scope, hat, sitting, seat, known.get(seat.appointment_id), there, elsewhere)


def _with_colleagues_marks(
    seats: Collection[SeatView], present: set[int], seen: set[int]
) -> set[int]:
    """Who is there now: as marked by now, but for those whom this person came to mark."""
    here = {seat.appointment_id for seat in seats if seat.present}
    return (here | (present - seen)) - (seen - present)


def _mark(
    scope: Scope,
    hat: Hat,
    sitting: Sitting,
    seat: SeatView,
    row: Attendance | None,
    present: Collection[int],
    remote: Collection[int],
) -> None:
    here, elsewhere = seat.appointment_id in present, seat.appointment_id in remote
    if row is not None and (row.present, row.remote) == (here, elsewhere):
        return
    if row is None:
        row = Attendance(
            company_id=scope.company_id,
            area_id=sitting.area_id,
            audience=sitting.audience,
            sitting_id=sitting.id,
            appointment_id=seat.appointment_id,
        )
        scope.session.add(row)
    row.present, row.remote = here, elsewhere
    payload: dict[str, Json] = {"sitting": sitting.slug, "member": seat.name, "present": here}
    if elsewhere:
        payload["remote"] = True
    note(scope, hat, "attendance:marked", row, payload)


def _refuse_voters_leaving(
    scope: Scope, sitting: Sitting, seats: Collection[SeatView], present: Collection[int]
) -> None:
    going = [seat for seat in seats if seat.present and seat.appointment_id not in present]
    for recommendation in queries.open_recommendations(scope, sitting):
        voted = queries.votes_on(scope, queries.locked(scope, recommendation))
        counted = {
            each.council_id
            for each in queries.hands(scope, [recommendation.id]).get(recommendation.id, ())
        }
        # Whose hands were counted cannot be told apart: none of that council leaves.
        leaving = [
            seat.name
            for seat in going
            if seat.appointment_id in voted or seat.area.area_id in counted
        ]
        if leaving:
            raise DecisionError(
                f"{join_names(leaving)} {'has' if len(leaving) == 1 else 'have'} voted on "
                f"recommendation ({recommendation.letter}): close that vote first."
            )
