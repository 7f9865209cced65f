"""What the room says of a matter, in words: its outcomes, the sentences of a decision. No I/O."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from portal.decisions.models import Matter, Recommendation
from portal.decisions.rules import Rule
from portal.decisions.rules.codes import rule_kept
from portal.kit.words import counted, date_words, join_names
from tenants.clock import civil_day

OUTCOMES = {
    "approved_in_principle": "Approved in principle",
    "approved": "Approved",
    "approved_as_amended": "Approved as amended",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "not_approved": "Not approved",
    "not_decided": "Not decided",
}
UNDECIDED = ("not_decided", "deferred", "withdrawn")
"""Outcomes that decide nothing of what was asked."""
ASKS = {"approval_in_principle": "Approval in principle", "approval": "Approval"}
VERBS = {"approve": "Approve", "agree": "Agree", "note": "Note", "refer": "Refer"}
DECIDING_VERBS = frozenset({"approve", "agree"})
"""What has to carry for the version to be approved; noting and referring do not stop it."""
RESULTS = {
    "carried": "Carried",
    "lost": "Not carried",
    "tied": "Tied, not carried",
    "inquorate": "Inquorate",
}
CHOICES = {"for": "For", "against": "Against", "abstain": "Abstained"}
SET_ASIDE = "set_aside"
"""The choice of a vote whose member declared, before it closed, an interest that bars her."""
VOTED = {**CHOICES, SET_ASIDE: "Set aside, since an interest was declared before the vote closed"}
MANNERS = {
    "devices": "On members’ devices",
    "show_of_hands": "Show of hands",
    "recorded": "Recorded vote",
    "written": "In writing",
}
ROUTES = {
    "one_committee": "One committee decides once, for all owners",
    "each_owner": "Each owner decides by its own body",
}
EFFECTS = {
    "version": "The version comes into force",
    "budget": "The budget is locked",
    "appointment": "Somebody is appointed",
    "removal": "Somebody is removed",
    "admission": "A council may be admitted as an owner",
    "none": "Nothing in this portal",
}
"""What an approval does at its effective time."""


def rule_of(matter: Matter) -> Rule:
    """The body's rule as it was on the day of submission."""
    return rule_kept(matter.rule)


def body_words(name: str) -> str:
    """A body in the middle of a sentence: "the joint committee"; proper names keep capitals."""
    first, _, rest = name.partition(" ")
    plain = rest == rest.lower() and first[1:] == first[1:].lower()
    return f"the {first.lower()} {rest}".rstrip() if plain else f"the {name}"


def letters(recommendations: Sequence[Recommendation]) -> str:
    """ "recommendation (b)"; "recommendations (a) and (c)"."""
    named = [f"({each.letter})" for each in recommendations]
    return f"recommendation{'s' if len(named) > 1 else ''} {join_names(named)}"


def outcome_of(
    asks: str, recommendations: Sequence[Recommendation], *, amended: bool = False
) -> str:
    """What closed votes make of a matter: all that asks to approve or agree has to carry.

    One that was lost is a decision against it. One closed without a quorum is no decision: the
    body can be asked again (its standing orders on quorum, Local Government Act 1972, s.106).
    """
    results = {each.result for each in recommendations if each.verb in DECIDING_VERBS}
    if results == {"carried"}:
        approved = "approved_as_amended" if amended else "approved"
        return "approved_in_principle" if asks == "approval_in_principle" else approved
    return "not_decided" if results in ({"inquorate"}, {"carried", "inquorate"}) else "not_approved"


def ended_sentence(matter: Matter) -> str:
    """That nothing was voted on, since when, by whose word and why."""
    day = date_words(civil_day(matter.decided_at)) if matter.decided_at else ""
    reason = (matter.ended_because or "").rstrip(".")
    return f"{OUTCOMES[matter.outcome or 'deferred']} on {day}: {reason}."


def decided_sentence(matter: Matter, recommendations: Sequence[Recommendation]) -> str:
    """The outcome, its day, and which recommendations made it so."""
    day = date_words(cast(date, matter.decided_at and civil_day(matter.decided_at)))
    head = f"{OUTCOMES[matter.outcome or 'not_approved']} on {day}"
    failed = [each for each in recommendations if each.result != "carried"]
    if not failed:
        return f"{head}: {_all_carried(len(recommendations))}."
    blocking = [each for each in failed if each.verb in DECIDING_VERBS]
    if matter.outcome == "not_decided":
        few = "too few members were present for"
        return f"Nothing was decided on {day}: {few} {letters(blocking)}."
    if blocking:
        return f"{head}: {_why_not(blocking)}."
    aside = letters(failed)
    return f"{head}: {sentence_tail(recommendations)}; {aside} did not, which does not stop it."


def sentence_tail(recommendations: Sequence[Recommendation]) -> str:
    """Which recommendations carried, in the middle of a sentence."""
    carried = [each for each in recommendations if each.result == "carried"]
    return f"{letters(carried)} carried"


def _all_carried(number: int) -> str:
    if number == 1:
        return "the only recommendation carried"
    return (
        f"{'both' if number == 2 else 'all'} {counted(number, 'recommendation')} carried".replace(
            "both two", "both"
        )
    )


def _why_not(blocking: Sequence[Recommendation]) -> str:
    lost = [each for each in blocking if each.result in ("lost", "tied")]
    inquorate = [each for each in blocking if each.result == "inquorate"]
    parts = [f"{letters(lost)} {'was' if len(lost) == 1 else 'were'} not carried"] if lost else []
    if inquorate:
        parts.append(f"no decision on {letters(inquorate)}, the meeting was inquorate")
    return "; ".join(parts)
