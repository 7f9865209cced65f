"""Two people save the same priority at the same moment, in processes of their own."""

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

WRITERS = (DIRECTOR, "director-2@afc.example")
EDIT = f"{PLAN}priorities/KIN-01/edit"
PATIENCE = 60.0
"""Seconds a process may take."""


def save(database: Database, who: str, start: Barrier, base: str) -> int:
    """Save one's own title from the same text, as soon as everybody is ready."""
    with house.running(database) as app:
        browser = World(app).browser(who)
        start.wait(PATIENCE)
        return browser.submit(EDIT, base=base, title=f"As {who} wants it").status_code


@both_databases
@pytest.mark.usefixtures("app")
def test_of_two_edits_at_once_one_is_saved_and_the_other_is_told(
    database: Database, signed_in: Callable[[str], Browser]
) -> None:
    context = get_context("spawn")
    with context.Manager() as manager, context.Pool(len(WRITERS)) as pool:
        start = manager.Barrier(len(WRITERS))
        tasks = [pool.apply_async(save, (database, who, start, "1")) for who in WRITERS]
        answers = [task.get(PATIENCE) for task in tasks]
        pool.close()
        pool.join()
    assert sorted(answers) == [303, 409]
    saved = signed_in(DIRECTOR).get(f"{PLAN}priorities/KIN-01.json").get_json()
    winner = WRITERS[answers.index(303)]
    assert (saved["revision"], saved["content"]["title"]) == (2, f"As {winner} wants it")
