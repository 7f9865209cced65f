"""One person types in two windows at the same moment, each served by a process of its own."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest

from tests.both import both_databases
from tests.factories import house
from tests.factories.browser import Browser
from tests.factories.house import Database
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, PLAN

KEEP = f"{PLAN}priorities/KIN-01/scratch"
DESKS = ("0123456789abcdef", "fedcba9876543210")
PATIENCE = 60.0
"""Seconds a process may take."""


def keep(database: Database, desk: str, start: Barrier) -> int:
    """Keep one window's words, as soon as both are ready."""
    with house.running(database) as app:
        browser = World(app).browser(DIRECTOR)
        start.wait(PATIENCE)
        answer = browser.submit(KEEP, htmx=True, base="1", desk=desk, outcome=f"From {desk}")
        return answer.status_code


@both_databases
@pytest.mark.usefixtures("app")
def test_of_two_windows_at_once_one_keeps_its_words_and_the_other_is_told(
    database: Database, signed_in: Callable[[str], Browser]
) -> None:
    context = get_context("spawn")
    with context.Manager() as manager, context.Pool(len(DESKS)) as pool:
        start = manager.Barrier(len(DESKS))
        tasks = [pool.apply_async(keep, (database, desk, start)) for desk in DESKS]
        answers = [task.get(PATIENCE) for task in tasks]
        pool.close()
        pool.join()
    assert sorted(answers) == [200, 409]
    offered = signed_in(DIRECTOR).get(f"{PLAN}priorities/KIN-01/edit").text
    assert f"From {DESKS[answers.index(200)]}" in offered
