"""Whoever declared an interest that bars her does not vote, is not waited for, is not counted."""

import pytest

from portal.audit.queries import verify
from portal.decisions import queries
from portal.decisions.queries.waiting import needs
from portal.decisions.service import voting
from portal.decisions.service.submitting import DecisionError
from tests.both import both_databases
from tests.factories import decisions, interests
from tests.factories.interests import CLERK, MEMBER
from tests.factories.world import World
from tests.queries import count_queries

AT = "/afc/decisions"
OTHERS = tuple(email for email in decisions.COMMITTEE if email != MEMBER)


def asked_to_vote(world: World, email: str) -> bool:
    with world.scope_of(email, writes=False) as scope:
        return any(need.verb == "Vote" for need in needs(scope))


@both_databases
def test_a_barred_member_cannot_vote_and_is_told_why(world: World, opened: str) -> None:
    interests.declare(world, opened)
    with pytest.raises(DecisionError, match="you may neither speak nor vote on it"):
        decisions.vote(world, MEMBER, opened)


def test_the_ballot_says_why_and_has_no_buttons(world: World, opened: str) -> None:
    interests.declare(world, opened)
    browser = world.browser(MEMBER)
    page = browser.get(f"{AT}/{opened}/vote/a")
    assert page.status_code == 200
    assert "so you may neither speak nor vote on it (Localism Act 2011, section 31)" in page.text
    assert 'name="vote"' not in page.text
    answer = browser.submit(f"{AT}/{opened}/vote/a", vote="for")
    assert answer.status_code == 409
    assert "you may neither speak nor vote on it" in answer.text


def test_the_ballot_of_somebody_without_an_interest_leads_to_declaring_one(
    world: World, opened: str
) -> None:
    page = world.browser(MEMBER).get(f"{AT}/{opened}/vote/a")
    assert "No interest declared." in page.text
    assert f'href="{AT}/{opened}/interests"' in page.text


def test_with_a_dispensation_she_votes(world: World, opened: str) -> None:
    interests.declare(world, opened)
    interests.grant(world)
    decisions.vote(world, MEMBER, opened)


def test_who_left_the_room_does_not_vote_until_she_is_back(world: World, opened: str) -> None:
    number = interests.declare(world, opened, kind="registrable")
    interests.leave(world, opened, number)
    with pytest.raises(DecisionError, match="Tell the clerk if you are back"):
        decisions.vote(world, MEMBER, opened)
    interests.leave(world, opened, number, left=False)
    decisions.vote(world, MEMBER, opened)


def test_a_barred_member_is_not_asked_to_vote(world: World, opened: str) -> None:
    assert asked_to_vote(world, MEMBER)
    interests.declare(world, opened)
    assert not asked_to_vote(world, MEMBER)
    assert asked_to_vote(world, "member-2@kingston.example")


@both_databases
def test_nobody_waits_for_her_and_the_outcome_says_that_she_took_no_part(
    world: World, opened: str
) -> None:
    interests.declare(world, opened)
    for email in OTHERS:
        decisions.vote(world, email, opened)
    sentence = decisions.close(world, opened)
    assert sentence == (
        "Carried: all seven members present voted for, and every council was represented."
        " One member had declared an interest and took no part."
    )


def test_she_is_neither_silent_nor_absent_in_the_count(world: World, opened: str) -> None:
    interests.declare(world, opened)
    for email in OTHERS:
        decisions.vote(world, email, opened)
    decisions.close(world, opened)
    with world.scope_of(CLERK, writes=False) as scope:
        tally = decisions.recommendation(scope, opened, "a").tally or []
    kingston = next(each for each in tally if each["slug"] == "kingston")
    assert (kingston["for"], kingston["silent"], kingston["absent"]) == (2, 0, 0)


@both_databases
def test_a_vote_cast_before_she_declared_is_set_aside_at_closing(world: World, opened: str) -> None:
    decisions.vote(world, MEMBER, opened, choice="against")
    interests.declare(world, opened)
    for email in OTHERS:
        decisions.vote(world, email, opened)
    assert decisions.close(world, opened).startswith("Carried: all seven members present voted for")
    page = world.browser(CLERK).get(f"{AT}/{opened}")
    assert "set aside, since an interest was declared before the vote closed" in page.text
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.whole, verdict.breaks


def test_a_vote_that_closed_before_she_declared_stands(world: World, opened: str) -> None:
    for email in decisions.COMMITTEE:
        decisions.vote(world, email, opened)
    decisions.close(world, opened)
    interests.declare(world, opened)
    page = world.browser(CLERK).get(f"{AT}/{opened}")
    assert "set aside" not in page.text
    assert "all eight members present voted for" in page.text


def test_a_council_whose_members_are_all_barred_breaks_the_quorum(
    world: World, matter: str
) -> None:
    decisions.begin(world)
    for email in decisions.COMMITTEE:
        if "windsor" in email:
            interests.declare(world, matter, email)
    with pytest.raises(DecisionError, match="Windsor and Maidenhead has no member present"):
        decisions.call(world, matter)


def test_what_was_declared_is_public_once_the_matter_is_decided(world: World, opened: str) -> None:
    interests.declare(world, opened)
    interests.grant(world, "member-2@kingston.example", matter=opened)
    for email in OTHERS:
        decisions.vote(world, email, opened)
    decisions.close(world, opened)
    for letter in "bc":
        decisions.call(world, opened, letter)
        for email in OTHERS:
            decisions.vote(world, email, opened, letter)
        decisions.close(world, opened, letter)
    page = world.browser().get(f"{AT}/{opened}/interests")
    assert "Her firm supplies the company." in page.text
    assert "may neither speak nor vote on this matter" in page.text
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_the_sitting_and_the_matter_say_who_takes_no_part(world: World, opened: str) -> None:
    interests.declare(world, opened)
    words = "Member 1 Kingston declared a disclosable pecuniary interest"
    for path in (f"{AT}/{opened}", f"{AT}/{opened}/sitting"):
        assert words in world.browser(CLERK).get(path).text


def test_the_clerk_closes_only_once_those_who_take_part_have_voted(
    world: World, opened: str
) -> None:
    interests.declare(world, opened)
    with pytest.raises(voting.UnvotedError) as unvoted:
        decisions.close(world, opened)
    assert "Member 1 Kingston" not in unvoted.value.names


def asked_for_standing(world: World, matter: str) -> int:
    with world.scope_of(CLERK, writes=False) as scope:
        found = decisions.find(scope, matter)
        assert scope.areas
        with count_queries() as asked:
            queries.standing(scope, found)
        return len(asked)


def test_the_standing_of_a_matter_reads_all_interests_in_one_query(
    world: World, opened: str
) -> None:
    before = asked_for_standing(world, opened)
    for email in decisions.COMMITTEE:
        interests.declare(world, opened, email)
        interests.grant(world, email)
        interests.enter(world, email, what="Director of Achieving for Children")
    assert asked_for_standing(world, opened) == before <= 7
    with world.scope_of(CLERK, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, opened))
        assert all(each.two_hats for each in standing.interests.values())
        assert len(standing.voters) == len(decisions.COMMITTEE)
