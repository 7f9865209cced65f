"""From a frozen version to a public decision, on both databases."""

from portal.audit.queries import verify
from portal.decisions import queries
from portal.plans.models.frozen import Version
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.world import World


@both_databases
def test_three_unanimous_votes_approve_in_principle_and_open_the_version(world: World) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, matter)
    with world.scope_of(None, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, matter))
        assert standing.sentence == (
            "Approved in principle on 24 June 2019: all three recommendations carried."
        )
        assert standing.version is not None
        assert standing.version.state == "approved_in_principle"
        assert standing.version.digest == standing.matter.version_digest


@both_databases
def test_the_chain_is_whole_after_a_decision(world: World) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    decisions.decide(world, matter)
    with world.operator_of() as scope:
        verdict = verify(scope)
        assert verdict.breaks == ()
        assert verdict.events > 50


def test_the_vote_of_each_council_is_minuted_in_words(world: World, opened: str) -> None:
    for email in decisions.COMMITTEE:
        decisions.vote(world, email, opened)
    sentence = decisions.close(world, opened)
    assert sentence == (
        "Carried: all eight members present voted for, and every council was represented."
    )
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        found = decisions.recommendation(scope, opened, "a")
        assert found.per_council == [
            ["Kingston", "Kingston: 3 for – agrees"],
            ["Richmond", "Richmond: 3 for – agrees"],
            ["Windsor and Maidenhead", "Windsor and Maidenhead: 2 for – agrees"],
        ]


def test_the_public_sees_nothing_before_the_decision(world: World, opened: str) -> None:
    with world.scope_of(None, writes=False) as scope:
        assert queries.find_matter(scope, opened) is None
        assert queries.find_sitting(scope, decisions.SITTING) is None


def test_one_vote_against_an_approval_rejects_the_version(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.decide(world, matter, against=["b"])
    with world.scope_of(None, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, matter))
        assert standing.sentence == (
            "Not approved on 24 June 2019: recommendation (b) was not carried."
        )
        assert standing.version is None
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        version = scope.session.get_one(Version, decisions.find(scope, matter).version_id)
        assert (version.state, version.audience) == ("rejected", "submitted")


def test_a_note_that_is_lost_does_not_stop_the_approval(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.decide(world, matter, against=["c"])
    with world.scope_of(None, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, matter))
        assert standing.matter.outcome == "approved_in_principle"
        assert standing.sentence == (
            "Approved in principle on 24 June 2019: recommendations (a) and (b) carried; "
            "recommendation (c) did not, which does not stop it."
        )


def test_how_a_member_voted_is_public_only_if_she_asked_for_it(world: World, matter: str) -> None:
    decisions.begin(world)
    for letter in "abc":
        decisions.call(world, matter, letter)
        for email in decisions.COMMITTEE:
            named = email == "member-1@richmond.example"
            decisions.vote(world, email, matter, letter, recorded=named)
        decisions.close(world, matter, letter)
    with world.scope_of(None, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, matter))
        assert {vote.person_id for vote in standing.votes} == {
            world.person_id("member-1@richmond.example")
        }
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        assert len(queries.standing(scope, decisions.find(scope, matter)).votes) == 3
    with world.scope_of("member-1@kingston.example", writes=False) as scope:
        assert len(queries.standing(scope, decisions.find(scope, matter)).votes) == 24
