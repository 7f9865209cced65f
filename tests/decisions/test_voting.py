"""Who may vote, when, and what is refused without changing anything."""

import pytest

from portal.decisions import queries
from portal.decisions.service import sittings, voting
from portal.decisions.service.submitting import DecisionError
from tenants.scope import NotAllowedError
from tests.factories import decisions
from tests.factories.world import World

MEMBER = "member-1@kingston.example"
AT = "/afc/decisions"


def choices(world: World, matter: str, letter: str = "a") -> dict[int, str]:
    """What the body's clerk reads: each person's vote."""
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        found = queries.votes_on(scope, decisions.recommendation(scope, matter, letter))
        return {vote.person_id: vote.choice for vote in found.values()}


def test_a_vote_is_counted_for_its_member(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    assert choices(world, opened) == {world.person_id(MEMBER): "for"}


def test_a_vote_can_be_changed_until_it_is_closed(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    decisions.vote(world, MEMBER, opened, choice="against")
    assert choices(world, opened) == {world.person_id(MEMBER): "against"}


@pytest.mark.parametrize(
    "email", ["commissioner@kingston.example", decisions.CLERK, decisions.DIRECTOR]
)
def test_a_vote_by_somebody_who_is_no_member_is_refused(
    world: World, opened: str, email: str
) -> None:
    with pytest.raises(NotAllowedError, match="Only voting members"):
        decisions.vote(world, email, opened)
    answer = world.browser(email).submit(f"{AT}/{opened}/vote/a", vote="for")
    assert answer.status_code == 403
    assert choices(world, opened) == {}


def test_a_vote_from_another_company_finds_nothing(world: World, opened: str) -> None:
    answer = world.browser("member-1@sunderland.example").submit(
        f"{AT}/{opened}/vote/a", vote="for"
    )
    assert answer.status_code == 404
    assert choices(world, opened) == {}


def test_a_vote_after_closing_is_refused_and_changes_nothing(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    decisions.close(world, opened, confirmed=True)
    with pytest.raises(DecisionError, match="is closed: votes stand as they were cast"):
        decisions.vote(world, MEMBER, opened, choice="against")
    answer = world.browser(MEMBER).submit(f"{AT}/{opened}/vote/a", vote="against")
    assert answer.status_code == 409
    assert "is closed: votes stand as they were cast" in answer.text
    assert choices(world, opened) == {world.person_id(MEMBER): "for"}


def test_a_vote_before_opening_is_refused(world: World, opened: str) -> None:
    answer = world.browser(MEMBER).submit(f"{AT}/{opened}/vote/b", vote="for")
    assert answer.status_code == 409
    assert "has not been opened yet" in answer.text
    assert choices(world, opened, "b") == {}


def test_a_member_who_is_away_cannot_vote(world: World, matter: str) -> None:
    decisions.begin(world, away=[MEMBER])
    decisions.call(world, matter)
    answer = world.browser(MEMBER).submit(f"{AT}/{matter}/vote/a", vote="for")
    assert answer.status_code == 409
    assert "You are not marked present" in answer.text
    assert choices(world, matter) == {}


def test_a_vote_cannot_be_opened_before_the_sitting(world: World, matter: str) -> None:
    with pytest.raises(DecisionError, match="Open the sitting first"):
        decisions.call(world, matter)


def test_one_vote_is_open_at_a_time(world: World, opened: str) -> None:
    with pytest.raises(DecisionError, match=r"Close the vote on recommendation \(a\) first"):
        decisions.call(world, opened, "b")


def test_a_vote_opens_once(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    with pytest.raises(DecisionError, match="has been opened already"):
        decisions.call(world, opened)


def test_no_vote_is_opened_without_a_quorum(world: World, matter: str) -> None:
    windsor = [email for email in decisions.COMMITTEE if "windsor" in email]
    decisions.begin(world, away=windsor)
    with pytest.raises(DecisionError, match="Windsor and Maidenhead has no member present"):
        decisions.call(world, matter)


def test_a_quorum_lost_during_the_vote_decides_nothing(world: World, opened: str) -> None:
    windsor = {world.person_id(email) for email in decisions.COMMITTEE if "windsor" in email}
    with world.scope_of(decisions.CLERK) as scope:
        seats = queries.seats(scope, decisions.sitting(scope))
        staying = [seat.appointment_id for seat in seats if seat.person_id not in windsor]
        sittings.mark_attendance(scope, decisions.sitting(scope), staying)
        scope.session.commit()
    sentence = decisions.close(world, opened, confirmed=True)
    assert sentence.startswith("No decision, the meeting is inquorate")


def test_closing_with_members_still_to_vote_has_to_be_confirmed(world: World, opened: str) -> None:
    voters = [email for email in decisions.COMMITTEE if email != MEMBER]
    for email in voters:
        decisions.vote(world, email, opened)
    with pytest.raises(voting.UnvotedError, match="Member 1 Kingston has not voted yet"):
        decisions.close(world, opened)
    assert "One member present did not vote." in decisions.close(world, opened, confirmed=True)


def test_a_member_cannot_close_the_vote(world: World, opened: str) -> None:
    with (
        world.scope_of(MEMBER) as scope,
        pytest.raises(NotAllowedError, match="Only the clerk and the co-chairs"),
    ):
        voting.close_vote(scope, decisions.recommendation(scope, opened, "a"))


def test_closing_twice_is_refused(world: World, opened: str) -> None:
    decisions.close(world, opened, confirmed=True)
    with pytest.raises(DecisionError, match="is not open"):
        decisions.close(world, opened, confirmed=True)


def test_how_others_voted_is_no_commissioners_to_read(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened)
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        assert queries.votes_on(scope, decisions.recommendation(scope, opened, "a")) == {}
