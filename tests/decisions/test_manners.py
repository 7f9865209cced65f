"""Devices, a show of hands, a recorded vote: one result, whichever way the votes are taken."""

import pytest

from portal.audit import queries as audit
from portal.decisions import queries
from portal.decisions.rules.hands import Hands
from portal.decisions.service import body_settings, counting, sittings, voting
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.counting import CountError
from tenants.models import Body
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import decisions, manners
from tests.factories.decisions import CLERK, COMMITTEE
from tests.factories.world import World

MANNERS = ("devices", "show_of_hands", "recorded")
MEMBER = "member-1@kingston.example"
SPLIT = {email: "against" if email == MEMBER else "for" for email in COMMITTEE}
MIXED = {email: "abstain" if "windsor" in email else "for" for email in COMMITTEE[:-1]}


def closed(world: World, slug: str) -> tuple[str | None, str | None, object, object]:
    """What was minuted of recommendation (a)."""
    with world.scope_of(CLERK, writes=False) as scope:
        found = decisions.recommendation(scope, slug, "a")
        return found.result, found.sentence, found.per_council, found.tally


@pytest.fixture
def sitting(world: World, matter: str) -> str:
    """The sitting is open, and everybody is there but the last member."""
    decisions.begin(world, away=COMMITTEE[-1:])
    return matter


@both_databases
def test_every_manner_comes_to_the_same_minutes(world: World, sitting: str) -> None:
    found = []
    for letter, manner in zip("abc", MANNERS, strict=True):
        manners.open_in(world, sitting, manner, letter)
        manners.take(world, sitting, manner, MIXED, letter)
        decisions.close(world, sitting, letter)
        with world.scope_of(CLERK, writes=False) as scope:
            each = decisions.recommendation(scope, sitting, letter)
            found.append((each.result, each.sentence, each.per_council, each.tally))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == "carried"


@pytest.mark.parametrize("manner", MANNERS)
def test_one_vote_against_is_lost_in_every_manner(world: World, sitting: str, manner: str) -> None:
    there = {email: choice for email, choice in SPLIT.items() if email != COMMITTEE[-1]}
    manners.open_in(world, sitting, manner)
    manners.take(world, sitting, manner, there)
    sentence = decisions.close(world, sitting)
    assert sentence.startswith("Not carried: one member voted against")
    assert closed(world, sitting)[0] == "lost"


def test_more_hands_than_members_there_are_refused(world: World, sitting: str) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    with world.scope_of(CLERK) as scope:
        found = decisions.recommendation(scope, sitting, "a")
        with pytest.raises(CountError, match="Kingston: 4 hands, but three members who can vote"):
            counting.count_hands(scope, found, {1: Hands(4)})
        with pytest.raises(CountError, match="Maidenhead: 2 hands, but one member"):
            counting.count_hands(scope, found, {3: Hands(1, 1)})
        assert not scope.session.new


def test_hands_can_be_counted_again_until_the_vote_is_closed(world: World, sitting: str) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE, "against"))
    manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE, "for"))
    assert decisions.close(world, sitting).startswith("Carried")
    with pytest.raises(DecisionError, match="is closed: votes stand"):
        manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE, "against"))


def test_a_member_can_have_her_own_vote_recorded_in_a_show_of_hands(
    world: World, sitting: str
) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    manners.call(world, sitting, MEMBER, "against")
    with pytest.raises(CountError, match="one vote against was recorded by name"):
        manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE, "for"))
    manners.raise_hands(world, sitting, SPLIT)
    assert "one member voted against" in decisions.close(world, sitting)
    with world.scope_of(CLERK, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, sitting))
        [vote] = standing.votes_on(standing.recommendations[0]).values()
        assert (vote.person_id, vote.recorded) == (world.person_id(MEMBER), True)


def test_a_council_whose_hands_were_not_counted_is_asked_about(world: World, sitting: str) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    with world.scope_of(CLERK) as scope:
        found = decisions.recommendation(scope, sitting, "a")
        counting.count_hands(scope, found, {1: Hands(3)})
        with pytest.raises(voting.UnvotedError, match="Richmond and Windsor and Maidenhead have"):
            voting.close_vote(scope, found)


def test_a_device_casts_no_vote_where_the_clerk_takes_them(world: World, sitting: str) -> None:
    manners.open_in(world, sitting, "recorded")
    with pytest.raises(DecisionError, match="This is a recorded vote: the clerk enters it"):
        decisions.vote(world, MEMBER, sitting)


def test_the_clerk_takes_no_vote_of_somebody_who_is_not_there(world: World, sitting: str) -> None:
    manners.open_in(world, sitting, "recorded")
    with pytest.raises(DecisionError, match="is not there to vote"):
        manners.call(world, sitting, COMMITTEE[-1], "for")


def test_a_recorded_vote_is_public_by_name_once_the_matter_is_decided(
    world: World, sitting: str
) -> None:
    for letter in "abc":
        manners.open_in(world, sitting, "recorded", letter)
        manners.take(world, sitting, "recorded", MIXED, letter)
        decisions.close(world, sitting, letter)
    page = world.browser().get(f"/afc/decisions/{sitting}")
    assert "Member 1 Kingston" in page.text
    with world.operator_of() as scope:
        assert audit.verify(scope).whole


def test_members_require_a_recorded_vote_as_the_body_s_rule_has_it(
    world: World, sitting: str
) -> None:
    with world.scope_of(CLERK) as scope:
        body = scope.session.get_one(Body, decisions.sitting(scope).body_id)
        found = decisions.recommendation(scope, sitting, "a")
        seats = [s.appointment_id for s in queries.seats(scope, decisions.sitting(scope))][:2]
        with pytest.raises(DecisionError, match="has no rule by which members require"):
            voting.open_vote(scope, found, "recorded", seats)
        body_settings.change_setting(scope, body, "recorded_vote_members", "2", scope.today())
        with pytest.raises(DecisionError, match="One member present requires"):
            voting.open_vote(scope, found, "recorded", seats[:1])
        opened = voting.open_vote(scope, found, "recorded", seats)
        assert opened.required_by == ["Co Chair Kingston", "Member 1 Kingston"]


@pytest.mark.parametrize("email", [MEMBER, decisions.DIRECTOR])
def test_nobody_but_who_conducts_the_sitting_enters_votes(
    world: World, sitting: str, email: str
) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    with world.scope_of(email) as scope, pytest.raises(NotAllowedError):
        counting.count_hands(scope, decisions.recommendation(scope, sitting, "a"), {1: Hands(3)})


def leave(world: World, slug: str, email: str) -> None:
    """One member goes, as the clerk marks it."""
    with world.scope_of(CLERK) as scope:
        found = queries.find_matter(scope, slug)
        assert found is not None
        sitting = queries.sitting_of(scope, found)
        here = {seat.appointment_id for seat in queries.seats(scope, sitting) if seat.present}
        with world.scope_of(email, writes=False) as hers:
            going = {hat.appointment_id for hat in hers.hats}
        sittings.mark_attendance(scope, sitting, here - going)
        scope.session.commit()


def test_nobody_whose_councils_hands_are_counted_leaves_before_the_vote_is_closed(
    world: World, sitting: str
) -> None:
    manners.open_in(world, sitting, "show_of_hands")
    manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE[:-1], "for"))
    with pytest.raises(DecisionError, match="close that vote first"):
        leave(world, sitting, MEMBER)


def test_a_member_who_left_after_a_count_of_hands_lets_the_page_be_read(
    world: World, sitting: str
) -> None:
    manners.open_in(world, sitting, "show_of_hands", "c")
    manners.raise_hands(world, sitting, dict.fromkeys(COMMITTEE[:-1], "for"), "c")
    decisions.close(world, sitting, "c")
    leave(world, sitting, MEMBER)
    answer = world.browser(CLERK).get(f"/afc/decisions/{sitting}/sitting")
    assert answer.status_code == 200
    assert "Quorate: six members present." in answer.text
