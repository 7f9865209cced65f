"""A tie at a sitting whose chair has a casting vote: asked for, recorded in the minutes, once."""

import pytest
from sqlalchemy import select

from portal.decisions.service import submitting as service
from portal.decisions.service import voting
from portal.decisions.service.submitting import MatterDetails
from tenants.models import Body
from tests.factories import decisions
from tests.factories.people import APPOINTED
from tests.factories.world import World

NUMBER = 20
AT = "/afc/decisions"


def submit(world: World, rule: str) -> str:
    """A matter that the register decides by this rule, its vote on (a) open and tied at four."""
    with world.operator_of() as operator:
        decisions.prepare(operator)
        body = operator.session.scalars(select(Body).where(Body.slug == "joint-committee")).one()
        details = MatterDetails(
            NUMBER, "Borrowing", "Money", "It is needed.", "one_committee", rule, "Three", APPOINTED
        )
        service.register_matter(operator, body, details)
        operator.session.commit()
    with world.scope_of(decisions.DIRECTOR) as scope:
        submitted = decisions.submission(scope, decisions.freeze(scope), number=NUMBER)
        slug = service.submit(scope, submitted).slug
        scope.session.commit()
    decisions.begin(world)
    decisions.call(world, slug)
    for place, email in enumerate(decisions.COMMITTEE):
        decisions.vote(world, email, slug, choice="for" if place % 2 else "against")
    return slug


@pytest.fixture
def tied(world: World) -> str:
    return submit(world, "simple_majority:casting")


def test_a_tie_is_not_closed_before_the_casting_vote_is_asked_for(world: World, tied: str) -> None:
    with pytest.raises(voting.TiedError, match="the chair has a casting vote"):
        decisions.close(world, tied)


def test_the_clerk_is_asked_how_the_chair_casts_it(world: World, tied: str) -> None:
    answer = world.browser(decisions.CLERK).submit(f"{AT}/{tied}/vote/a/close")
    assert answer.status_code == 422
    for words in ("The chair’s casting vote on (a)", "Cast it against", "Do not use it"):
        assert words in answer.text


@pytest.mark.parametrize(
    ("casting", "sentence"),
    [
        ("for", "Carried: tied at four votes each, and the chair’s casting vote was for."),
        ("against", "Not carried: tied at four votes each, and the chair’s casting vote was"),
        ("none", "Not carried: tied at four votes each, and no casting vote was given."),
    ],
)
def test_how_it_was_cast_stands_in_the_minutes(
    world: World, tied: str, casting: str, sentence: str
) -> None:
    clerk = world.browser(decisions.CLERK)
    answer = clerk.submit(f"{AT}/{tied}/vote/a/close", casting=casting, confirmed="yes")
    assert answer.status_code == 303
    assert sentence in clerk.get(f"{AT}/{tied}").text


def test_a_tie_without_a_casting_vote_closes_as_lost(world: World) -> None:
    slug = submit(world, "simple_majority")
    assert decisions.close(world, slug) == (
        "Not carried: tied at four votes each, and a tie without a casting vote is lost."
    )


def test_the_register_prints_a_rule_in_words(world: World, tied: str) -> None:
    page = world.browser(decisions.CLERK).get("/afc/reserved-matters/").text
    assert "Simple majority of the members present and voting; the chair has a casting" in page


def test_weights_are_those_of_the_day_of_submission(world: World) -> None:
    slug = submit(world, "weighted_by_ownership:50")
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        kept = decisions.find(scope, slug).rule["weights"]
    assert kept["Kingston"].startswith("40")
    assert set(kept) == {"Kingston", "Richmond", "Windsor and Maidenhead"}


def test_a_rule_that_the_register_does_not_know_is_refused_in_words(world: World) -> None:
    with pytest.raises(service.DecisionError, match="No rule is called “acclamation”"):
        submit(world, "acclamation")
