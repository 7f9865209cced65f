"""A job is done once: by one worker of several, and by another after one was killed."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing.connection import Connection

from portal.jobs import service
from portal.jobs.kinds import Finish, Work
from tests.both import both_databases
from tests.factories import house, jobs
from tests.factories.house import Database
from tests.factories.world import World

LONGEST = 60
"""Seconds that a process may take to come as far as it is asked to."""


def slowly(work: Work) -> Finish:
    """A job that lasts long enough for another worker to come by."""
    threading.Event().wait(0.3)
    return lambda _: f"By {os.getpid()}."


def pass_of_a_worker(database: Database) -> list[int]:
    """One pass in a process of its own: how many jobs it ended."""
    with house.running(database) as app, jobs.kind(slowly):
        return [len(jobs.work(app))]


@both_databases
def test_several_workers_do_each_job_once(world: World, database: Database) -> None:
    with world.scope_of("director@afc.example") as scope:
        numbers = [jobs.ask(scope, subject_id=at).id for at in range(1, 7)]
        scope.session.commit()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        ended = [sum(each) for each in pool.map(pass_of_a_worker, [database] * 2)]
    assert sum(ended) == len(numbers)
    found = [jobs.found(world, number) for number in numbers]
    assert {(job.state, job.attempts, job.losses) for job in found} == {("done", 1, 0)}


def stop_half_way(database: Database, told: Connection) -> None:
    """A worker that says that it is at it, and waits to be killed there."""

    def never_done(_: Work) -> Finish:
        told.send("half-way")
        signal.pause()
        raise AssertionError

    service.HOLD = timedelta(seconds=0.5)
    with house.running(database) as app, jobs.kind(never_done):
        jobs.work(app)


@both_databases
def test_a_job_of_a_worker_that_was_killed_is_done_by_the_next(
    world: World, database: Database
) -> None:
    number = jobs.asked(world)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=stop_half_way, args=(database, there))
    process.start()
    assert here.poll(LONGEST), "it never came so far"
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(LONGEST)
    threading.Event().wait(0.6)
    with jobs.kind():
        [ended] = jobs.work(world.app)
    job = jobs.found(world, number)
    assert (ended.state, job.attempts, job.losses) == ("done", 2, 1)
