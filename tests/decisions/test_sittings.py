"""A sitting: opened on its day by those who conduct it, closed between votes."""

from datetime import timedelta

import pytest

from portal.decisions import queries
from portal.decisions.service import sittings
from portal.decisions.service.submitting import DecisionError
from tenants.scope import NotAllowedError
from tests.factories import decisions
from tests.factories.world import World

MEMBER = "member-1@richmond.example"


def test_a_sitting_opens_on_its_day_alone(world: World, matter: str) -> None:
    with world.operator_of() as operator:
        decisions.sitting(operator).on_day = operator.today().replace(day=25)
        operator.session.commit()
    with (
        world.scope_of(decisions.CLERK) as scope,
        pytest.raises(DecisionError, match="on its day, 25 June 2019"),
    ):
        sittings.open_sitting(scope, decisions.sitting(scope))


def test_a_sitting_cannot_close_while_a_vote_is_open(world: World, opened: str) -> None:
    with (
        world.scope_of(decisions.CLERK) as scope,
        pytest.raises(DecisionError, match=r"Close the vote on recommendation \(a\) first"),
    ):
        sittings.close_sitting(scope, decisions.sitting(scope))


def test_nobody_votes_once_the_sitting_is_closed(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    with world.scope_of(decisions.CLERK) as scope:
        sittings.close_sitting(scope, decisions.sitting(scope))
        scope.session.commit()
    with pytest.raises(DecisionError, match="Open the sitting first"):
        decisions.call(world, opened, "b")
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, opened))
        assert standing.sentence == (
            "The sitting closed without a vote on recommendations (b) and (c)."
        )


def forget_to_close(world: World) -> None:
    """The sitting was yesterday, and nobody has closed it."""
    with world.operator_of() as operator:
        place = decisions.sitting(operator)
        place.on_day = operator.today() - timedelta(days=1)
        operator.session.commit()


def test_a_sitting_left_open_past_its_day_takes_no_vote(world: World, opened: str) -> None:
    forget_to_close(world)
    with pytest.raises(DecisionError, match="was on 23 June 2019: votes are taken on its day only"):
        decisions.vote(world, MEMBER, opened)
    browser = world.browser(MEMBER)
    answer = browser.submit(f"/afc/decisions/{opened}/vote/a", vote="for")
    assert answer.status_code == 409
    assert "The sitting was on 23 June 2019" in answer.text
    page = browser.get(f"/afc/decisions/{opened}/vote/a").text
    assert "The day of the sitting is over." in page
    assert 'name="vote"' not in page
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        assert queries.votes_on(scope, decisions.recommendation(scope, opened, "a")) == {}


def test_a_sitting_left_open_past_its_day_needs_no_member(world: World, opened: str) -> None:
    forget_to_close(world)
    with world.scope_of(MEMBER, writes=False) as scope:
        assert queries.needs(scope) == []


def test_no_vote_is_opened_in_a_sitting_left_open_past_its_day(world: World, matter: str) -> None:
    decisions.begin(world)
    forget_to_close(world)
    with pytest.raises(DecisionError, match="votes are taken on its day only"):
        decisions.call(world, matter)


def test_the_clerk_closes_what_was_left_open_past_its_day(world: World, opened: str) -> None:
    forget_to_close(world)
    decisions.close(world, opened, confirmed=True)
    with world.scope_of(decisions.CLERK) as scope:
        assert sittings.close_sitting(scope, decisions.sitting(scope)).state == "closed"


def test_a_sitting_closed_too_early_can_be_resumed(world: World, matter: str) -> None:
    decisions.begin(world)
    with world.scope_of(decisions.CLERK) as scope:
        sittings.close_sitting(scope, decisions.sitting(scope))
        assert sittings.open_sitting(scope, decisions.sitting(scope)).state == "open"


def test_a_member_who_voted_stays_until_the_vote_is_closed(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    with (
        world.scope_of(decisions.CLERK) as scope,
        pytest.raises(DecisionError, match="Member 1 Richmond has voted"),
    ):
        sittings.mark_attendance(scope, decisions.sitting(scope), [])


def test_attendance_stands_once_the_sitting_is_closed(world: World, matter: str) -> None:
    decisions.begin(world)
    with world.scope_of(decisions.CLERK) as scope:
        sittings.close_sitting(scope, decisions.sitting(scope))
        with pytest.raises(DecisionError, match="its attendance stands"):
            sittings.mark_attendance(scope, decisions.sitting(scope), [])


def test_a_member_does_not_mark_attendance(world: World, matter: str) -> None:
    with (
        world.scope_of(MEMBER) as scope,
        pytest.raises(NotAllowedError, match="Only the clerk and the co-chairs"),
    ):
        sittings.mark_attendance(scope, decisions.sitting(scope), [])


def test_an_open_vote_needs_its_members_and_no_others(world: World, opened: str) -> None:
    with world.scope_of(MEMBER, writes=False) as scope:
        assert [need.verb for need in queries.needs(scope)] == ["Vote"]
    decisions.vote(world, MEMBER, opened)
    with world.scope_of(MEMBER, writes=False) as scope:
        assert queries.needs(scope) == []
    with world.scope_of("commissioner@richmond.example", writes=False) as scope:
        assert queries.needs(scope) == []


def test_an_open_citation_needs_the_clerk_once(world: World, matter: str) -> None:
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        needs = queries.needs(scope)
        assert [(need.verb, need.path) for need in needs] == [
            ("Settle", f"decisions/{matter}#citations")
        ]
