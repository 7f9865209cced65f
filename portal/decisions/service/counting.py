"""Verbs of votes that the clerk takes in the room: hands counted, and members called by name."""

from collections.abc import Mapping

from portal.decisions import queries
from portal.decisions.models import HandCount, Recommendation, Vote
from portal.decisions.queries import seating
from portal.decisions.rules.hands import Hands, MiscountError, spread
from portal.decisions.service import voting
from portal.decisions.service.barring import refuse_barred
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from portal.decisions.standing import CHOICES, SeatView, Standing
from tenants import audiences
from tenants.roles import Hat, Permission
from tenants.scope import Scope


class CountError(DecisionError):
    """Hands of one council that cannot be; ``council`` is its area's number."""

    def __init__(self, council: int, message: str) -> None:
        super().__init__(message)
        self.council = council


def count_hands(
    scope: Scope, recommendation: Recommendation, hands: Mapping[int, Hands]
) -> Standing:
    """Enter the hands counted, by the area of each council; entered anew until the vote is closed.

    They are held against who is there and can vote. Raises CountError, and DecisionError where the
    vote is not an open show of hands.
    """
    hat, standing, recommendation = _taken_by_clerk(scope, recommendation, "show_of_hands")
    owners = {area.area_id: area for area in standing.owners}
    if set(hands) - set(owners):
        raise DecisionError("Count the hands of this body’s councils only.")
    _check(standing, recommendation, {owners[key].name: each for key, each in hands.items()})
    known = {
        each.council_id: each
        for each in seating.hands(scope, [recommendation.id]).get(recommendation.id, ())
    }
    for area_id, each in hands.items():
        _enter(scope, hat, recommendation, known.get(area_id), area_id, each)
    return standing


def call_vote(
    scope: Scope, recommendation: Recommendation, appointment_id: int, choice: str
) -> Vote:
    """Enter how the member in a seat answered, or a substitute, when the clerk called her.

    In a recorded vote everybody is called; in a show of hands whoever requires that her own vote
    is recorded (SI 1993/202). Raises DecisionError.
    """
    hat, standing, recommendation = _taken_by_clerk(
        scope, recommendation, "recorded", "show_of_hands"
    )
    if choice not in CHOICES:
        raise DecisionError("Choose for, against or abstain.")
    seat = _callable(standing, appointment_id)
    refuse_barred(scope, standing.matter, standing.sitting, seat.person_id, hers=False)
    vote = standing.votes_on(recommendation).get(appointment_id)
    if vote is not None and vote.choice == choice:
        return vote
    action = "vote:called" if vote is None else "vote:called-again"
    if vote is None:
        vote = voting.new_vote(scope, recommendation, seat)
    vote.choice, vote.recorded, vote.cast_at = choice, True, scope.now()
    note(scope, hat, action, vote, {"letter": recommendation.letter})
    return vote


def _taken_by_clerk(
    scope: Scope, recommendation: Recommendation, *manners: str
) -> tuple[Hat, Standing, Recommendation]:
    hat = scope.require(Permission.SITTING_CONDUCT, body_id=recommendation.body_id)
    matter, sitting = voting.locked_place(scope, recommendation)
    recommendation = queries.locked(scope, recommendation)
    voting.refuse_unless_open(scope, recommendation, sitting)
    if recommendation.manner not in manners:
        raise DecisionError("This vote is not taken in that way.")
    return hat, queries.standing(scope, matter), recommendation


def _check(standing: Standing, recommendation: Recommendation, hands: Mapping[str, Hands]) -> None:
    numbers = {area.name: area.area_id for area in standing.owners}
    try:
        spread(standing.named_seats(recommendation), hands)
    except MiscountError as error:
        raise CountError(numbers[error.council], str(error)) from error


def _callable(standing: Standing, appointment_id: int) -> SeatView:
    seat = next((each for each in standing.seats if each.appointment_id == appointment_id), None)
    if seat is None:
        raise DecisionError("Call only members of this body.")
    if not seat.present:
        raise DecisionError(f"{seat.name} is not there to vote. Mark who is here first.")
    return seat


def _enter(
    scope: Scope,
    hat: Hat,
    recommendation: Recommendation,
    row: HandCount | None,
    area_id: int,
    hands: Hands,
) -> None:
    if row is not None and (row.hands_for, row.hands_against, row.abstaining) == tuple(hands):
        return
    if row is None:
        row = HandCount(
            company_id=scope.company_id,
            area_id=recommendation.area_id,
            audience=audiences.body(recommendation.body_id),
            recommendation_id=recommendation.id,
            council_id=area_id,
        )
        scope.session.add(row)
    row.hands_for, row.hands_against, row.abstaining = hands
    note(scope, hat, "hands:counted", row, {"letter": recommendation.letter})
