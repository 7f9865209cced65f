"""A show of hands read by the rules: the same as the votes whose hands were counted."""

from collections import Counter
from decimal import Decimal
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from portal.decisions.rules import Rule, RuleName, Seat, decide
from portal.decisions.rules.hands import Hands, spread
from portal.decisions.rules.seats import Choice

COUNCILS = ("Ash", "Birch", "Cedar")
WEIGHTS = {"Ash": Decimal(40), "Birch": Decimal(40), "Cedar": Decimal(20)}
choices = st.sampled_from(["for", "against", "abstain", None])
drawn_seats = st.lists(
    st.tuples(st.sampled_from(COUNCILS), choices, st.booleans(), st.booleans()), max_size=9
)
rules = st.builds(
    Rule,
    quorum=st.integers(0, 4),
    per_council=st.integers(0, 1),
    abstention_breaks_unanimity=st.booleans(),
    name=st.sampled_from(get_args(RuleName)),
    casting_vote=st.booleans(),
    weights=st.just(WEIGHTS),
)


def seats_of(drawn: list[tuple[str, Choice | None, bool, bool]]) -> list[Seat]:
    """Seats, some of whose members have left with an interest."""
    return [
        Seat(str(n), council, True, None if left else choice, left=left)
        for n, (council, choice, _, left) in enumerate(drawn)
    ]


def hands_of(seats: list[Seat]) -> dict[str, Hands]:
    """The hands that a clerk counts."""
    found = {}
    for council in {seat.council for seat in seats}:
        count = Counter(seat.choice for seat in seats if seat.council == council)
        found[council] = Hands(count["for"], count["against"], count["abstain"])
    return found


@given(drawn_seats, rules, st.sampled_from(["for", "against", None]))
def test_hands_decide_as_the_votes_that_were_counted(
    drawn: list[tuple[str, Choice | None, bool, bool]], rule: Rule, casting: Choice | None
) -> None:
    seats = seats_of(drawn)
    # Some of them have their own vote recorded by name; the others raise their hands alone.
    named = [
        seat if by_name else Seat(seat.id, seat.council, True, None, left=seat.left)
        for seat, (_, _, by_name, _) in zip(seats, drawn, strict=True)
    ]
    counted = spread(named, hands_of(seats))
    assert decide(rule, COUNCILS, counted, True, casting) == decide(
        rule, COUNCILS, seats, True, casting
    )
    for seat, before in zip(counted, named, strict=True):
        assert before.choice is None or seat.choice == before.choice
