"""Have enough owners consented, and to what? Plain functions: what is kept with a matter goes in.

A council consents to a text by its digest. What it said of another text says nothing of this one,
so that council is still to be asked. Whether enough consent is the decision rooms' own rule, with
one seat for each council; it is met, or cannot be met, only where those still to answer could not
change that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from portal.decisions.rules import Choice, Outcome, Seat, decide
from portal.decisions.rules.codes import rule_kept
from portal.kit.words import counted, join_names, number_in_words, sentence_case

Stand = Literal["waiting", "consents", "declines"]
Result = Literal["met", "failed", "open"]
CHOICES: Mapping[Stand, Choice | None] = {
    "waiting": None,
    "consents": "for",
    "declines": "against",
}


@dataclass(frozen=True)
class Answer:
    """Where one council stands on the text that is before the councils now."""

    council: str
    stand: Stand


@dataclass(frozen=True)
class Verdict:
    """What the answers come to: ``reason`` says it in words, as a clause."""

    result: Result
    reason: str


def stand_on(outcome: str | None, covered: str | None, text: str | None) -> Stand:
    """Where a council stands on ``text``, from what its body decided on the digest ``covered``.

    A body that put it off, took it back or was inquorate has decided nothing.
    """
    if covered != text or outcome in (None, "deferred", "withdrawn", "not_decided"):
        return "waiting"
    return "declines" if outcome == "not_approved" else "consents"


def verdict(kept: Mapping[str, Any], answers: Sequence[Answer]) -> Verdict:
    """Whether the rule kept with a matter is met, cannot be met any more, or is open.

    Raises ValueError for a rule that cannot be read, or that needs a weight nobody knows.
    """
    if _counted(kept, answers, "against").result == "carried":
        return Verdict("met", _reason(kept, answers))
    if _counted(kept, answers, "for").result != "carried":
        return Verdict("failed", disagreement_words(answers))
    return Verdict("open", waiting_words(answers))


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """What several recommendations come to, of which all that ask to decide have to be met."""
    for result in ("failed", "open"):
        for each in verdicts:
            if each.result == result:
                return each
    return verdicts[0]


def waiting_words(answers: Sequence[Answer]) -> str:
    """ "Waiting for Richmond: one of three councils consents", without the full stop."""
    waiting = [each.council for each in answers if each.stand == "waiting"]
    said = consenting_words(answers)
    return f"Waiting for {join_names(waiting)}: {said}" if waiting else sentence_case(said)


def consenting_words(answers: Sequence[Answer]) -> str:
    """ "two of three councils consent"."""
    number = sum(each.stand == "consents" for each in answers)
    if len(answers) == 1:
        return "the only council consents" if number else "the only council has not consented"
    if not number:
        return "no council has consented yet"
    verb = "consents" if number == 1 else "consent"
    return f"{number_in_words(number)} of {counted(len(answers), 'council')} {verb}"


def disagreement_words(answers: Sequence[Answer]) -> str:
    """ "Kingston and Richmond consent, Windsor and Maidenhead does not"."""
    for_it = [each.council for each in answers if each.stand == "consents"]
    against = [each.council for each in answers if each.stand == "declines"]
    does = "does" if len(against) == 1 else "do"
    if not for_it:
        return f"{join_names(against)} {does} not consent"
    consent = "consents" if len(for_it) == 1 else "consent"
    return f"{join_names(for_it)} {consent}, {join_names(against)} {does} not"


def _counted(kept: Mapping[str, Any], answers: Sequence[Answer], others: Choice) -> Outcome:
    """The rule's reading if every council still to answer said this."""
    seats = [
        Seat(each.council, each.council, True, CHOICES[each.stand] or others) for each in answers
    ]
    return decide(_rule(kept), [each.council for each in answers], seats, closed=True)


def _reason(kept: Mapping[str, Any], answers: Sequence[Answer]) -> str:
    seats = [Seat(e.council, e.council, True, CHOICES[e.stand]) for e in answers]
    found = decide(_rule(kept), [each.council for each in answers], seats, closed=True)
    reason = found.sentence.partition(": ")[2].split(". ")[0].rstrip(".")
    return reason or found.sentence


def _rule(kept: Mapping[str, Any]) -> Any:
    """The rule kept, with no quorum: each council had its own body's."""
    return rule_kept({**kept, "quorum": 0, "per_council": 0})
