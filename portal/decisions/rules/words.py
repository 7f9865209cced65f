"""How the outcome of a vote is put into words: for the page, and for the minutes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from portal.decisions.rules.seats import Seat
from portal.kit.words import counted, join_names, number_in_words, sentence_case

VOTED = {"for": "for", "against": "against", "abstain": "abstained", "silent": "did not vote"}


def tally(counted_in: Iterable[Seat]) -> Counter[str]:
    """Votes by choice; who was there and cast none is silent."""
    return Counter(seat.choice or "silent" for seat in counted_in)


def members(number: int) -> str:
    """ "three members"."""
    return counted(number, "member")


def are(number: int) -> str:
    """ "no member is", "one member is", "two members are"."""
    return f"{members(number) if number else 'no member'} {'are' if number > 1 else 'is'}"


def all_members(number: int) -> str:
    """ "both members present", "all eight members present"."""
    return f"{'both' if number == 2 else 'all ' + number_in_words(number)} members present"


def all_have(number: int) -> str:
    """Who has voted, when all have."""
    return "the only member present has" if number == 1 else f"{all_members(number)} have"


def councils_have(names: Sequence[str], one: str, several: str) -> str:
    """ "Kingston has", "Kingston and Richmond have": the councils with the verb that fits."""
    return f"{join_names(names)} {one if len(names) == 1 else several}"


def for_and_against(votes: Counter[str]) -> str:
    """ "five members voted for and three against", or how they all voted."""
    if votes["for"] and votes["against"]:
        against = number_in_words(votes["against"])
        return f"{members(votes['for'])} voted for and {against} against{_abstained(votes)}"
    if votes["against"]:
        return f"{members(votes['against'])} voted against and none for{_abstained(votes)}"
    return nobody_for(votes) if not votes["for"] else for_alone(votes)


def for_alone(votes: Counter[str]) -> str:
    """How those voted for who did, where nobody voted against."""
    if votes["for"] == votes.total():
        every = "the only member present" if votes.total() == 1 else all_members(votes.total())
        return f"{every} voted for"
    return f"{members(votes['for'])} voted for, none against{_abstained(votes)}"


def nobody_for(votes: Counter[str]) -> str:
    """That nobody voted for, and how many abstained."""
    abstained = f"; {members(votes['abstain'])} abstained" if votes["abstain"] else ""
    return f"nobody voted for{abstained}"


def percent(share: Decimal) -> str:
    """ "40%", "33.3333%": as many decimals as there are."""
    return f"{share.normalize():f}%"


def of_council(council: str, votes: Counter[str], stance: str) -> str:
    """ "Richmond: 2 for, 1 against – consents by majority"."""
    if not votes.total():
        return f"{council}: nobody present"
    said = ", ".join(f"{votes[key]} {word}" for key, word in VOTED.items() if votes[key])
    return f"{council}: {said} – {stance}"


def aside(seats: Sequence[Seat], silent: int) -> str:
    """What is added to every outcome: who did not vote, who was not there, who took no part."""
    left = sum(seat.left for seat in seats)
    parts = [
        f"{sentence_case(members(silent))} present did not vote." if silent else "",
        f"{sentence_case(members(left))} had declared an interest and took no part."
        if left
        else "",
        _substitutes(sum(seat.substitute and seat.counts for seat in seats)),
        _away([seat for seat in seats if not seat.present and seat.voting]),
    ]
    return "".join(f" {part}" for part in parts if part)


def _abstained(votes: Counter[str]) -> str:
    return f" and {number_in_words(votes['abstain'])} abstained" if votes["abstain"] else ""


def _substitutes(number: int) -> str:
    seats = (
        "One seat was" if number == 1 else f"{sentence_case(number_in_words(number))} seats were"
    )
    return f"{seats} taken by a substitute." if number else ""


def _away(empty: Sequence[Seat]) -> str:
    vacant = sum(seat.vacant for seat in empty)
    absent = len(empty) - vacant
    parts = [f"{members(absent)} {'was' if absent == 1 else 'were'} absent"] if absent else []
    if vacant:
        parts.append(f"{counted(vacant, 'seat')} {'is' if vacant == 1 else 'are'} vacant")
    return f"{sentence_case(join_names(parts))}." if parts else ""
