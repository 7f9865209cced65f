"""The clerk settles which reserved matter the papers mean; the record says who and when."""

import pytest

from portal.decisions import queries
from portal.decisions.service import submitting as service
from portal.decisions.service.submitting import DecisionError
from tenants.scope import NotAllowedError
from tests.factories import decisions
from tests.factories.world import World


def settle(world: World, slug: str, number: int, email: str = decisions.CLERK) -> None:
    with world.scope_of(email) as scope:
        service.settle_citation(scope, decisions.find(scope, slug), number)
        scope.session.commit()


def test_the_choice_is_kept_with_who_made_it_and_when(world: World, matter: str) -> None:
    settle(world, matter, 13)
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        found = decisions.find(scope, matter)
        assert (found.settled_number, found.settled_by) == (13, "Clerk Afc")
        assert found.settled_hat == "Clerk, Joint committee"
        assert found.settled_at is not None


def test_the_matter_moves_to_the_line_that_the_clerk_settles_on(world: World, matter: str) -> None:
    settle(world, matter, 9)
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, matter))
        assert standing.reserved.number == 9
        assert "holds “Annual budget” as matter 9" in standing.citation_summary


def test_a_number_that_the_register_lacks_is_refused(world: World, matter: str) -> None:
    with pytest.raises(DecisionError, match="holds no matter 14"):
        settle(world, matter, 14)


def test_a_co_chair_does_not_settle_citations(world: World, matter: str) -> None:
    with pytest.raises(NotAllowedError, match="Only the clerk"):
        settle(world, matter, 13, "co-chair@kingston.example")


def test_after_the_decision_the_line_stays_as_it_was(world: World, matter: str) -> None:
    decisions.begin(world)
    decisions.decide(world, matter)
    with pytest.raises(DecisionError, match="It was decided under matter 13"):
        settle(world, matter, 9)
    settle(world, matter, 13)
    with world.scope_of(None, writes=False) as scope:
        assert decisions.find(scope, matter).settled_number == 13


def test_papers_that_agree_with_the_register_leave_nothing_to_settle(world: World) -> None:
    slug = decisions.submit(world, front_sheet="Reserved Matter 13")
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        assert queries.standing(scope, decisions.find(scope, slug)).citation_summary == ""
        assert queries.needs(scope) == []


def test_the_record_keeps_the_number_it_was_submitted_under(world: World, matter: str) -> None:
    settle(world, matter, 9)
    page = world.browser(decisions.CLERK).get(f"/afc/decisions/{matter}").text
    assert "Version 1 submitted under matter 13" in page
    assert "Citation settled: matter 9" in page


def test_once_voting_began_the_matter_moves_no_more(world: World, opened: str) -> None:
    with pytest.raises(DecisionError, match="Voting began under matter 13"):
        settle(world, opened, 9)
    settle(world, opened, 13)
