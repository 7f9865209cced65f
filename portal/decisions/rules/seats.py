"""What a rule looks at: the seats of a body at one vote, and the rule by which it decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Choice = Literal["for", "against", "abstain"]
Result = Literal["carried", "lost", "tied", "inquorate", "open"]
RuleName = Literal[
    "unanimous_of_those_present",
    "simple_majority",
    "every_council_consents",
    "share_of_councils",
    "one_vote_per_council",
    "weighted_by_ownership",
]


@dataclass(frozen=True)
class Seat:
    """One seat of the body at this vote: a vacant seat has no member, so nobody is present in it.

    ``choice`` is None until the member votes. ``voting`` is False for a member without a vote;
    ``left`` says that she declared an interest and takes no part, in the room or not;
    ``substitute`` that somebody of the same council sits in it for this meeting. Raises ValueError
    for a vote that the law refuses.
    """

    id: str
    council: str
    present: bool
    choice: Choice | None = None
    vacant: bool = False
    voting: bool = True
    left: bool = False
    substitute: bool = False

    def __post_init__(self) -> None:
        """Refuse what the law refuses: only members who are present vote."""
        if self.vacant and self.present:
            raise ValueError(f"Seat {self.id} is vacant, so nobody can be present in it.")
        if self.choice and not self.present:
            raise ValueError(f"Seat {self.id} has a vote, but its member is not present.")
        if self.choice and not self.voting:
            raise ValueError(f"Seat {self.id} has a vote, but its member has none to cast.")
        if self.choice and self.left:
            raise ValueError(f"Seat {self.id} has a vote, but its member takes no part.")

    @property
    def counts(self) -> bool:
        """Whether its member is in the room with a vote: who counts for quorum and outcome."""
        return self.present and self.voting and not self.left


@dataclass(frozen=True)
class Rule:
    """The two parts of the quorum, and how votes are read.

    ``quorum`` members in all, ``per_council`` from each. ``abstention_breaks_unanimity`` is each
    body's own rule. ``casting_vote`` says whether whoever presides has a second vote at a tie
    (Local Government Act 1972, Schedule 12, paragraph 39(2)). ``share`` is the least per cent of
    the councils that must consent (a share of councils), or the per cent of ownership that must be
    exceeded (weighted); ``weights`` are the councils' shares of the company, in per cent.
    """

    quorum: int
    per_council: int
    abstention_breaks_unanimity: bool = False
    name: RuleName = "unanimous_of_those_present"
    casting_vote: bool = False
    share: Decimal = Decimal(75)
    weights: Mapping[str, Decimal] = field(default_factory=dict)


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
