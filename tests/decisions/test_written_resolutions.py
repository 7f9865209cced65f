"""Between meetings the board resolves in writing; councils' bodies never do."""

from datetime import date, timedelta

import pytest

from portal.audit import queries as audit
from portal.decisions import queries
from portal.decisions.models import Vote
from portal.decisions.queries import bodies
from portal.decisions.service import body_settings, sittings, writing
from portal.decisions.service.checks import DecisionError
from portal.decisions.service.writing import WritingError
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import board, decisions
from tests.factories.board import CHAIR, MEMBER, THIRD
from tests.factories.world import World

TODAY = date(2019, 6, 24)


@pytest.fixture
def proposed(world: World) -> str:
    """A resolution that is planned, with its matter."""
    return board.propose(world)


@pytest.fixture
def circulated(world: World, proposed: str) -> str:
    """The same, circulated today."""
    board.circulate(world, proposed)
    return proposed


def move(world: World, slug: str, days: int) -> None:
    """So many days have passed since it was planned."""
    with world.operator_of() as operator:
        sitting = queries.sitting_of(operator, decisions.find(operator, slug))
        sitting.on_day -= timedelta(days=days)
        assert sitting.closes_on is not None
        sitting.closes_on -= timedelta(days=days)
        operator.session.commit()


def test_it_is_open_for_28_days_of_which_the_first_is_one(world: World, proposed: str) -> None:
    with world.scope_of(CHAIR) as scope:
        sitting = queries.sitting_of(scope, decisions.find(scope, proposed))
        assert (sitting.on_day, sitting.closes_on) == (TODAY, date(2019, 7, 21))


@both_databases
def test_it_carries_with_the_vote_that_is_enough(world: World) -> None:
    slug = board.propose(world)
    board.circulate(world, slug)
    decisions.vote(world, CHAIR, slug)
    with world.scope_of(CHAIR) as scope:
        assert decisions.find(scope, slug).state == "submitted"
    decisions.vote(world, MEMBER, slug)
    with world.scope_of(CHAIR) as scope:
        matter = decisions.find(scope, slug)
        assert (matter.state, matter.outcome) == ("decided", "approved")
        found = decisions.recommendation(scope, slug, "a")
        assert found.sentence == (
            "Carried in writing: two of the three members entitled to vote agreed. "
            "One did not answer."
        )
        assert queries.sitting_of(scope, matter).state == "closed"
    with world.operator_of() as scope:
        assert audit.verify(scope).whole


def test_an_answer_can_be_changed_until_the_result(world: World, circulated: str) -> None:
    decisions.vote(world, CHAIR, circulated)
    decisions.vote(world, CHAIR, circulated, choice="against")
    decisions.vote(world, MEMBER, circulated)
    with world.scope_of(CHAIR) as scope:
        assert decisions.find(scope, circulated).state == "submitted"
    decisions.vote(world, THIRD, circulated)
    with pytest.raises(DecisionError, match="is closed: votes stand"):
        decisions.vote(world, CHAIR, circulated)


def test_it_lapses_after_its_last_day(world: World, circulated: str) -> None:
    decisions.vote(world, CHAIR, circulated)
    with pytest.raises(DecisionError, match="Members can answer until 21 July 2019"):
        board.close(world, circulated)
    move(world, circulated, 28)
    with pytest.raises(DecisionError, match="The last day to vote was 23 June 2019"):
        decisions.vote(world, MEMBER, circulated)
    assert board.close(world, circulated).startswith("Not carried in writing: one of the three")
    with world.scope_of(CHAIR) as scope:
        assert decisions.find(scope, circulated).outcome == "not_approved"


def test_it_takes_votes_on_its_last_day(world: World, circulated: str) -> None:
    move(world, circulated, 27)
    decisions.vote(world, CHAIR, circulated)


def test_it_ends_early_once_everybody_has_answered(world: World, circulated: str) -> None:
    for email in (CHAIR, MEMBER, THIRD):
        decisions.vote(world, email, circulated, choice="against")
    assert board.close(world, circulated).startswith("Not carried in writing: none of the three")


def test_nobody_votes_before_it_is_circulated(world: World, proposed: str) -> None:
    with pytest.raises(DecisionError, match="has not been opened yet"):
        decisions.vote(world, CHAIR, proposed)


@pytest.mark.parametrize(
    "email", ["member-1@kingston.example", decisions.CLERK, decisions.DIRECTOR]
)
def test_nobody_of_another_body_votes(world: World, circulated: str, email: str) -> None:
    with pytest.raises(NotAllowedError, match="Only voting members"):
        decisions.vote(world, email, circulated)


def test_a_joint_committee_resolves_at_its_meetings_alone(world: World) -> None:
    with world.scope_of(decisions.CLERK) as scope:
        committee = bodies.find_body(scope, "joint-committee")
        assert committee is not None
        with pytest.raises(WritingError, match="only the board and the company’s members"):
            writing.plan_resolution(scope, committee, writing.WrittenDetails("X", TODAY))


def test_a_board_whose_articles_know_none_resolves_at_its_meetings(world: World) -> None:
    with world.operator_of() as operator:
        body = board.board_of(operator)
        body_settings.change_setting(operator, body, "written_resolutions", "no", TODAY)
        operator.session.commit()
    with (
        world.scope_of(CHAIR) as scope,
        pytest.raises(WritingError, match="does not resolve in writing"),
    ):
        board.plan(scope)


def test_how_each_answered_is_read_by_the_board_alone(world: World, circulated: str) -> None:
    decisions.vote(world, CHAIR, circulated)
    decisions.vote(world, MEMBER, circulated)
    readers = {}
    people = (CHAIR, decisions.DIRECTOR, decisions.CLERK, "commissioner@kingston.example", None)
    for email in people:
        with world.scope_of(email, writes=False) as scope:
            readers[email] = scope.session.query(Vote).count()
    assert readers == {email: 2 if email == CHAIR else 0 for email in people}
    assert world.browser().get(f"/afc/decisions/{circulated}").status_code == 404


def test_it_is_no_meeting_that_is_opened_or_attended(world: World, proposed: str) -> None:
    with world.scope_of(CHAIR) as scope:
        sitting = queries.sitting_of(scope, decisions.find(scope, proposed))
        with pytest.raises(DecisionError, match="is circulated, not opened"):
            sittings.open_sitting(scope, sitting)
        with pytest.raises(DecisionError, match="nobody is marked present"):
            sittings.mark_attendance(scope, sitting, [])


def test_a_resolution_goes_its_whole_way_on_the_pages(world: World, proposed: str) -> None:
    at = f"/afc/decisions/{proposed}"
    chair, member = world.browser(CHAIR), world.browser(MEMBER)
    assert "Circulate the resolution" in chair.get(f"{at}/sitting").text
    assert chair.submit(f"{at}/sitting/circulate").status_code == 303
    assert "That the lease be signed." in member.get("/afc/").text
    ballot = member.get(f"{at}/vote/a").text
    assert "until the result is reached, or the last day is over: 21 July 2019" in ballot
    assert member.submit(f"{at}/vote/a", vote="for").status_code == 303
    assert "Until 21 July 2019" in chair.get(f"{at}/sitting").text
    assert chair.submit(f"{at}/vote/a", vote="for").status_code == 303
    assert "Carried in writing: two of the three" in member.get(at).text


def test_the_chair_plans_one_on_the_page_of_the_board(world: World) -> None:
    at = "/afc/bodies/board"
    chair = world.browser(CHAIR)
    assert "Plan the resolution" in chair.get(f"{at}/settings").text
    day = {"on_day-day": "1", "on_day-month": "7", "on_day-year": "2019"}
    assert chair.submit(f"{at}/written", title="A lease", **day).status_code == 303  # type: ignore[arg-type]  # a form's fields
    assert (
        "A lease: not circulated yet, 1 July 2019 to 28 July 2019"
        in chair.get(f"{at}/settings").text
    )
    past = {**day, "on_day-year": "2018"}
    refused = chair.submit(f"{at}/written", title="A lease", **past)  # type: ignore[arg-type]  # a form's fields
    assert refused.status_code == 422
    assert "That day is over" in refused.text
    assert 'value="2018"' in refused.text
