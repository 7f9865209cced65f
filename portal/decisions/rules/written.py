"""A resolution in writing: agreed to between meetings, by enough of all who are entitled to vote.

Whoever says nothing, or abstains, does not agree: the majority is one of all the members entitled
to vote (Companies Act 2006, sections 282 and 283), and a board's rule is read in the same way. No
quorum is counted, since nobody meets.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from portal.decisions.rules import READINGS, decide, words
from portal.decisions.rules.seats import Outcome, Result, Rule, Seat
from portal.kit.words import counted as in_words
from portal.kit.words import number_in_words, sentence_case

DAYS = 28
"""After which it lapses, the day of circulation counted (Companies Act 2006, section 297)."""


def in_writing(rule: Rule, councils: Sequence[str], seats: Sequence[Seat], over: bool) -> Outcome:
    """What a resolution has come to: carried as soon as enough agree, lost when its days are over.

    Every seat that has a member and a vote is entitled, wherever she is. Raises as ``decide``.
    """
    entitled = [replace(seat, present=not seat.vacant) for seat in seats]
    found = decide(rule_in_writing(rule), councils, [_agrees(seat) for seat in entitled], True)
    counts = [seat for seat in entitled if seat.counts]
    waiting = decide(rule_in_writing(rule), councils, entitled, False)
    result: Result = "carried" if found.result == "carried" else "lost" if over else "open"
    sentence = waiting.sentence if result == "open" else _sentence(result, counts)
    by_council = tuple((council, _of_council(rule, council, counts)) for council in councils)
    per_council = waiting.per_council if result == "open" else by_council
    return Outcome(result, sentence, per_council, waiting.waiting)


def rule_in_writing(rule: Rule) -> Rule:
    """The rule without its quorum, and without a casting vote: nobody presides."""
    return replace(rule, quorum=0, per_council=0, casting_vote=False)


def _agrees(seat: Seat) -> Seat:
    if not seat.counts:
        return seat
    return replace(seat, choice="for" if seat.choice == "for" else "against")


def _sentence(result: Result, counts: Sequence[Seat]) -> str:
    votes = words.tally(counts)
    entitled = f"the {in_words(len(counts), 'member')} entitled to vote"
    agreed = number_in_words(votes["for"]) if votes["for"] else "none"
    said = [
        f"{sentence_case(number_in_words(votes[key]))} {word}."
        for key, word in (
            ("against", "voted against"),
            ("abstain", "abstained"),
            ("silent", "did not answer"),
        )
        if votes[key]
    ]
    head = "Carried" if result == "carried" else "Not carried"
    return " ".join([f"{head} in writing: {agreed} of {entitled} agreed.", *said])


def _of_council(rule: Rule, council: str, counts: Sequence[Seat]) -> str:
    held = [seat for seat in counts if seat.council == council]
    if not held:
        return f"{council}: nobody entitled to vote"
    read: Counter[str] = words.tally(_agrees(seat) for seat in held)
    return words.of_council(council, words.tally(held), READINGS[rule.name].stance(rule, read))
