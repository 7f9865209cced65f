"""Which move is allowed from which state: the whole table, and the states that days make."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans import sayings
from portal.plans.rules import states
from portal.plans.rules.states import MOVES, MoveError, moved, state_on

ALLOWED = {
    ("frozen", "submit", "submitted"),
    ("frozen", "withdraw", "withdrawn"),
    ("submitted", "put_back", "frozen"),
    ("submitted", "approve_in_principle", "approved_in_principle"),
    ("submitted", "approve", "approved"),
    ("submitted", "approve_as_amended", "approved_as_amended"),
    ("submitted", "defer", "deferred"),
    ("submitted", "reject", "rejected"),
    ("submitted", "withdraw", "withdrawn"),
    ("deferred", "submit", "submitted"),
    ("deferred", "withdraw", "withdrawn"),
    ("approved", "bring_into_force", "in_force"),
    ("approved_as_amended", "bring_into_force", "in_force"),
    ("in_force", "supersede", "superseded"),
}
"""Written down a second time, so that a slip in the table shows."""
STATES = sorted({*MOVES, *(end for _, _, end in ALLOWED)})
VERBS = sorted({verb for _, verb, _ in ALLOWED})
DAY = date(2019, 10, 1)
DAYS = st.dates(date(2019, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_move_leads_where_the_design_says_or_is_refused_in_words(state: str, verb: str) -> None:
    ends = [end for start, by, end in ALLOWED if (start, by) == (state, verb)]
    if ends:
        assert moved(state, verb) == ends[0]
    else:
        with pytest.raises(MoveError, match=r"^Only .*\.$"):
            moved(state, verb)


def test_the_table_allows_nothing_else() -> None:
    there = {(start, verb, end) for start, by in MOVES.items() for verb, end in by.items()}
    assert there == ALLOWED


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_words(state: str) -> None:
    assert sayings.STATES[state]


def test_what_was_approved_in_principle_never_comes_into_force() -> None:
    assert "approved_in_principle" not in states.APPROVED


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (DAY - timedelta(days=1), "approved"),
        (DAY, "in_force"),
        (DAY + timedelta(days=29), "in_force"),
        (DAY + timedelta(days=30), "superseded"),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(day: date, state: str) -> None:
    assert state_on("approved", DAY, DAY + timedelta(days=30), day) == state


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)])
def test_what_ended_before_it_began_was_never_in_force(day: date) -> None:
    assert state_on("approved", DAY, DAY, day) == "superseded"


@given(DAYS)
def test_without_a_day_an_approved_version_is_only_approved(day: date) -> None:
    assert state_on("approved", None, None, day) == "approved"


@given(st.lists(DAYS, min_size=1, max_size=5, unique=True), DAYS)
def test_of_versions_that_follow_each_other_one_is_in_force_from_the_first_day(
    begins: list[date], day: date
) -> None:
    firsts = sorted(begins)
    found = [
        state_on("approved", first, until, day)
        for first, until in zip(firsts, [*firsts[1:], None], strict=True)
    ]
    assert found.count("in_force") == (1 if day >= firsts[0] else 0)
