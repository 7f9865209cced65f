"""One byte changed by hand anywhere in a decision is found, in the words of whoever looks."""

import pytest
from sqlalchemy import create_engine, text

from portal.audit.queries import verify
from portal.effects.service import conditions
from tests.factories import decisions, interests
from tests.factories.house import Database
from tests.factories.world import World

ONE_BYTE = {
    "vote": ("choice", "The vote 1 is not as event"),
    "recommendation": ("text", "The recommendation 1 is not as event"),
    "decision_condition": ("words", "The condition 1 is not as event"),
    "declaration": ("nature", "The declaration of interest 1 is not as event"),
    "effect": ("kind", "The effect 1 is not as event"),
    "matter": ("reasons", "The matter 1 is not as event"),
}
"""By table: the column of its first row to change, and what is said of it. Events themselves are
tried in tests/audit, past the trigger that refuses any change of one."""


@pytest.fixture
def proved(world: World) -> World:
    """A matter approved with a declaration and a condition."""
    matter = decisions.submit(world, asks="approval")
    interests.declare(world, matter, kind="non_registrable")
    with world.scope_of(decisions.CLERK) as scope:
        details = conditions.ConditionDetails("subsequent", "Report each autumn.", "the director")
        found = decisions.recommendation(scope, matter, "a")
        conditions.record_condition(scope, found, details)
        scope.session.commit()
    decisions.begin(world)
    decisions.decide(world, matter)
    return world


def breaks(world: World) -> tuple[str, ...]:
    with world.operator_of() as scope:
        return verify(scope).breaks


@pytest.mark.parametrize("table", ONE_BYTE)
def test_one_byte_changed_by_hand_is_found(proved: World, database: Database, table: str) -> None:
    assert breaks(proved) == ()
    column, said = ONE_BYTE[table]
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        changed = connection.execute(
            text(
                f"UPDATE {table} SET {column} = coalesce({column}, '') || 'x'"  # noqa: S608 - ours
                f" WHERE id = (SELECT min(id) FROM {table})"
            )
        )
        assert changed.rowcount == 1
    engine.dispose()
    assert any(said in each for each in breaks(proved)), breaks(proved)
