"""The casting vote of whoever presides, at a tie: asked for, and never of a member whom an interest
keeps from voting.

The person presiding has a second or casting vote (Local Government Act 1972, Schedule 12, paragraph
39(2)). A chair with a disclosable pecuniary interest takes no part in the item (Localism Act 2011,
s.31(4)), and so does not preside over it: the casting vote is that of whoever presides instead.
"""

from dataclasses import replace
from typing import Literal

from portal.decisions.models import Recommendation
from portal.decisions.rules import Choice, Outcome
from portal.decisions.service.checks import DecisionError
from portal.decisions.standing import Standing, rule_of
from portal.kit.words import join_names

Casting = Choice | Literal["none"]


class TiedError(DecisionError):
    """The votes are tied, and whoever presides has a casting vote: it has to be asked for."""


def counted(
    standing: Standing,
    recommendation: Recommendation,
    casting: Casting | None,
    presiding: int | None,
) -> Outcome:
    """What a vote that is closed now comes to, with this casting vote at a tie.

    ``presiding`` is the seat of whoever gives it: it has to be said where a chair who is there is
    barred. Raises TiedError where a tie needs a casting vote that was not asked for, and where it
    is another's than that of a member who may vote.
    """
    given = None if casting == "none" else casting
    plain = standing.outcome(recommendation, closed=True)
    if plain.result != "tied" or not rule_of(standing.matter).casting_vote:
        return plain
    if casting is None:
        raise TiedError(_question(standing))
    if given is None:
        return plain
    found = standing.outcome(recommendation, closed=True, casting=given)
    return _told(standing, found, presiding)


def _question(standing: Standing) -> str:
    barred = standing.barred_chairs
    if not barred:
        return "The votes are tied, and the chair has a casting vote."
    return (
        f"The votes are tied. {_barred(standing)} Whoever presides in the chair’s place has the "
        "casting vote: say who that is."
    )


def _told(standing: Standing, found: Outcome, presiding: int | None) -> Outcome:
    """The outcome with who presided, where that was not the chair who is barred."""
    if not standing.barred_chairs:
        return found
    seat = next((each for each in standing.voters if each.appointment_id == presiding), None)
    if seat is None:
        raise TiedError(
            f"{_barred(standing)} Choose who presides in the chair’s place: a member who is here "
            "and may vote."
        )
    said = f"{found.sentence} {seat.name} presided in the chair’s place."
    return replace(found, sentence=said)


def _barred(standing: Standing) -> str:
    names = [seat.name for seat in standing.barred_chairs]
    has = "has" if len(names) == 1 else "have"
    return f"{join_names(names)} may not vote on this, and {has} no casting vote."
