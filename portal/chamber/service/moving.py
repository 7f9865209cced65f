"""Verbs of motions: who moved and seconded, which amendments were moved and what became of them.

What an amendment changes in a plan is recorded by the decisions room, before the vote; this room
keeps its words and who moved it, and points there.
"""

from dataclasses import dataclass

from portal.chamber import queries
from portal.chamber.models import Motion
from portal.chamber.records import note
from portal.chamber.rules import AMENDMENT_OUTCOMES, LONGEST, why_not
from portal.chamber.service.conducting import ChamberError
from portal.chamber.service.following import sitting_of, walls
from portal.decisions import queries as decisions
from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.standing import SeatView
from portal.meetings.models import AgendaItem, Meeting
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Moving:
    """Who moves what: seats by their appointments; words for an amendment, none for a motion.

    ``letter`` is the recommendation's, or empty for the item as a whole.
    """

    mover: int
    seconder: int | None = None
    letter: str = ""
    words: str = ""
    ref: str = ""


def move(scope: Scope, meeting: Meeting, item: AgendaItem, what: Moving) -> Motion:
    """Record who moved a recommendation, or an item, and who seconded it. Raises ChamberError."""
    return _record(scope, meeting, item, what, "motion")


def move_amendment(scope: Scope, meeting: Meeting, item: AgendaItem, what: Moving) -> Motion:
    """Record an amendment that was moved, with its words. Raises ChamberError."""
    if not what.words.strip():
        raise ChamberError("Enter the words of the amendment.", "words")
    if len(what.words) > LONGEST:
        raise ChamberError(f"Give the amendment in {LONGEST:,} characters or fewer.", "words")
    return _record(scope, meeting, item, what, "amendment")


def settle_amendment(scope: Scope, motion: Motion, outcome: str) -> Motion:
    """Record what became of an amendment: carried, lost or withdrawn. Raises ChamberError."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=motion.body_id)
    motion = decisions.locked(scope, motion)
    if motion.kind != "amendment":
        raise ChamberError("What becomes of a recommendation, its vote says.")
    if outcome not in AMENDMENT_OUTCOMES:
        raise ChamberError("Choose whether it was carried, lost or withdrawn.", "outcome")
    motion.outcome = outcome
    note(scope, hat, "amendment:settled", motion, {"outcome": outcome})
    return motion


def take_back(scope: Scope, motion: Motion) -> Motion:
    """Take back what was recorded in error. It stays in the log."""
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=motion.body_id)
    motion.withdrawn = True
    note(scope, hat, "motion:taken-back", motion)
    return motion


def _record(scope: Scope, meeting: Meeting, item: AgendaItem, what: Moving, kind: str) -> Motion:
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=meeting.body_id)
    sitting = decisions.locked(scope, sitting_of(scope, meeting))
    if sitting.state != "open":
        raise ChamberError("Motions are moved while the meeting is open.")
    if item.state != "listed":
        raise ChamberError(f"Item {item.number} was withdrawn.")
    matter = queries.matter_of(scope, meeting, item)
    seats = _seats(scope, sitting, matter)
    mover = _able(seats, what.mover, "moves", "mover")
    seconder = None
    if what.seconder is not None:
        seconder = _able(seats, what.seconder, "seconds", "seconder")
        if seconder.appointment_id == mover.appointment_id:
            raise ChamberError("Nobody seconds her own motion: choose another.", "seconder")
    letter = _recommendation(scope, matter, what.letter)
    row = Motion(
        **walls(scope, meeting),
        item_id=item.id,
        recommendation_id=letter.id if letter else None,
        kind=kind,
        words=what.words.strip(),
        mover_id=mover.appointment_id,
        mover=mover.name,
        seconder_id=seconder.appointment_id if seconder else None,
        seconder=seconder.name if seconder else "",
        outcome="",
        ref=what.ref.strip(),
        moved_at=scope.now(),
    )
    scope.session.add(row)
    note(scope, hat, f"{kind}:moved", row, {"item": item.number, "mover": mover.name})
    return row


def _seats(scope: Scope, sitting: Sitting, matter: Matter | None) -> list[SeatView]:
    """The seats, with what keeps a member out of this very matter."""
    if matter is None:
        return decisions.seats(scope, sitting)
    return list(decisions.standing(scope, matter).seats)


def _able(seats: list[SeatView], appointment_id: int, verb: str, field: str) -> SeatView:
    seat = next((each for each in seats if each.appointment_id == appointment_id), None)
    reason = why_not(seat, verb)
    if seat is None or reason:
        raise ChamberError(reason, field)
    return seat


def _recommendation(scope: Scope, matter: Matter | None, letter: str) -> Recommendation | None:
    if not letter:
        return None
    found = decisions.find_recommendation(scope, letter, matter=matter) if matter else None
    if found is None:
        raise ChamberError("Choose a recommendation of this item.", "letter")
    return found
