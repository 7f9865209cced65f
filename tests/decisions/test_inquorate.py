"""A vote closed without a quorum decides nothing: the version is put before another sitting."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.queries import verify
from portal.decisions import queries
from portal.decisions.service import submitting as service
from portal.decisions.service.submitting import SittingDetails
from portal.plans.models.frozen import Version
from portal.plans.service import PlanError, versioning
from tenants.models import Body
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import decisions
from tests.factories.plans import PLANS
from tests.factories.world import World

PLAN = f"/afc/plans/{PLANS['afc']}/"
MEMBER = "member-1@kingston.example"
COMMISSIONER = "commissioner@richmond.example"
AGAIN = "joint-committee-2019-07-01"
NOTHING = (
    "Nothing was decided on 24 June 2019: too few members were present for recommendation (b)."
)


@pytest.fixture
def undecided(world: World) -> str:
    """A matter on which nothing was decided: Windsor's members left during the vote on (b)."""
    matter = decisions.submit(world)
    decisions.begin(world)
    for letter in "abc":
        if letter == "c":
            back(world)
        decisions.call(world, matter, letter)
        if letter == "b":
            decisions.leave(world, "windsor-and-maidenhead")
        else:
            for email in decisions.COMMITTEE:
                decisions.vote(world, email, matter, letter)
        decisions.close(world, matter, letter, confirmed=True)
    return matter


def back(world: World) -> None:
    """Everybody is in the room again."""
    decisions.leave(world, "nowhere")


def version_of(scope: Scope) -> Version:
    return scope.session.scalars(select(Version)).one()


def submit_again(world: World) -> str:
    """The operator plans a sitting a week later; the director submits the version to it."""
    with world.operator_of() as operator:
        body = operator.session.scalars(select(Body).where(Body.slug == "joint-committee")).one()
        day = operator.today() + timedelta(days=7)
        details = SittingDetails(AGAIN, "Joint committee", day, "11.30am", "York House")
        service.plan_sitting(operator, body, details)
        operator.session.commit()
    with world.scope_of(decisions.DIRECTOR) as scope:
        sitting = queries.find_sitting(scope, AGAIN)
        found = service.submit(
            scope, decisions.submission(scope, version_of(scope), sitting=sitting)
        )
        scope.session.commit()
        return found.slug


@both_databases
def test_nothing_is_decided_and_the_version_waits_again(world: World, undecided: str) -> None:
    with world.scope_of(None, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, undecided))
        assert (standing.matter.outcome, standing.sentence) == ("not_decided", NOTHING)
        assert standing.version is None
    with world.scope_of(COMMISSIONER, writes=False) as scope:
        version = version_of(scope)
        assert (version.state, version.audience) == ("frozen", "submitted")
    with world.operator_of() as operator:
        assert verify(operator).breaks == ()


@both_databases
def test_the_version_is_submitted_again_as_a_matter_of_its_own(
    world: World, undecided: str
) -> None:
    assert submit_again(world) == f"{undecided}-2"
    with world.scope_of(COMMISSIONER, writes=False) as scope:
        again = queries.standing(scope, decisions.find(scope, f"{undecided}-2"))
        before = decisions.find(scope, undecided)
        assert again.matter.version_digest == before.version_digest
        assert (again.matter.state, before.outcome) == ("submitted", "not_decided")
        assert again.version is not None
        assert again.version.state == "submitted"
    with world.operator_of() as operator:
        assert verify(operator).breaks == ()


def test_the_version_names_both_matters(world: World, undecided: str) -> None:
    submit_again(world)
    page = world.browser(COMMISSIONER).get(f"{PLAN}versions/1/").text
    assert f'href="/afc/decisions/{undecided}"' in page
    assert f'href="/afc/decisions/{undecided}-2"' in page
    assert "Not decided by the joint committee on 24 June 2019" in page
    assert "Before the joint committee on 1 July 2019" in page


def test_the_director_is_asked_to_submit_again(world: World, undecided: str) -> None:
    page = world.browser(decisions.DIRECTOR).get("/afc/").text
    assert "Submit again" in page
    assert "Nothing was decided on 24 June 2019: too few members were present." in page
    submit_again(world)
    assert "Submit again" not in world.browser(decisions.DIRECTOR).get("/afc/").text


def test_the_same_text_is_not_frozen_a_second_time(world: World, undecided: str) -> None:
    with (
        world.scope_of(decisions.DIRECTOR) as scope,
        pytest.raises(PlanError, match="Version 1 holds this very text, and waits"),
    ):
        decisions.freeze(scope)


def test_a_version_before_a_body_cannot_be_submitted_again(world: World, undecided: str) -> None:
    submit_again(world)
    with world.scope_of(decisions.DIRECTOR) as scope:
        assert scope.hat is not None
        with pytest.raises(PlanError, match="not before a body yet"):
            versioning.submit(scope, version_of(scope), scope.hat)


def test_who_read_the_submission_reads_it_still_and_is_told(world: World, undecided: str) -> None:
    member = world.browser(MEMBER)
    page = member.get(PLAN).text
    assert "Priority KIN-01" in page
    assert "Nothing was decided on 24 June 2019. This is not the plan in force." in page
    assert "As submitted in version 1" in page
    assert "Not decided" in member.get(f"{PLAN}versions/1/").text
    assert "Priority KIN-01" in member.get(f"{PLAN}priorities/KIN-01").text


def test_the_public_is_told_that_nothing_was_decided(world: World, undecided: str) -> None:
    public = world.browser()
    assert NOTHING in public.get(f"/afc/decisions/{undecided}").text
    assert "Nothing decided" in public.get("/afc/decisions/").text
    assert "Not decided</span> by the joint committee on 24 June 2019" in public.get("/afc/").text
    feed = public.get("/afc/feed.atom").text
    assert "Business plan: framework and priorities: not decided" in feed
    assert public.get(f"{PLAN}versions/1/").status_code == 404


def test_no_council_is_said_to_disagree_where_nothing_was_decided(
    world: World, undecided: str
) -> None:
    page = world.browser().get(f"/afc/decisions/{undecided}").text
    assert "No decision on (b)" in page
    assert "Does not agree" not in page


def test_a_lost_vote_beside_an_inquorate_one_is_a_decision(world: World) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    decisions.call(world, matter, "a")
    decisions.vote(world, MEMBER, matter, "a", "against")
    decisions.close(world, matter, "a", confirmed=True)
    decisions.call(world, matter, "b")
    decisions.leave(world, "windsor-and-maidenhead")
    decisions.close(world, matter, "b", confirmed=True)
    back(world)
    decisions.call(world, matter, "c")
    decisions.close(world, matter, "c", confirmed=True)
    with world.scope_of(None, writes=False) as scope:
        assert decisions.find(scope, matter).outcome == "not_approved"
