"""Effects happen once: with two last votes at once, two workers at once, and a process killed.

Real processes, against PostgreSQL as it is served, and SQLite.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import func, select

from portal.audit.models import AuditEvent
from portal.audit.queries import verify
from portal.decisions.service.submitting import DecisionError
from portal.effects import working
from portal.effects.models import Effect
from portal.effects.service import acts
from portal.plans.models.frozen import Version
from portal.plans.service import commencing
from portal.web.database import db
from tests.both import both_databases
from tests.command_line import CommandLine
from tests.factories import decisions, effects, house
from tests.factories.house import Database
from tests.factories.tenancy import DAY
from tests.factories.world import World

LATER = DAY + timedelta(days=99)
LONGEST = 60
"""Seconds that a process may take to come as far as it is asked to."""


def run(work: Callable[..., str], database: Database, jobs: Sequence[tuple[str, ...]]) -> list[str]:
    """Each job in a process of its own, all at once."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(jobs), mp_context=context) as pool:
        return list(pool.map(work, [database] * len(jobs), *zip(*jobs, strict=True)))


def close(database: Database, matter: str, letter: str) -> str:
    """The clerk closes a vote, in a process of her own; the refusal, if there is one."""
    with house.running(database) as app:
        try:
            return decisions.close(World(app), matter, letter, confirmed=True)
        except DecisionError as error:
            return str(error)


def work(database: Database, _: str) -> str:
    """One pass of a worker, in a process of its own: how many effects it carried out."""
    with house.running(database) as app, app.app_context():
        return str(len(working.work(db.session(), db.session().commit)))


def stop_half_way(database: Database, matter: str, told: Connection) -> None:
    """A process that comes as far as the version's day, says so, and waits to be killed there.

    The vote is closed by it where a matter is named; else it is a worker.
    """

    def never_done(*_: object) -> None:
        told.send("half-way")
        signal.pause()

    vars(commencing)["note"] = never_done  # the last step before the commit
    with house.running(database) as app, app.app_context():
        if matter:
            decisions.close(World(app), matter, "c", confirmed=True)
        else:
            working.work(db.session(), db.session().commit)


def killed_half_way(database: Database, matter: str = "") -> None:
    """kill -9 on a process that has carried an effect out and not committed it."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=stop_half_way, args=(database, matter, there))
    process.start()
    assert here.poll(LONGEST), "it never came so far"
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(LONGEST)
    assert process.exitcode == -signal.SIGKILL


def open_for_the_last_vote(world: World) -> str:
    """A matter of which the vote on (c) alone is still to be closed."""
    matter = decisions.submit(world, asks="approval")
    decisions.begin(world)
    for letter in "abc":
        decisions.call(world, matter, letter)
        for email in decisions.COMMITTEE:
            decisions.vote(world, email, matter, letter)
        if letter != "c":
            decisions.close(world, matter, letter)
    return matter


def due(world: World) -> str:
    """A matter whose call-in has ended since, so that its effect waits for the worker."""
    effects.make_councils_own(world)
    matter = effects.approved(world)
    effects.go_to(world, LATER)
    return matter


def number_of(world: World, *actions: str) -> int:
    with world.operator_of() as scope:
        counting = select(func.count()).select_from(AuditEvent)
        return scope.session.scalar(counting.where(AuditEvent.action.in_(actions))) or 0


def assert_done_once(world: World) -> None:
    with world.operator_of() as scope:
        assert scope.session.scalars(select(Effect.state)).all() == ["done"]
        assert scope.session.scalars(select(Version.in_force_from)).one() is not None
        assert verify(scope).breaks == ()
    assert number_of(world, "effect:carried_out") == 1
    assert number_of(world, "plan:in_force") == 1


@both_databases
def test_two_last_votes_arriving_together_have_one_effect(world: World, database: Database) -> None:
    matter = open_for_the_last_vote(world)
    answers = run(close, database, [(matter, "c")] * 2)
    assert sum(answer.endswith("is not open.") for answer in answers) == 1
    assert_done_once(world)


@both_databases
def test_two_workers_at_once_carry_an_effect_out_once(world: World, database: Database) -> None:
    due(world)
    answers = run(work, database, [("first",), ("second",), ("third",)])
    assert sorted(answers) == ["0", "0", "1"]
    assert_done_once(world)


@both_databases
def test_a_worker_killed_half_way_leaves_the_effect_to_the_next(
    world: World, database: Database
) -> None:
    matter = due(world)
    killed_half_way(database)
    effect = effects.effect(world, matter)
    assert effect is not None
    assert effect.state == "waiting"
    line = CommandLine(database)
    first, again = line.run("worker", "--once"), line.run("worker", "--once")
    assert first.returncode == 0, first.stderr
    assert "Version 1 is in force from 2 July 2019." in first.stdout
    assert "Nothing is due." in again.stdout
    assert_done_once(world)


@both_databases
def test_a_clerk_killed_between_the_vote_and_its_effect_closes_it_anew(
    world: World, database: Database
) -> None:
    matter = open_for_the_last_vote(world)
    killed_half_way(database, matter)
    assert effects.after(world, matter, decisions.CLERK).effect is None
    assert number_of(world, "matter:decided", "effect:awaited") == 0
    decisions.close(world, matter, "c", confirmed=True)
    assert_done_once(world)


def test_what_fails_half_way_is_taken_back_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decision stands, and neither the rows nor the log tell of what was not done."""

    def fails(scope: object, hat: object, matter: object, effect: object) -> str:
        acts.ACTS["version"](scope, hat, matter, effect)  # type: ignore[arg-type]
        raise acts.EffectError("The register of companies does not answer.")

    with monkeypatch.context() as patched:
        patched.setattr("portal.effects.service.carrying.ACTS", {"version": fails})
        matter = effects.approved(world)
    effect = effects.effect(world, matter)
    assert effect is not None
    assert (effect.state, effect.held_because) == (
        "waiting",
        "The register of companies does not answer.",
    )
    assert number_of(world, "plan:in_force") == 0
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()
    with world.app.app_context():
        assert [each.state for each in working.work(db.session(), db.session().commit)] == ["done"]
    assert_done_once(world)
