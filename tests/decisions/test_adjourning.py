"""A sitting that is adjourned goes on later; meanwhile nobody votes."""

import pytest

from portal.decisions.service import sittings, voting
from portal.decisions.service.checks import DecisionError
from tests.factories import decisions
from tests.factories.world import World


def adjourn(world: World, because: str = "A fire alarm.") -> None:
    """The clerk adjourns the sitting."""
    with world.scope_of(decisions.CLERK) as scope:
        sittings.adjourn_sitting(scope, decisions.sitting(scope), because)
        scope.session.commit()


def test_no_vote_is_opened_while_the_sitting_is_adjourned(world: World, matter: str) -> None:
    decisions.begin(world)
    adjourn(world)
    with world.scope_of(decisions.CLERK) as scope:
        first = decisions.recommendation(scope, matter, "a")
        with pytest.raises(DecisionError, match="Resume the sitting first"):
            voting.open_vote(scope, first)


def test_a_sitting_is_not_adjourned_while_a_vote_is_open(world: World, opened: str) -> None:
    with pytest.raises(DecisionError, match=r"Close the vote on recommendation \(a\) first"):
        adjourn(world)


def test_an_adjournment_has_a_reason(world: World, matter: str) -> None:
    decisions.begin(world)
    with pytest.raises(DecisionError, match="Enter why the meeting is adjourned"):
        adjourn(world, " ")


def test_an_adjourned_sitting_is_resumed_and_votes_are_held(world: World, matter: str) -> None:
    decisions.begin(world)
    adjourn(world)
    with world.scope_of(decisions.CLERK) as scope:
        assert sittings.open_sitting(scope, decisions.sitting(scope)).state == "open"
        scope.session.commit()
    decisions.call(world, matter)


def test_an_adjourned_sitting_can_be_closed_for_good(world: World, matter: str) -> None:
    decisions.begin(world)
    adjourn(world)
    with world.scope_of(decisions.CLERK) as scope:
        assert sittings.close_sitting(scope, decisions.sitting(scope)).state == "closed"
