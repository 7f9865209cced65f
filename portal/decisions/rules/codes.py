"""A rule as the register writes it down, and in words: ``share_of_councils:75``.

A code is a rule's name, and after a colon what it needs: a per cent, or ``casting`` where whoever
presides has a casting vote (Local Government Act 1972, Schedule 12, paragraph 39(2)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from portal.decisions.rules.seats import Rule, RuleName
from portal.decisions.rules.words import percent

CASTING = "casting"
MAY_CAST = frozenset({"simple_majority", "one_vote_per_council"})
SHARES: Mapping[str, Decimal] = {
    "share_of_councils": Decimal(75),
    "weighted_by_ownership": Decimal(50),
}
"""The rules that need a per cent, with the one that is usual."""

OFFERED = (
    "unanimous_of_those_present",
    "simple_majority",
    "simple_majority:casting",
    "every_council_consents",
    "share_of_councils:75",
    "one_vote_per_council",
    "one_vote_per_council:casting",
    "weighted_by_ownership:50",
)
"""The codes among which the keeper of a register usually chooses."""

OF_COUNCILS = frozenset(
    {
        "every_council_consents",
        "share_of_councils",
        "one_vote_per_council",
        "weighted_by_ownership",
    }
)
"""The rules that count councils, and so can say when enough of them have consented apart."""


@dataclass(frozen=True)
class Code:
    """A code that was read: the rule's name, its casting vote, its per cent."""

    name: RuleName
    casting_vote: bool = False
    share: Decimal = Decimal(75)


def read_code(code: str) -> Code:
    """The rule that a code names. Raises ValueError, in words, for a code that names none."""
    name, _, needs = code.partition(":")
    known: tuple[RuleName, ...] = get_args(RuleName)
    found = next((each for each in known if each == name), None)
    if found is None:
        raise ValueError(f"No rule is called “{name}”.")
    if found in SHARES:
        return Code(found, share=_share(needs) if needs else SHARES[found])
    if needs and not (needs == CASTING and found in MAY_CAST):
        raise ValueError(f"The rule “{name}” takes no “{needs}”.")
    return Code(found, casting_vote=bool(needs))


def code_in_words(code: str) -> str:
    """The rule of a code, as the register prints it. Raises ValueError as ``read_code`` does."""
    read = read_code(code)
    tie = "; the chair has a casting vote" if read.casting_vote else "; a tie is lost"
    words = {
        "unanimous_of_those_present": "Unanimous of the members present and voting",
        "simple_majority": f"Simple majority of the members present and voting{tie}",
        "every_council_consents": "Every council consents, each by the majority of its members",
        "share_of_councils": f"At least {percent(read.share)} of the councils consent, each by the "
        "majority of its members",
        "one_vote_per_council": f"One vote for each council{tie}",
        "weighted_by_ownership": f"Councils that own more than {percent(read.share)} consent",
    }
    return words[read.name]


def rule_kept(kept: Mapping[str, Any]) -> Rule:
    """The rule of a matter, from what was kept with it on the day of its submission."""
    read = read_code(kept["rule"])
    return Rule(
        quorum=kept["quorum"],
        per_council=kept["per_council"],
        abstention_breaks_unanimity=kept["abstention_breaks_unanimity"],
        name=read.name,
        casting_vote=read.casting_vote,
        share=read.share,
        weights={name: Decimal(share) for name, share in kept.get("weights", {}).items()},
    )


def _share(needs: str) -> Decimal:
    try:
        share = Decimal(needs)
    except InvalidOperation:
        raise ValueError(f"“{needs}” is not a per cent.") from None
    if not 0 < share <= 100:
        raise ValueError(f"{needs}% is not between 0 and 100.")
    return share
