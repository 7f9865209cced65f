"""Two people arrange the same section at the same moment, in processes of their own."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest

from portal.audit.queries import verify
from portal.plans import queries
from portal.plans.content import Content
from portal.plans.models import Section
from portal.plans.queries import places
from portal.plans.service import arranging
from portal.plans.service.arranging import OrderClashError
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import house
from tests.factories.house import Database
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, plan_of

PEOPLE = (DIRECTOR, "editor@kingston.example")
PATIENCE = 60.0
"""Seconds a process may take."""
Work = Callable[[Database, str, Barrier, list[int]], str]


def section(scope: Scope) -> Section:
    found = queries.find_section(scope, plan_of(scope), "C")
    assert found is not None
    return found


def turn_round(database: Database, who: str, start: Barrier, seen: list[int]) -> str:
    """Re-order from the order that everybody saw: each person to an order of her own."""
    mine = seen[::-1] if who == DIRECTOR else [*seen[1:], seen[0]]
    with house.running(database) as app, World(app).scope_of(who) as scope:
        here = section(scope)
        scope.session.rollback()
        start.wait(PATIENCE)
        try:
            arranging.reorder(scope, here, mine, seen)
        except OrderClashError as clash:
            return f"clash {clash.now == tuple(clash.mine)} {list(clash.mine) == mine}"
        scope.session.commit()
    return "done"


def add(database: Database, who: str, start: Barrier, _: list[int]) -> str:
    """Add an item under the next reference."""
    with house.running(database) as app, World(app).scope_of(who) as scope:
        here, plan = section(scope), plan_of(scope)
        scope.session.rollback()
        start.wait(PATIENCE)
        ref = arranging.new_item(scope, plan, here, Content(who, who)).ref
        scope.session.commit()
    return ref


def at_once(work: Work, database: Database, seen: list[int]) -> list[str]:
    context = get_context("spawn")
    with context.Manager() as manager, context.Pool(len(PEOPLE)) as pool:
        start = manager.Barrier(len(PEOPLE))
        tasks = [pool.apply_async(work, (database, who, start, seen)) for who in PEOPLE]
        answers = [task.get(PATIENCE) for task in tasks]
        pool.close()
        pool.join()
    return answers


def three_items(world: World) -> list[int]:
    with world.scope_of(DIRECTOR) as scope:
        arranging.new_item(scope, plan_of(scope), section(scope), Content("Third", "Third"))
        scope.session.commit()
        return order(scope)


def order(scope: Scope) -> list[int]:
    return [item.id for item in places.items_in_order(scope, section(scope))]


@both_databases
def test_of_two_orders_at_once_one_stands_and_the_other_is_told(
    world: World, database: Database
) -> None:
    seen = three_items(world)
    answers = at_once(turn_round, database, seen)
    assert sorted(answers) == ["clash False True", "done"]
    with world.scope_of(DIRECTOR, writes=False) as scope:
        won = seen[::-1] if answers[0] == "done" else [*seen[1:], seen[0]]
        assert order(scope) == won
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()


@both_databases
@pytest.mark.usefixtures("app")
def test_two_items_added_at_once_get_two_references_and_two_places(
    world: World, database: Database
) -> None:
    assert sorted(at_once(add, database, [])) == ["KIN-03", "KIN-04"]
    with world.scope_of(DIRECTOR, writes=False) as scope:
        items = places.items_in_order(scope, section(scope))
        assert [item.position for item in items] == [0, 1, 2, 3]
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()
