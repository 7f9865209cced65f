"""What was recorded of a meeting, for the tests of drafting."""

from dataclasses import replace
from datetime import date, time

from portal.minutes.facts import Facts, Item, Named, Resolved, Seated

SENTENCE = "Carried: all eight members present voted for, and every council was represented."
SEATS = (
    Seated("Ana Reed", "Kingston", "Co-chair", True, presides=True),
    Seated("Ben Poe", "Kingston", "Member", True),
    Seated("Cal Ode", "Richmond", "Member", True, instead_of="Dee Fox"),
    Seated("Eve Hart", "Richmond", "Member", False),
)
RESOLVED = Resolved(
    "a",
    "That the framework be approved.",
    "carried",
    SENTENCE,
    unanimous=True,
    councils=("Kingston: 2 for – agrees", "Richmond: 1 for – agrees"),
)
PLAN = Item("7", "Business plan", resolved=(RESOLVED,))
FACTS = Facts(
    company="Achieving for Children",
    body="Joint committee",
    title="Joint committee",
    on_day=date(2019, 6, 24),
    starts_at="11.30am",
    venue="York House",
    seats=SEATS,
    items=(PLAN,),
    opened=time(11, 31),
)


def with_item(**changes: object) -> Facts:
    """The same meeting, whose only item of business is changed so."""
    return replace(FACTS, items=(replace(PLAN, **changes),))  # type: ignore[arg-type]


def recorded_vote(*votes: tuple[str, str], asked: bool = False) -> Facts:
    """The same meeting, where these votes on the only item were recorded by name."""
    named = tuple(Named(name, choice, asked) for name, choice in votes)
    manner = "" if asked else "Recorded vote"
    return with_item(resolved=(replace(RESOLVED, named=named, manner=manner),))
