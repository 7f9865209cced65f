"""Rules that count members: unanimous of those present, and a simple majority.

"Present" is presence in the room (Local Government Act 1972, Schedule 12, paragraph 39: questions
are decided by a majority of the members "present and voting thereon").
"""

from collections import Counter
from collections.abc import Sequence

from portal.decisions.rules import words
from portal.decisions.rules.seats import Choice, Result, Rule, Seat
from portal.kit.words import number_in_words

Verdict = tuple[Result, str]
"""What a rule makes of a closed vote, and why, without the outcome's name in front."""


def unanimous(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """Every vote cast is for, as in East Herts and Stevenage's joint committees."""
    del casting  # Unanimity knows no tie.
    votes = words.tally(counted)
    reason = _why_not_unanimous(rule, votes)
    if reason:
        return "lost", reason
    return "carried", f"{words.for_alone(votes)}, {_representation(councils, counted)}"


def majority(
    rule: Rule, councils: Sequence[str], counted: Sequence[Seat], casting: Choice | None
) -> Verdict:
    """More votes for than against; a tie is decided by the casting vote where there is one.

    Local Government Act 1972, Schedule 12, paragraph 39. Without a casting vote a tie is lost.
    """
    del councils  # Members count alike, whosever they are.
    votes = words.tally(counted)
    if votes["for"] == votes["against"]:
        return tie(rule, votes["for"], casting, "vote") if votes["for"] else _nobody(votes)
    return ("carried" if votes["for"] > votes["against"] else "lost"), words.for_and_against(votes)


def tie(rule: Rule, each: int, casting: Choice | None, noun: str) -> Verdict:
    """What comes of so many votes on either side."""
    said = f"tied at {number_in_words(each)} {noun}{'' if each == 1 else 's'} each"
    if not rule.casting_vote:
        return "tied", f"{said}, and a tie without a casting vote is lost"
    if casting not in ("for", "against"):
        return "tied", f"{said}, and no casting vote was given"
    result: Result = "carried" if casting == "for" else "lost"
    return result, f"{said}, and the chair’s casting vote was {casting}"


def stance_of_members(rule: Rule, votes: Counter[str]) -> str:
    """How a council's members stand under unanimity."""
    broken = votes["abstain"] and rule.abstention_breaks_unanimity
    if votes["for"] and not votes["against"] and not broken:
        return "agrees"
    if votes["for"]:
        return "does not agree unanimously"
    return "does not agree" if votes["against"] or broken else "cast no vote"


def _nobody(votes: Counter[str]) -> Verdict:
    return "lost", words.nobody_for(votes)


def _why_not_unanimous(rule: Rule, votes: Counter[str]) -> str:
    """Why the motion is lost; nothing where it carries."""
    if votes["against"]:
        against = words.members(votes["against"])
        return f"{against} voted against; the rule needs every vote cast to be for"
    if votes["abstain"] and rule.abstention_breaks_unanimity:
        abstained = words.members(votes["abstain"])
        return f"{abstained} abstained, which under this body's rule breaks unanimity"
    return "" if votes["for"] else words.nobody_for(votes)


def _representation(councils: Sequence[str], counted: Sequence[Seat]) -> str:
    there = {seat.council for seat in counted}
    away = [council for council in councils if council not in there]
    if not away:
        return "and every council was represented"
    return f"and {words.councils_have(away, 'was', 'were')} not represented"
