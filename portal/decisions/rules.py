"""Does this vote carry, and why? In words, for the page and for the minutes.

One rule so far, that of joint committees such as East Herts and Stevenage's: every vote cast by the
members present is for, and the quorum has two parts, a number of members and so many from each
council. "Present" is presence in the room (Local Government Act 1972, Schedule 12, paragraph 39:
questions are decided by the members "present and voting thereon at a meeting").
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.kit.words import counted, join_names, number_in_words, sentence_case

Choice = Literal["for", "against", "abstain"]
Result = Literal["carried", "lost", "inquorate", "open"]


@dataclass(frozen=True)
class Seat:
    """One seat of the body at this vote: a vacant seat has no member, so nobody is present in it.

    ``choice`` is None until the member votes. Raises ValueError for a vote by an absent member.
    """

    id: str
    council: str
    present: bool
    choice: Choice | None = None
    vacant: bool = False

    def __post_init__(self) -> None:
        """Refuse what the law refuses: only members who are present vote."""
        if self.vacant and self.present:
            raise ValueError(f"Seat {self.id} is vacant, so nobody can be present in it.")
        if self.choice and not self.present:
            raise ValueError(f"Seat {self.id} has a vote, but its member is not present.")


@dataclass(frozen=True)
class Rule:
    """Members needed in all, and from each council; whether abstaining breaks unanimity.

    "Unanimous" means of those present and voting; what an abstention does is each body's own rule.
    """

    quorum: int
    per_council: int
    abstention_breaks_unanimity: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a vote, in words.

    ``per_council`` pairs each council with its sentence; ``waiting`` says for each council how many
    have voted and how many are present, never who.
    """

    result: Result
    sentence: str
    per_council: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, int, int], ...]


def decide(rule: Rule, councils: Sequence[str], seats: Sequence[Seat], closed: bool) -> Outcome:
    """What the vote has come to: ``councils`` are names in the order of reading.

    Without a quorum of members present nothing is decided, open or closed. An open vote says whom
    it waits for, never how anyone voted. At closing, a member present who has not voted counts as
    not voting. Raises ValueError for a seat of another council or two seats with one id.
    """
    _check(councils, seats)
    present = [seat for seat in seats if seat.present]
    missing = _missing_quorum(rule, councils, present)
    if missing:
        result, sentence = _inquorate(missing)
    elif closed:
        result, sentence = _closed(rule, councils, seats, present)
    else:
        result, sentence = _open(councils, present)
    waiting = tuple(_progress(council, present) for council in councils)
    says = _council_vote if closed and not missing else _council_progress
    sentences = tuple((council, says(rule, council, present)) for council in councils)
    return Outcome(result, sentence, sentences, waiting)


def _check(councils: Sequence[str], seats: Sequence[Seat]) -> None:
    strangers = {seat.council for seat in seats} - set(councils)
    if strangers:
        raise ValueError(f"{join_names(sorted(strangers))}: not a council of this body.")
    if len({seat.id for seat in seats}) < len(seats):
        raise ValueError("Two seats have the same id.")


def _missing_quorum(rule: Rule, councils: Sequence[str], present: Sequence[Seat]) -> list[str]:
    """The parts of the quorum that fail, each as a sentence; none where the body can decide."""
    by_council = Counter(seat.council for seat in present)
    short = [council for council in councils if by_council[council] < rule.per_council]
    parts = []
    if len(present) < rule.quorum:
        parts.append(f"{_are(len(present))} present and the quorum is {_number(rule.quorum)}.")
    if short:
        held = "no member" if rule.per_council == 1 else "too few members"
        needed = f"at least {_number(rule.per_council)} from each council"
        has = "has" if len(short) == 1 else "have"
        parts.append(f"{join_names(short)} {has} {held} present; the quorum needs {needed}.")
    return parts


def _inquorate(missing: Sequence[str]) -> tuple[Result, str]:
    sentence = " ".join(sentence_case(part) for part in missing)
    return "inquorate", f"No decision, the meeting is inquorate: {sentence}"


def _open(councils: Sequence[str], present: Sequence[Seat]) -> tuple[Result, str]:
    progress = [_progress(council, present) for council in councils]
    left = [(council, there - voted) for council, voted, there in progress if there > voted]
    if not left:
        return "open", f"{sentence_case(_all_have(len(present)))} voted: the vote can be closed."
    names = ", ".join(f"{council} {number}" for council, number in left)
    waiting = sum(number for _, number in left)
    return "open", f"Waiting for {waiting} of {len(present)}: {names}."


def _closed(
    rule: Rule, councils: Sequence[str], seats: Sequence[Seat], present: Sequence[Seat]
) -> tuple[Result, str]:
    votes = _tally(present)
    reason = _why_not(rule, votes)
    if reason:
        return "lost", f"Not carried: {reason}.{_silent(votes)}{_away(seats)}"
    parts = [_for_in_words(votes), _representation(councils, present)]
    return "carried", f"Carried: {', '.join(parts)}.{_silent(votes)}{_away(seats)}"


def _why_not(rule: Rule, votes: Counter[str]) -> str:
    """Why the motion is lost; nothing where it carries."""
    if votes["against"]:
        return (
            f"{_members(votes['against'])} voted against; the rule needs every vote cast to be for"
        )
    if votes["abstain"] and rule.abstention_breaks_unanimity:
        return (
            f"{_members(votes['abstain'])} abstained, which under this body's rule breaks unanimity"
        )
    if not votes["for"]:
        abstained = votes["abstain"] and f"; {_members(votes['abstain'])} abstained"
        return f"nobody voted for{abstained or ''}"
    return ""


def _for_in_words(votes: Counter[str]) -> str:
    if votes["for"] == votes.total():
        every = "the only member present" if votes.total() == 1 else _all_members(votes.total())
        return f"{every} voted for"
    abstained = f" and {number_in_words(votes['abstain'])} abstained" if votes["abstain"] else ""
    return f"{_members(votes['for'])} voted for, none against{abstained}"


def _representation(councils: Sequence[str], present: Sequence[Seat]) -> str:
    there = {seat.council for seat in present}
    away = [council for council in councils if council not in there]
    if not away:
        return "and every council was represented"
    return f"and {join_names(away)} {'was' if len(away) == 1 else 'were'} not represented"


def _silent(votes: Counter[str]) -> str:
    """Who was there and did not vote: said, since they count as not voting."""
    silent = votes["silent"]
    return f" {sentence_case(_members(silent))} present did not vote." if silent else ""


def _away(seats: Iterable[Seat]) -> str:
    empty = [seat for seat in seats if not seat.present]
    vacant = sum(seat.vacant for seat in empty)
    absent = len(empty) - vacant
    parts = [f"{_members(absent)} {'was' if absent == 1 else 'were'} absent"] if absent else []
    if vacant:
        parts.append(f"{counted(vacant, 'seat')} {'is' if vacant == 1 else 'are'} vacant")
    return f" {sentence_case(join_names(parts))}." if parts else ""


def _council_vote(rule: Rule, council: str, present: Sequence[Seat]) -> str:
    votes = _tally(seat for seat in present if seat.council == council)
    if not votes.total():
        return f"{council}: nobody present"
    words = {"for": "for", "against": "against", "abstain": "abstained", "silent": "did not vote"}
    tally = ", ".join(f"{votes[key]} {word}" for key, word in words.items() if votes[key])
    return f"{council}: {tally} – {_council_stance(rule, votes)}"


def _council_stance(rule: Rule, votes: Counter[str]) -> str:
    broken = votes["abstain"] and rule.abstention_breaks_unanimity
    if votes["for"] and not votes["against"] and not broken:
        return "agrees"
    if votes["for"]:
        return "does not agree unanimously"
    return "does not agree" if votes["against"] or broken else "cast no vote"


def _council_progress(rule: Rule, council: str, present: Sequence[Seat]) -> str:
    _, voted, there = _progress(council, present)
    return f"{council}: {voted} of {there} voted" if there else f"{council}: nobody present"


def _progress(council: str, present: Sequence[Seat]) -> tuple[str, int, int]:
    held = [seat for seat in present if seat.council == council]
    return council, sum(seat.choice is not None for seat in held), len(held)


def _tally(present: Iterable[Seat]) -> Counter[str]:
    return Counter(seat.choice or "silent" for seat in present)


def _number(number: int) -> str:
    return number_in_words(number)


def _members(number: int) -> str:
    return counted(number, "member")


def _are(number: int) -> str:
    return f"{_members(number) if number else 'no member'} {'are' if number > 1 else 'is'}"


def _all_members(number: int) -> str:
    return f"{'both' if number == 2 else 'all ' + number_in_words(number)} members present"


def _all_have(number: int) -> str:
    return "the only member present has" if number == 1 else f"{_all_members(number)} have"
