"""Rules that count councils: each takes its position by the majority of its own members.

Every council consents (Achieving for Children's own rule), a share of the councils (75 per cent at
Publica), one vote per council (Cheshire and Warrington), and weight by share of ownership.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from portal.decisions.rules import words
from portal.decisions.rules.of_members import Verdict, tie
from portal.decisions.rules.seats import Choice, Result, Rule, Seat
from portal.kit.words import counted as in_words
from portal.kit.words import join_names, number_in_words

Position = Literal["consents", "declines", "none"]


def position(votes: Counter[str]) -> Position:
    """Where a council stands: by the majority of its members present and voting."""
    if votes["for"] == votes["against"]:
        return "none"
    return "consents" if votes["for"] > votes["against"] else "declines"


def stance_of_council(_: Rule, votes: Counter[str]) -> str:
    """A council's position in words, telling apart a tie and silence."""
    stand = position(votes)
    if stand == "none":
        return "is tied, so takes no position" if votes["for"] else "cast no vote"
    other = votes["against"] if stand == "consents" else votes["for"]
    return f"{stand}{' by majority' if other else ''}"


def every(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """Every council consents."""
    del rule, casting
    missing = [council for council in councils if council not in _consenting(councils, counted)]
    if missing:
        lacking = words.councils_have(missing, "does", "do")
        return "lost", f"{lacking} not consent; the rule needs every council"
    return "carried", "the only council consents" if len(councils) == 1 else _all(councils)


def share(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """At least ``rule.share`` per cent of the councils consent, counted exactly."""
    del casting
    number = len(_consenting(councils, counted))
    result: Result = "carried" if number * 100 >= rule.share * len(councils) and number else "lost"
    consent = "consents" if number == 1 else "consent"
    said = f"{number_in_words(number)} of {in_words(len(councils), 'council')} {consent}"
    return result, f"{said}; the rule needs {words.percent(rule.share)} of them"


def one_vote_each(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """Each council has one vote; more councils for than against carry it."""
    stands = Counter(_positions(councils, counted).values())
    for_it, against = stands["consents"], stands["declines"]
    if for_it == against:
        return tie(rule, for_it, casting, "council") if for_it else ("lost", "no council voted for")
    said = f"{in_words(for_it, 'council')} for, {number_in_words(against)} against"
    return ("carried" if for_it > against else "lost"), said


def weighted(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """The consenting councils own more than ``rule.share`` per cent of what all of them own.

    Raises ValueError for a council without a weight.
    """
    del casting
    unknown = [council for council in councils if council not in rule.weights]
    if unknown:
        raise ValueError(f"{join_names(unknown)}: no share of ownership is known.")
    consenting = _consenting(councils, counted)
    held = sum((rule.weights[council] for council in consenting), Decimal(0))
    whole = sum((rule.weights[council] for council in councils), Decimal(0))
    result: Result = "carried" if held * 100 > rule.share * whole else "lost"
    named = join_names(consenting) if consenting else "no council"
    verb = "consent" if len(consenting) > 1 else "consents"
    own = f", holding {words.percent(held)}" if consenting else ""
    return result, f"{named} {verb}{own}; the rule needs more than {words.percent(rule.share)}"


def _all(councils: Sequence[str]) -> str:
    number = len(councils)
    return f"{'both' if number == 2 else f'all {number_in_words(number)}'} councils consent"


def _positions(councils: Sequence[str], counted: Sequence[Seat]) -> Mapping[str, Position]:
    return {
        council: position(words.tally(seat for seat in counted if seat.council == council))
        for council in councils
    }


def _consenting(councils: Sequence[str], counted: Sequence[Seat]) -> list[str]:
    stands = _positions(councils, counted)
    return [council for council in councils if stands[council] == "consents"]
