"""How the votes were taken, who voted how, and what was set right of the record later."""

from dataclasses import dataclass

from portal.decisions.models import Recommendation, Vote
from portal.decisions.pages.entries import Entry, entry
from portal.decisions.sayings import MANNERS, VOTED
from portal.decisions.standing import SeatView, Standing
from portal.kit.words import join_names


@dataclass(frozen=True)
class NamedVote:
    """How one member voted, as far as the reader may know."""

    name: str
    council: str
    accent: str
    choice: str
    recorded: bool
    how: str = ""
    """Why it stands by name: ", recorded at the member’s request"."""


def named_votes(standing: Standing, recommendation: Recommendation) -> list[NamedVote]:
    """Who voted how on a closed recommendation, as far as the reader may read it."""
    if recommendation.state != "closed":
        return []
    voted = standing.votes_on(recommendation)
    asked = recommendation.manner != "recorded"
    pairs = [(seat, voted.get(seat.appointment_id)) for seat in standing.seats]
    return [_named_vote(seat, vote, asked=asked) for seat, vote in pairs if vote is not None]


def _named_vote(seat: SeatView, vote: Vote, *, asked: bool) -> NamedVote:
    council = seat.area
    stands = f", in the seat of {seat.instead_of}" if seat.instead_of else ""
    how = f"{stands}{', recorded at the member’s request' if vote.recorded and asked else ''}"
    return NamedVote(seat.name, council.name, council.slug, VOTED[vote.choice], vote.recorded, how)


def manner_words(recommendation: Recommendation) -> str:
    """How the vote is or was taken: "Recorded vote, required by Ana Roe and Ben Poe"."""
    by = recommendation.required_by
    return MANNERS[recommendation.manner] + (f", required by {join_names(by)}" if by else "")


def corrected(standing: Standing) -> list[Entry]:
    """What was set right of the record, by whom."""
    letters = {each.id: each.letter for each in standing.recommendations}
    return [
        entry(
            each.made_at,
            each.made_by,
            each.made_hat,
            f"Record of ({letters[each.recommendation_id]}) corrected. Recorded: {each.recorded} "
            f"Right: {each.correct} Because: {each.because}",
        )
        for each in standing.corrections
    ]
