"""A chair whom an interest bars has no casting vote: it is that of whoever presides instead."""

import pytest

from portal.audit.queries import verify
from portal.decisions import queries
from portal.decisions.service import voting
from portal.decisions.service.casting import Casting
from tests.both import both_databases
from tests.decisions.test_casting_vote import AT, submit
from tests.factories import decisions, interests
from tests.factories.world import World

CHAIR, OTHER = "co-chair@kingston.example", "co-chair@richmond.example"
RULE = "simple_majority:casting"


@pytest.fixture
def tied(world: World) -> str:
    return tie(world)


def tie(world: World) -> str:
    """Kingston's co-chair declares an interest after the vote: the others are three to three."""
    slug = submit(world, RULE)
    interests.declare(world, slug, CHAIR)
    for_it = next(e for place, e in enumerate(decisions.COMMITTEE) if place % 2)
    decisions.vote(world, for_it, slug, choice="abstain")
    return slug


def seat_of(world: World, slug: str, email: str) -> int:
    """The seat of a member."""
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        standing = queries.standing(scope, decisions.find(scope, slug))
        person = world.person_id(email)
        return next(seat.appointment_id for seat in standing.seats if seat.person_id == person)


def close(world: World, slug: str, casting: Casting | None, presiding: int | None = None) -> str:
    """The clerk closes the vote on (a) with a casting vote; what the minutes say."""
    with world.scope_of(decisions.CLERK) as scope:
        found = decisions.recommendation(scope, slug, "a")
        outcome = voting.close_vote(
            scope, found, confirmed=True, casting=casting, presiding=presiding
        )
        scope.session.commit()
        return outcome.sentence


def test_she_is_not_asked_for_it_and_the_reason_is_told(world: World, tied: str) -> None:
    with pytest.raises(voting.TiedError, match="may not vote on this, and has no casting vote"):
        close(world, tied, None)


def test_a_casting_vote_that_nobody_is_named_for_is_refused(world: World, tied: str) -> None:
    with pytest.raises(voting.TiedError, match="Choose who presides in the chair’s place"):
        close(world, tied, "for")


def test_she_cannot_use_it_herself(world: World, tied: str) -> None:
    with pytest.raises(voting.TiedError, match="Choose who presides in the chair’s place"):
        close(world, tied, "for", seat_of(world, tied, CHAIR))


@both_databases
def test_whoever_presides_in_her_place_gives_it_and_the_minutes_say_who(world: World) -> None:
    slug = tie(world)
    said = close(world, slug, "for", seat_of(world, slug, OTHER))
    assert said.startswith("Carried: tied at three votes each, and the chair’s casting vote was")
    assert said.endswith(" presided in the chair’s place.")
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_without_a_casting_vote_it_is_lost_and_nobody_has_to_preside(
    world: World, tied: str
) -> None:
    said = close(world, tied, "none")
    assert said.startswith("Not carried: tied at three votes each, and no casting vote was given.")
    assert "presided" not in said


def test_a_vote_that_is_not_tied_asks_for_nobody(world: World) -> None:
    slug = submit(world, RULE)
    interests.declare(world, slug, CHAIR)
    assert close(world, slug, None).startswith("Carried: four")


def test_the_clerk_chooses_who_presides_among_those_who_may_vote(world: World, tied: str) -> None:
    clerk = world.browser(decisions.CLERK)
    asked = clerk.submit(f"{AT}/{tied}/vote/a/close", confirmed="yes")
    assert asked.status_code == 422
    assert "Who presides over this item?" in asked.text
    assert f'value="{seat_of(world, tied, OTHER)}"' in asked.text
    assert f'<option value="{seat_of(world, tied, CHAIR)}"' not in asked.text
    again = clerk.submit(f"{AT}/{tied}/vote/a/close", confirmed="yes", casting="against")
    assert again.status_code == 422
    assert "Choose who presides" in again.text
    seat = str(seat_of(world, tied, OTHER))
    path = f"{AT}/{tied}/vote/a/close"
    done = clerk.submit(path, confirmed="yes", casting="against", presiding=seat)
    assert done.status_code == 303
    assert "casting vote was against" in clerk.get(f"{AT}/{tied}").text
