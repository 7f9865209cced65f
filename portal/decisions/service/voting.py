"""Verbs of a vote: open it, cast, close it; closing the last one decides the matter, once.

Members of a joint committee vote in person at the sitting (Local Government Act 1972, Schedule 12,
paragraph 39): a device counts a vote only while the sitting is open and its member marked present.
What the clerk takes in the room instead stands in ``counting``; what is circulated, in ``writing``.
"""

from collections.abc import Collection

from portal.audit.service import Json
from portal.decisions import queries
from portal.decisions.models import Matter, Recommendation, Sitting, Vote
from portal.decisions.rules import Outcome
from portal.decisions.service.barring import refuse_barred, set_aside
from portal.decisions.service.casting import Casting, counted
from portal.decisions.service.casting import TiedError as TiedError
from portal.decisions.service.checks import DecisionError, refuse_ended
from portal.decisions.service.publishing import publish
from portal.decisions.service.records import note
from portal.decisions.service.requiring import requiring
from portal.decisions.service.writing import refuse_unless_in_days
from portal.decisions.standing import CHOICES, MANNERS, SeatView, Standing, outcome_of
from portal.kit.words import date_words, join_names
from tenants import audiences
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class UnvotedError(DecisionError):
    """Members present have not voted yet: closing has to be confirmed. ``names`` says who."""

    def __init__(self, names: list[str]) -> None:
        have = "has" if len(names) == 1 else "have"
        super().__init__(f"{join_names(names)} {have} not voted yet.")
        self.names = names


def open_vote(
    scope: Scope,
    recommendation: Recommendation,
    manner: str = "devices",
    required_by: Collection[int] = (),
) -> Recommendation:
    """Open the vote on one recommendation; one at a time in a sitting, and only with a quorum.

    ``manner`` is devices, show_of_hands or recorded. ``required_by`` are the seats whose members
    require that everybody's vote is recorded: as many as the body's setting asks for, or none
    where whoever presides calls it. Raises DecisionError.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    matter, sitting = locked_place(scope, recommendation)
    refuse_ended(matter)
    if manner not in MANNERS or "written" in (manner, sitting.kind):
        raise DecisionError("Choose how this vote is taken: devices, hands, or called by name.")
    recommendation = queries.locked(scope, recommendation)
    if recommendation.state != "waiting":
        raise DecisionError(f"The vote on {_named(recommendation)} has been opened already.")
    if sitting.state != "open":
        verb = "Resume" if sitting.state == "adjourned" else "Open"
        raise DecisionError(f"{verb} the sitting first: a vote is held only while it is open.")
    _refuse_after_its_day(scope, sitting)
    for other in queries.open_recommendations(scope, sitting):
        raise DecisionError(f"Close the vote on {_named(other)} first: one at a time.")
    standing = queries.standing(scope, matter)
    found = standing.outcome(recommendation, closed=False)
    if found.result == "inquorate":
        raise DecisionError(found.sentence)
    recommendation.required_by = (
        requiring(scope, standing, required_by) if manner == "recorded" else None
    )
    recommendation.state, recommendation.opened_at = "open", scope.now()
    recommendation.manner = manner
    said = _about(matter, recommendation)
    if manner != "devices":
        said["manner"] = manner
    note(scope, hat, "vote:opened", recommendation, said)
    return recommendation


def cast_vote(
    scope: Scope, recommendation: Recommendation, choice: str, *, recorded: bool = False
) -> Vote:
    """Cast this member's vote, or change it, until the vote is closed.

    ``choice`` is for, against or abstain; ``recorded`` has it minuted by name (SI 1993/202).
    A resolution in writing carries with the vote that is enough for it. Raises DecisionError where
    the vote is not open or she is not marked present.
    """
    hat = scope.require(Permission.VOTE_CAST, body_id=recommendation.body_id)
    if choice not in CHOICES:
        raise DecisionError("Choose for, against or abstain.")
    if recommendation.manner == "written":
        locked_place(scope, recommendation)
    recommendation = queries.locked(scope, recommendation)
    seat = _seat_in_the_room(scope, recommendation, hat)
    matter = queries.matter_of(scope, recommendation)
    refuse_barred(scope, matter, queries.sitting_of(scope, matter), seat.person_id)
    vote = queries.votes_on(scope, recommendation).get(seat.appointment_id)
    if vote is not None and (vote.choice, vote.recorded) == (choice, recorded):
        return vote
    action = "vote:cast" if vote is None else "vote:changed"
    if vote is None:
        vote = new_vote(scope, recommendation, seat)
    vote.choice, vote.recorded, vote.cast_at = choice, recorded, scope.now()
    note(scope, hat, action, vote, {"letter": recommendation.letter})
    if recommendation.manner == "written":
        _carry_in_writing(scope, hat, recommendation)
    return vote


def _carry_in_writing(scope: Scope, hat: Hat, recommendation: Recommendation) -> None:
    """A resolution in writing is passed when enough agree (Companies Act 2006, section 296(4))."""
    standing = queries.standing(scope, queries.matter_of(scope, recommendation))
    found = standing.outcome(recommendation, closed=True)
    if found.result == "carried":
        _finish(scope, hat, standing, recommendation, found)


def close_vote(
    scope: Scope,
    recommendation: Recommendation,
    *,
    confirmed: bool = False,
    casting: Casting | None = None,
    presiding: int | None = None,
) -> Outcome:
    """Close a vote and say what came of it; the last one decides the matter in this transaction.

    ``casting`` is the chair's casting vote, read at a tie only: "none" says that it is not used.
    ``presiding`` is the seat of whoever gives it in the place of a chair whom an interest bars.
    Raises UnvotedError, unless ``confirmed``, while members present have not voted, TiedError at a
    tie whose casting vote was not asked for, and DecisionError where the vote is not open.
    """
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    matter, sitting = locked_place(scope, recommendation)
    recommendation = queries.locked(scope, recommendation)
    if recommendation.state != "open":
        raise DecisionError(f"The vote on {_named(recommendation)} is not open.")
    standing = queries.standing(scope, matter)
    silent = _silent(standing, recommendation)
    if standing.written and silent and scope.today() <= (sitting.closes_on or sitting.on_day):
        day = date_words(sitting.closes_on or sitting.on_day)
        raise DecisionError(f"Members can answer until {day}: it closes then, or once all have.")
    if silent and not confirmed and not standing.written:
        raise UnvotedError(silent)
    found = counted(standing, recommendation, casting, presiding)
    _finish(scope, hat, standing, recommendation, found)
    return found


def lapse(scope: Scope, hat: Hat, recommendation: Recommendation) -> Outcome | None:
    """End a resolution in writing whose last day is over, as the worker does.

    None where there is nothing to end any more: its days were moved, or somebody else was quicker.
    """
    scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    matter, sitting = locked_place(scope, recommendation)
    recommendation = queries.locked(scope, recommendation)
    over = sitting.kind == "written" and (sitting.closes_on or sitting.on_day) < scope.today()
    if recommendation.state != "open" or not over or matter.state != "submitted":
        return None
    standing = queries.standing(scope, matter)
    found = standing.outcome(recommendation, closed=True)
    _finish(scope, hat, standing, recommendation, found)
    return found


def _silent(standing: Standing, recommendation: Recommendation) -> list[str]:
    """Who has not voted; in a show of hands the councils whose hands were not counted."""
    if recommendation.manner != "show_of_hands":
        return [seat.name for seat in standing.waiting_for(recommendation)]
    there = {seat.council for seat in standing.rule_seats(recommendation) if seat.counts}
    left = there - set(standing.hands_on(recommendation))
    return [area.name for area in standing.owners if area.name in left]


def _finish(
    scope: Scope, hat: Hat, standing: Standing, recommendation: Recommendation, found: Outcome
) -> None:
    set_aside(scope, hat, standing, recommendation)
    _write_result(scope, hat, standing, recommendation, found)
    if all(each.state == "closed" for each in standing.recommendations):
        _decide(scope, hat, standing)
        if standing.written and not queries.open_recommendations(scope, standing.sitting):
            standing.sitting.state = "closed"
            note(scope, hat, "sitting:closed", standing.sitting, {"sitting": standing.sitting.slug})


def _decide(scope: Scope, hat: Hat, standing: Standing) -> None:
    matter = standing.matter
    refuse_ended(matter)
    matter.state, matter.decided_at = "decided", scope.now()
    amended = bool(matter.amendments)
    matter.outcome = outcome_of(matter.asks, standing.recommendations, amended=amended)
    publish(scope, hat, standing)


def _write_result(
    scope: Scope, hat: Hat, standing: Standing, recommendation: Recommendation, found: Outcome
) -> None:
    recommendation.state, recommendation.closed_at = "closed", scope.now()
    recommendation.closed_by, recommendation.closed_hat = scope.visitor.name, hat.label
    recommendation.result, recommendation.sentence = found.result, found.sentence
    recommendation.per_council = [list(each) for each in found.per_council]
    recommendation.tally = standing.tally(recommendation)
    payload = _about(standing.matter, recommendation)
    payload |= {"result": found.result, "sentence": found.sentence}
    note(scope, hat, "vote:closed", recommendation, payload)


def locked_place(scope: Scope, recommendation: Recommendation) -> tuple[Matter, Sitting]:
    """The matter and the sitting, locked in the order that every writer keeps."""
    matter = queries.matter_of(scope, recommendation)
    sitting = queries.locked(scope, queries.sitting_of(scope, matter))
    return queries.locked(scope, matter), sitting


def _seat_in_the_room(scope: Scope, recommendation: Recommendation, hat: Hat) -> SeatView:
    """The seat this member votes in, now that the vote is known to be open and she to be there."""
    sitting = queries.sitting_of(scope, queries.matter_of(scope, recommendation))
    refuse_unless_open(scope, recommendation, sitting)
    if recommendation.manner not in ("devices", "written"):
        how = MANNERS[recommendation.manner].lower()
        raise DecisionError(f"This is a {how}: the clerk enters it in the room.")
    seats = queries.seats(scope, sitting)
    for seat in seats:
        if seat.votes_under == hat.appointment_id and seat.present:
            return seat
    raise DecisionError(_why_not_here(seats, hat))


def refuse_unless_open(scope: Scope, recommendation: Recommendation, sitting: Sitting) -> None:
    """Raise DecisionError where no vote is taken on it at this moment."""
    if recommendation.state != "open":
        ended = recommendation.state == "closed"
        words = "is closed: votes stand as they were cast" if ended else "has not been opened yet"
        raise DecisionError(f"The vote on {_named(recommendation)} {words}.")
    if sitting.kind == "written":
        refuse_unless_in_days(scope, sitting)
        return
    if sitting.state != "open":
        raise DecisionError("The sitting is not open, so nobody can vote.")
    _refuse_after_its_day(scope, sitting)


def _why_not_here(seats: Collection[SeatView], hat: Hat) -> str:
    for seat in seats:
        if seat.appointment_id == hat.appointment_id and seat.instead_of:
            return f"{seat.name} sits in your seat at this meeting, and votes in it."
        if seat.votes_under == hat.appointment_id and seat.remote:
            return (
                "You take part remotely. Members of this body vote in the room, in person (Local "
                "Government Act 1972, Schedule 12)."
            )
    return "You are not marked present, so you cannot vote. Tell the clerk if you are in the room."


def _refuse_after_its_day(scope: Scope, sitting: Sitting) -> None:
    """A sitting that nobody closed ends with its day all the same: who sits then is not known."""
    if sitting.on_day != scope.today():
        day = date_words(sitting.on_day)
        raise DecisionError(f"The sitting was on {day}: votes are taken on its day only.")


def new_vote(scope: Scope, recommendation: Recommendation, seat: SeatView) -> Vote:
    """A row for the vote in a seat, read by the body alone."""
    vote = Vote(
        company_id=scope.company_id,
        area_id=recommendation.area_id,
        audience=audiences.body(recommendation.body_id),
        recommendation_id=recommendation.id,
        appointment_id=seat.appointment_id,
        person_id=seat.person_id,
    )
    scope.session.add(vote)
    return vote


def _named(recommendation: Recommendation) -> str:
    return f"recommendation ({recommendation.letter})"


def _about(matter: Matter, recommendation: Recommendation) -> dict[str, Json]:
    return {"matter": matter.slug, "letter": recommendation.letter}
