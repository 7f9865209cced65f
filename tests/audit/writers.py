"""Writers in processes of their own, for the tests of what happens at once."""

import multiprocessing
from collections.abc import Callable

from portal.audit.service import Happening, record
from tests.factories import house
from tests.factories.house import Database
from tests.factories.world import World


def write_events(database: Database, writer: int, events: int) -> None:
    """Record events as a director, each in a transaction of its own."""
    with house.running(database) as app:
        for number in range(events):
            with World(app).scope_of("director@afc.example") as scope:
                assert scope.hat is not None
                happening = Happening("test:written", "test", writer, 0, "", {"number": number})
                record(scope, scope.hat, happening)
                scope.session.commit()


def at_once(write: Callable[[Database, int, int], None], database: Database, times: int) -> None:
    """Run four processes to their end. Raises AssertionError where one failed."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=write, args=(database, n, times)) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=120)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
