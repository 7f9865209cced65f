"""What a declared interest does to a vote: it is refused, or set aside where it was cast before.

A member with a disclosable pecuniary interest and no dispensation may not vote (Localism Act 2011,
s.31(4)); nor does anybody who left the room for the item.
"""

from portal.decisions.models import Matter, Recommendation, Sitting
from portal.decisions.sayings import SET_ASIDE
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.records import note
from portal.decisions.standing import Standing
from portal.interests import queries as interests
from tenants.roles import Hat
from tenants.scope import Scope


def refuse_barred(
    scope: Scope, matter: Matter, sitting: Sitting, person_id: int, *, hers: bool = True
) -> None:
    """Raise DecisionError, with the reason, where an interest keeps this person from voting.

    ``hers`` is whether she reads the refusal herself, or whoever records her vote.
    """
    found = interests.bars(scope, matter.id, [person_id], sitting.on_day).get(person_id)
    if found is not None:
        raise DecisionError(found.to_her if hers else found.words)


def set_aside(scope: Scope, hat: Hat, standing: Standing, recommendation: Recommendation) -> None:
    """At closing, set aside what was voted by members who declared an interest after that."""
    voted = standing.votes_on(recommendation)
    for seat in standing.present:
        vote = voted.get(seat.appointment_id)
        if seat.bar is not None and vote is not None:
            vote.choice = SET_ASIDE
            note(scope, hat, "vote:set-aside", vote, {"letter": recommendation.letter})
