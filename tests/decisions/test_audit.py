"""A hand in the database shows: the log keeps a digest of every row of a decision."""

import pytest
from sqlalchemy import create_engine, text

from portal.audit.queries import verify
from tests.factories import decisions
from tests.factories.house import Database
from tests.factories.world import World

TAMPERINGS = {
    "vote": "UPDATE vote SET choice = 'against' WHERE id = 1",
    "vote made public": "UPDATE vote SET audience = 'public' WHERE id = 1",
    "matter": "UPDATE matter SET title = 'Another' WHERE id = 1",
    "recommendation": "UPDATE recommendation SET text = 'That all be approved.' WHERE id = 1",
    "attendance": "UPDATE attendance SET present = 0 WHERE id = 1",
    "citation": "UPDATE citation SET number = 13 WHERE id = 1",
    "sitting": "UPDATE sitting SET venue = 'Elsewhere' WHERE id = 1",
    "reserved matter": "UPDATE reserved_matter SET number = 99 WHERE id = 1",
}


def breaks(world: World) -> tuple[str, ...]:
    with world.operator_of() as scope:
        return verify(scope).breaks


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_row_changed_by_hand_breaks_the_chain(
    world: World, opened: str, database: Database, what: str
) -> None:
    decisions.vote(world, "member-1@kingston.example", opened)
    assert breaks(world) == ()
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text(TAMPERINGS[what]))
    engine.dispose()
    kind = what.removesuffix(" made public")
    assert [each.startswith(f"The {kind} 1 is not as event") for each in breaks(world)] == [True]


def test_a_vote_taken_away_by_hand_breaks_the_chain(
    world: World, opened: str, database: Database
) -> None:
    decisions.vote(world, "member-1@kingston.example", opened)
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM vote"))
    engine.dispose()
    assert len(breaks(world)) == 1
