"""A meeting in its course: who comes and goes, items in order, motions, adjournments."""

from datetime import time

import pytest

from portal.chamber import queries
from portal.chamber.service import conducting, moving
from portal.chamber.service.conducting import ChamberError
from portal.chamber.service.moving import Moving
from portal.decisions.service import sittings, voting
from portal.decisions.service.checks import DecisionError
from portal.interests import declaring, members
from portal.minutes.gathering import facts_of
from tenants.clock import CIVIL
from tenants.scope import NotAllowedError
from tests.factories import decisions, meeting, minutes
from tests.factories.world import World

MEMBER = "member-1@kingston.example"
OTHER = "member-1@richmond.example"


@pytest.fixture
def opened(world: World) -> str:
    """A meeting that is open with all eight there; its item on the plan is being taken."""
    decisions.submit(world)
    slug = minutes.arrange(world)
    decisions.begin(world)
    minutes.take(world, slug, _plan(world, slug))
    return slug


def _plan(world: World, slug: str) -> int:
    with world.scope_of(meeting.CLERK) as scope:
        return minutes.item_of(scope, slug, kind="matter").number


def leave(world: World, slug: str, email: str, at: time | None = None) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, slug)
        seat = minutes.seat(scope, world, found, email)
        conducting.come_or_leave(scope, found, seat, present=False, at=at)
        scope.session.commit()


def test_who_leaves_is_minuted_with_the_time_and_the_item(world: World, opened: str) -> None:
    leave(world, opened, MEMBER)
    with world.scope_of(meeting.CLERK) as scope:
        movements = facts_of(scope, meeting.found(scope, opened)).movements
    number = _plan(world, opened)
    assert [(each.name, each.arrived, each.during) for each in movements] == [
        ("Member 1 Kingston", False, str(number))
    ]


def test_the_clerk_may_say_at_what_time_somebody_left(world: World, opened: str) -> None:
    leave(world, opened, MEMBER, time(0, 1))
    with world.scope_of(meeting.CLERK) as scope:
        row = queries.movements(scope, meeting.found(scope, opened).id)[-1]
        assert row.at.astimezone(CIVIL).time() == time(0, 1)


def test_a_time_that_is_still_to_come_is_refused(world: World, opened: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        if scope.now().astimezone(CIVIL).time() >= time(23, 58):
            return
    with pytest.raises(ChamberError, match="time that has passed"):
        leave(world, opened, MEMBER, time(23, 59))


def test_the_quorum_follows_at_once(world: World, opened: str) -> None:
    for email in ("co-chair", "member-1"):
        leave(world, opened, f"{email}@windsor-and-maidenhead.example")
    with world.scope_of(meeting.CLERK) as scope:
        course = queries.course(scope, meeting.found(scope, opened))
        assert "Windsor and Maidenhead has no member present" in course.quorum_sentence


def test_nobody_leaves_in_the_middle_of_her_own_vote(world: World, opened: str) -> None:
    slug = "business-plan-framework-and-priorities"
    decisions.call(world, slug)
    decisions.vote(world, MEMBER, slug)
    with pytest.raises(DecisionError, match="has voted on recommendation"):
        leave(world, opened, MEMBER)


def test_an_item_is_not_taken_while_a_vote_is_open(world: World, opened: str) -> None:
    decisions.call(world, "business-plan-framework-and-priorities")
    with pytest.raises(ChamberError, match="Close the vote"):
        minutes.take(world, opened, 1)


def test_no_vote_is_opened_and_no_item_taken_while_adjourned(world: World, opened: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        sittings.adjourn_sitting(scope, decisions.sitting(scope), "A fire alarm.")
        scope.session.commit()
    with world.scope_of(meeting.CLERK) as scope:
        letter = decisions.recommendation(scope, "business-plan-framework-and-priorities", "a")
        with pytest.raises(DecisionError, match="Resume the sitting first"):
            voting.open_vote(scope, letter)
    with pytest.raises(ChamberError, match="adjourned"):
        minutes.take(world, opened, 1)


def test_who_moved_and_seconded_is_minuted(world: World, opened: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, opened)
        item = minutes.item_of(scope, opened, kind="matter")
        mover, seconder = (minutes.seat(scope, world, found, each) for each in (MEMBER, OTHER))
        moving.move(scope, found, item, Moving(mover, seconder, letter="a"))
        amendment = moving.move_amendment(
            scope, found, item, Moving(seconder, letter="a", words="Leave out “each”.")
        )
        moving.settle_amendment(scope, amendment, "lost")
        facts = next(each for each in facts_of(scope, found).items if each.resolved)
        assert facts.resolved[0].moved is not None
        assert (facts.resolved[0].moved.mover, facts.resolved[0].moved.seconder) == (
            "Member 1 Kingston",
            "Member 1 Richmond",
        )
        assert [(each.words, each.outcome) for each in facts.amendments] == [
            ("Leave out “each”.", "lost")
        ]


def test_nobody_seconds_her_own_motion(world: World, opened: str) -> None:
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, opened)
        seat = minutes.seat(scope, world, found, MEMBER)
        item = minutes.item_of(scope, opened, kind="matter")
        with pytest.raises(ChamberError, match="her own motion"):
            moving.move(scope, found, item, Moving(seat, seat, letter="a"))


def test_a_member_whom_an_interest_bars_moves_nothing(world: World, opened: str) -> None:
    with world.scope_of(MEMBER) as scope:
        member = members.find_member(scope, scope.person_id)
        assert member is not None
        details = declaring.DeclarationDetails("disclosable", "a contract")
        matter = decisions.find(scope, "business-plan-framework-and-priorities")
        declaring.declare(scope, matter, member, details)
        scope.session.commit()
    with world.scope_of(meeting.CLERK) as scope:
        found = meeting.found(scope, opened)
        seat = minutes.seat(scope, world, found, MEMBER)
        item = minutes.item_of(scope, opened, kind="matter")
        with pytest.raises(ChamberError, match="disclosable pecuniary interest"):
            moving.move(scope, found, item, Moving(seat, letter="a"))


def test_a_member_records_nothing(world: World, opened: str) -> None:
    with world.scope_of(MEMBER) as scope:
        found = meeting.found(scope, opened)
        seat = minutes.seat(scope, world, found, MEMBER)
        with pytest.raises(NotAllowedError):
            conducting.preside(scope, found, seat)
