"""A show of hands, counted council by council, read as the votes of the members who are there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from portal.decisions.rules.seats import Choice, Seat
from portal.kit.words import counted

SAID: Mapping[Choice, str] = {"for": "for", "against": "against", "abstain": "abstaining"}


class Hands(NamedTuple):
    """Hands counted among the members of one council."""

    for_: int = 0
    against: int = 0
    abstaining: int = 0

    def choices(self) -> Counter[Choice]:
        """How many chose what."""
        return Counter({"for": self.for_, "against": self.against, "abstain": self.abstaining})


class MiscountError(ValueError):
    """Hands that cannot be those of the members who are there; ``council`` says of which."""

    def __init__(self, council: str, message: str) -> None:
        super().__init__(message)
        self.council = council


def spread(seats: Sequence[Seat], hands: Mapping[str, Hands]) -> list[Seat]:
    """The seats with the votes that the hands of each council come to.

    Who had her vote recorded by name keeps it, and her hand is one of those counted. Whose the
    other hands were does not matter to any rule. Raises MiscountError for more hands than members
    who can vote, and for fewer of a kind than were recorded by name.
    """
    left = {council: _unnamed(council, seats, each) for council, each in hands.items()}
    return [_with_hand(seat, left.get(seat.council)) for seat in seats]


def _unnamed(council: str, seats: Sequence[Seat], hands: Hands) -> Iterator[Choice]:
    there = [seat for seat in seats if seat.council == council and seat.counts]
    named = Counter(seat.choice for seat in there if seat.choice is not None)
    number = sum(hands)
    if min(hands) < 0 or number > len(there):
        can = f"{counted(len(there), 'member')} who can vote {'is' if len(there) == 1 else 'are'}"
        raise MiscountError(council, f"{council}: {number} hands, but {can} present.")
    for choice, how_many in named.items():
        if hands.choices()[choice] < how_many:
            words = f"{counted(how_many, 'vote')} {SAID[choice]} {_was(how_many)} recorded by name"
            raise MiscountError(council, f"{council}: {words}, so at least as many hands.")
    return (hands.choices() - named).elements()


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _with_hand(seat: Seat, left: Iterator[Choice] | None) -> Seat:
    if left is None or not seat.counts or seat.choice is not None:
        return seat
    return replace(seat, choice=next(left, None))
