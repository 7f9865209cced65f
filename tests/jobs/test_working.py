"""A job is there if what asked for it is; it is done in the worker's time, and says how it went."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from portal.audit.queries import verify
from portal.jobs import service, working
from portal.jobs.kinds import Finish, JobError, LaterError, Work
from portal.jobs.models import Job
from portal.web.database import db
from tenants import clock
from tests.factories import jobs
from tests.factories.world import World


def test_what_is_rolled_back_asked_for_nothing(app: Flask, world: World) -> None:
    with world.scope_of("director@afc.example") as scope:
        jobs.ask(scope)
        scope.session.rollback()
    with jobs.kind():
        assert jobs.work(app) == []


def test_a_job_is_done_by_the_worker_and_the_log_tells_of_both(app: Flask, world: World) -> None:
    number = jobs.asked(world)
    with jobs.kind():
        [ended] = jobs.work(app)
        assert jobs.work(app) == []
    job = jobs.found(world, number)
    assert (ended.state, ended.words) == (job.state, job.words) == ("done", "Done as asked.")
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_it_tells_how_far_it_is_while_it_is_done(app: Flask, world: World) -> None:
    number, seen = jobs.asked(world), []

    def run(work: Work) -> Finish:
        work.tell(3, 10, "Typesetting page 3.")
        job = work.reading().session.get_one(Job, number)
        seen.append((job.state, job.done, job.total, job.words))
        return lambda _: "All ten."

    with jobs.kind(run):
        jobs.work(app)
    assert seen == [("running", 3, 10, "Typesetting page 3.")]
    job = jobs.found(world, number)
    assert (job.done, job.total) == (10, 10)


def test_the_same_thing_asked_for_twice_is_waited_for_once(world: World) -> None:
    assert jobs.asked(world) == jobs.asked(world)


def test_a_job_that_cannot_be_done_keeps_why_in_words(app: Flask, world: World) -> None:
    number = jobs.asked(world)

    def run(_: Work) -> Finish:
        raise JobError("The third attachment is locked with a password.")

    with jobs.kind(run):
        jobs.work(app)
        assert jobs.work(app) == []
    job = jobs.found(world, number)
    assert (job.state, job.words) == ("failed", "The third attachment is locked with a password.")


def test_a_defect_of_ours_is_in_the_log_and_not_on_the_page(
    app: Flask, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    number = jobs.asked(world)

    def run(_: Work) -> Finish:
        raise ZeroDivisionError("secret")

    with jobs.kind(run):
        jobs.work(app)
    job = jobs.found(world, number)
    assert job.state == "failed"
    assert "secret" not in job.words
    assert f"job {number}" in job.words
    assert "ZeroDivisionError: secret" in caplog.text


def test_what_fails_when_it_is_kept_leaves_nothing_half_written(app: Flask, world: World) -> None:
    number = jobs.asked(world)

    def run(_: Work) -> Finish:
        def finish(scope: object) -> str:
            jobs.ask(scope, subject_id=2)  # type: ignore[arg-type]  # a Scope, for a Finish
            raise JobError("It is no longer wanted.")

        return finish

    with jobs.kind(run):
        assert [ended.state for ended in jobs.work(app)] == ["failed"]
    with world.operator_of() as scope:
        assert [job.id for job in scope.session.query(Job)] == [number]


def test_what_cannot_be_done_now_is_done_later(app: Flask, world: World) -> None:
    number, tries = jobs.asked(world), []

    def run(work: Work) -> Finish:
        tries.append(work.attempt)
        if len(tries) == 1:
            raise LaterError("The mail server does not answer.", seconds=0.05)
        return jobs.nothing(work)

    with jobs.kind(run):
        jobs.work(app)
        job = jobs.found(world, number)
        assert (job.state, job.words) == ("queued", "The mail server does not answer.")
        assert job.held_until is not None
        threading.Event().wait(0.06)
        jobs.work(app)
    assert jobs.found(world, number).state == "done"
    assert tries == [1, 2]


def test_a_worker_that_is_stopped_gives_the_job_back(app: Flask, world: World) -> None:
    number, stopped = jobs.asked(world), threading.Event()

    def run(work: Work) -> Finish:
        stopped.set()
        work.tell(1, 2, "Half")
        raise AssertionError("it went on")

    with jobs.kind(run), app.app_context():
        working.work(db.session(), db.session().commit, lambda *_: None, stopped)
    job = jobs.found(world, number)
    assert (job.state, job.losses, job.held_until) == ("queued", 0, None)


def test_a_worker_that_lost_its_job_keeps_nothing_of_it(app: Flask, world: World) -> None:
    """It hung, another took the job and ended it: what the first one made comes too late."""
    number = jobs.asked(world)

    def other(_: Work) -> Finish:
        return lambda _: "By the other."

    def run(_: Work) -> Finish:
        with world.operator_of() as scope:
            job = service.hold(scope, number, 1)
            job.held_until = clock.now() - timedelta(seconds=1)
            scope.session.commit()
        with jobs.kind(other):
            assert [ended.words for ended in jobs.work(app)] == ["By the other."]
        return lambda _: "By the first."

    with jobs.kind(run):
        assert jobs.work(app) == []
    job = jobs.found(world, number)
    assert (job.state, job.words, job.attempts) == ("done", "By the other.", 2)


def test_a_step_however_long_keeps_its_hold(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = jobs.asked(world)
    monkeypatch.setattr(service, "HOLD", timedelta(seconds=0.4))
    monkeypatch.setattr(working, "BEATS", 0.05)

    def run(work: Work) -> Finish:
        threading.Event().wait(1)
        job = work.reading().session.get_one(Job, number)
        assert job.held_until is not None
        assert job.held_until > clock.now()
        return jobs.nothing(work)

    with jobs.kind(run):
        assert [ended.state for ended in jobs.work(app)] == ["done"]


def test_a_job_over_which_workers_die_is_given_up(app: Flask, world: World) -> None:
    number = jobs.asked(world)
    for _ in range(2):
        with jobs.kind(), world.operator_of() as scope:
            taken = service.take(scope)
            assert taken is not None
            taken.held_until = clock.now() - timedelta(seconds=1)
            scope.session.commit()
    with jobs.kind(most_losses=2):
        assert [ended.state for ended in jobs.work(app)] == []
    job = jobs.found(world, number)
    assert job.state == "failed"
    assert "stopped 2 times" in job.words
