"""The three manners of voting in the room, by the same choices of the same members."""

from collections import Counter
from collections.abc import Mapping

from portal.decisions import queries
from portal.decisions.rules.hands import Hands
from portal.decisions.service import counting, voting
from tests.factories import decisions
from tests.factories.world import World

Choices = Mapping[str, str]
"""By the member's address: for, against or abstain; who is not in it does not vote."""


def open_in(world: World, slug: str, manner: str, letter: str = "a") -> None:
    """The clerk opens the vote in this manner."""
    with world.scope_of(decisions.CLERK) as scope:
        voting.open_vote(scope, decisions.recommendation(scope, slug, letter), manner)
        scope.session.commit()


def take(world: World, slug: str, manner: str, choices: Choices, letter: str = "a") -> None:
    """Everybody votes so, in this manner."""
    if manner == "devices":
        for email, choice in choices.items():
            decisions.vote(world, email, slug, letter, choice)
    elif manner == "recorded":
        for email, choice in choices.items():
            call(world, slug, email, choice, letter)
    else:
        raise_hands(world, slug, choices, letter)


def call(world: World, slug: str, email: str, choice: str, letter: str = "a") -> None:
    """The clerk calls one member, and enters her answer."""
    person = world.person_id(email)
    with world.scope_of(decisions.CLERK) as scope:
        found = decisions.recommendation(scope, slug, letter)
        seats = queries.seats(scope, decisions.sitting(scope))
        [seat] = [each for each in seats if each.person_id == person]
        counting.call_vote(scope, found, seat.appointment_id, choice)
        scope.session.commit()


def raise_hands(world: World, slug: str, choices: Choices, letter: str = "a") -> None:
    """The clerk counts the hands of each council that has somebody there."""
    people = {world.person_id(email): choice for email, choice in choices.items()}
    with world.scope_of(decisions.CLERK) as scope:
        found = decisions.recommendation(scope, slug, letter)
        seats = queries.seats(scope, decisions.sitting(scope))
        hands = {}
        for area_id in {seat.area.area_id for seat in seats if seat.present}:
            of_council = Counter(
                people[seat.person_id]
                for seat in seats
                if seat.area.area_id == area_id and seat.present and seat.person_id in people
            )
            hands[area_id] = Hands(of_council["for"], of_council["against"], of_council["abstain"])
        counting.count_hands(scope, found, hands)
        scope.session.commit()
