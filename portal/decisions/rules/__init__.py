"""Does this vote carry, and why? In words, for the page and for the minutes.

The rule itself stands in ``of_members`` (votes are counted by member) or in
``of_councils`` (each council takes a position). What is common to all is here: who counts,
the quorum, an open vote, and the words.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from portal.decisions.rules import of_councils, of_members, words
from portal.decisions.rules.of_members import Verdict
from portal.decisions.rules.seats import Choice, Outcome, Result, Rule, RuleName, Seat
from portal.kit.words import join_names, number_in_words, sentence_case

__all__ = ["Choice", "Outcome", "Result", "Rule", "RuleName", "Seat", "decide"]


class Reading(NamedTuple):
    """How a rule reads a closed vote, and how it says where a council stands."""

    verdict: Callable[[Rule, Sequence[str], Sequence[Seat], Choice | None], Verdict]
    stance: Callable[[Rule, Counter[str]], str]


READINGS: Mapping[RuleName, Reading] = {
    "unanimous_of_those_present": Reading(of_members.unanimous, of_members.stance_of_members),
    "simple_majority": Reading(of_members.majority, of_councils.stance_of_council),
    "every_council_consents": Reading(of_councils.every, of_councils.stance_of_council),
    "share_of_councils": Reading(of_councils.share, of_councils.stance_of_council),
    "one_vote_per_council": Reading(of_councils.one_vote_each, of_councils.stance_of_council),
    "weighted_by_ownership": Reading(of_councils.weighted, of_councils.stance_of_council),
}


def decide(
    rule: Rule,
    councils: Sequence[str],
    seats: Sequence[Seat],
    closed: bool,
    casting: Choice | None = None,
) -> Outcome:
    """What the vote has come to: ``councils`` are names in the order of reading.

    Without a quorum of members present nothing is decided, open or closed. An open vote says whom
    it waits for, never how anyone voted. At closing, a member present who has not voted counts as
    not voting. ``casting`` is the second vote of whoever presides, read only at a tie and only
    where the rule knows one. Raises ValueError for a seat of another council, two seats with one
    id, and a council whose weight is not known.
    """
    _check(councils, seats)
    counted = [seat for seat in seats if seat.counts]
    missing = _missing_quorum(rule, councils, counted)
    if missing:
        result, sentence = _inquorate(missing)
    elif closed:
        result, sentence = _closed(rule, councils, seats, counted, casting)
    else:
        result, sentence = _open(councils, counted)
    waiting = tuple(_progress(council, counted) for council in councils)
    says = _council_vote if closed and not missing else _council_progress
    sentences = tuple((council, says(rule, council, counted)) for council in councils)
    return Outcome(result, sentence, sentences, waiting)


def _check(councils: Sequence[str], seats: Sequence[Seat]) -> None:
    strangers = {seat.council for seat in seats} - set(councils)
    if strangers:
        raise ValueError(f"{join_names(sorted(strangers))}: not a council of this body.")
    if len({seat.id for seat in seats}) < len(seats):
        raise ValueError("Two seats have the same id.")


def _missing_quorum(rule: Rule, councils: Sequence[str], counted: Sequence[Seat]) -> list[str]:
    """The parts of the quorum that fail, each as a sentence; none where the body can decide."""
    by_council = Counter(seat.council for seat in counted)
    short = [council for council in councils if by_council[council] < rule.per_council]
    parts = []
    if len(counted) < rule.quorum:
        needed = number_in_words(rule.quorum)
        parts.append(f"{words.are(len(counted))} present and the quorum is {needed}.")
    if short:
        held = "no member" if rule.per_council == 1 else "too few members"
        needed = f"at least {number_in_words(rule.per_council)} from each council"
        has = words.councils_have(short, "has", "have")
        parts.append(f"{has} {held} present; the quorum needs {needed}.")
    return parts


def _inquorate(missing: Sequence[str]) -> tuple[Result, str]:
    sentence = " ".join(sentence_case(part) for part in missing)
    return "inquorate", f"No decision, the meeting is inquorate: {sentence}"


def _open(councils: Sequence[str], counted: Sequence[Seat]) -> tuple[Result, str]:
    progress = [_progress(council, counted) for council in councils]
    left = [(council, there - voted) for council, voted, there in progress if there > voted]
    if not left:
        have = sentence_case(words.all_have(len(counted)))
        return "open", f"{have} voted: the vote can be closed."
    names = ", ".join(f"{council} {number}" for council, number in left)
    waiting = sum(number for _, number in left)
    return "open", f"Waiting for {waiting} of {len(counted)}: {names}."


def _closed(
    rule: Rule,
    councils: Sequence[str],
    seats: Sequence[Seat],
    counted: Sequence[Seat],
    casting: Choice | None,
) -> tuple[Result, str]:
    result, reason = READINGS[rule.name].verdict(rule, councils, counted, casting)
    head = "Carried" if result == "carried" else "Not carried"
    silent = words.tally(counted)["silent"]
    return result, f"{head}: {reason}.{words.aside(seats, silent)}"


def _council_vote(rule: Rule, council: str, counted: Sequence[Seat]) -> str:
    votes = words.tally(seat for seat in counted if seat.council == council)
    return words.of_council(council, votes, READINGS[rule.name].stance(rule, votes))


def _council_progress(_: Rule, council: str, counted: Sequence[Seat]) -> str:
    _name, voted, there = _progress(council, counted)
    return f"{council}: {voted} of {there} voted" if there else f"{council}: nobody present"


def _progress(council: str, counted: Sequence[Seat]) -> tuple[str, int, int]:
    held = [seat for seat in counted if seat.council == council]
    return council, sum(seat.choice is not None for seat in held), len(held)
