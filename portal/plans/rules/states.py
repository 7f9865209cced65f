"""The states a version passes through, and which move leads from one to the next. No I/O.

Decided states are kept. Whether an approved version is in force or superseded follows from its days
alone, so that it comes into force when its day has come and nobody has to be there.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

APPROVED = frozenset({"approved", "approved_as_amended"})
"""States from which a version can come into force: never one approved in principle."""
UNDECIDED = frozenset({"frozen", "submitted", "deferred"})
"""Nothing was decided for or against it: it can be withdrawn."""
NEVER_STANDS_IN = frozenset({"rejected", "withdrawn"})
"""What never takes the place of an older text: it is read as a version only."""

MOVES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "frozen": {"submit": "submitted", "withdraw": "withdrawn"},
        "submitted": {
            "put_back": "frozen",
            "approve_in_principle": "approved_in_principle",
            "approve": "approved",
            "approve_as_amended": "approved_as_amended",
            "defer": "deferred",
            "reject": "rejected",
            "withdraw": "withdrawn",
        },
        "deferred": {"submit": "submitted", "withdraw": "withdrawn"},
        "approved_in_principle": {},
        "approved": {"bring_into_force": "in_force"},
        "approved_as_amended": {"bring_into_force": "in_force"},
        "rejected": {},
        "withdrawn": {},
        "in_force": {"supersede": "superseded"},
        "superseded": {},
    }
)
"""From each state, where each verb leads. What is not here is not allowed."""

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "submit": "Only a frozen version that is not before a body yet can be submitted.",
        "withdraw": "Only a version on which nothing was decided can be withdrawn.",
        "bring_into_force": "Only a version that was approved can come into force, once; "
        "approval in principle is not enough.",
        "supersede": "Only the version in force can be superseded.",
    }
)
BEFORE_A_BODY = "Only a version that is before a body can be decided on."


class MoveError(ValueError):
    """A version in this state cannot be moved so. Says why, in words."""


def moved(state: str, verb: str) -> str:
    """The state that a verb leads to. Raises MoveError."""
    try:
        return MOVES[state][verb]
    except KeyError:
        raise MoveError(REFUSALS.get(verb, BEFORE_A_BODY)) from None


def state_on(decided: str, first: date | None, until: date | None, day: date) -> str:
    """The state on a day of the company's, from the decided state and the days in force.

    In force from ``first``, that day included, to ``until``, that day not included. One that ended
    before it began was superseded without ever having been in force.
    """
    if first is not None and until is not None and until <= first:
        return "superseded"
    if first is None or day < first:
        return decided
    return "superseded" if until is not None and day >= until else "in_force"
