"""Real processes vote and close at the same moment; the matter is decided once."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from sqlalchemy import func, select

from portal.audit.models import AuditEvent
from portal.audit.queries import verify
from portal.decisions import queries
from portal.decisions.service.submitting import DecisionError
from tests.both import both_databases
from tests.factories import decisions, house
from tests.factories.house import Database
from tests.factories.world import World

WORKERS = 3


def run(work: Callable[..., str], database: Database, jobs: Sequence[tuple[str, ...]]) -> list[str]:
    """Each job in a process of its own, as many at once as there are workers."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        return list(pool.map(work, [database] * len(jobs), *zip(*jobs, strict=True)))


def cast(database: Database, email: str, matter: str, letter: str) -> str:
    """One member votes, in a process of her own; the refusal in words, if there is one."""
    with house.running(database) as app:
        try:
            decisions.vote(World(app), email, matter, letter)
        except DecisionError as error:
            return str(error)
    return "counted"


def end(database: Database, matter: str, letter: str) -> str:
    """The clerk closes the vote, in a process of her own; the refusal, if there is one."""
    with house.running(database) as app:
        try:
            return decisions.close(World(app), matter, letter, confirmed=True)
        except DecisionError as error:
            return str(error)


def act(database: Database, email: str, matter: str, letter: str) -> str:
    """A vote, or a closing for the clerk."""
    if email == decisions.CLERK:
        return end(database, matter, letter)
    return cast(database, email, matter, letter)


def number_of(world: World, action: str) -> int:
    with world.operator_of() as scope:
        counting = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == action)
        return scope.session.scalar(counting) or 0


@both_databases
def test_eight_votes_at_once_are_all_counted(world: World, database: Database) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    decisions.call(world, matter)
    jobs = [(email, matter, "a") for email in decisions.COMMITTEE]
    assert run(cast, database, jobs) == ["counted"] * 8
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        assert len(queries.votes_on(scope, decisions.recommendation(scope, matter, "a"))) == 8


@both_databases
def test_two_closings_at_once_decide_the_matter_once(world: World, database: Database) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    for letter in "ab":
        decisions.call(world, matter, letter)
        for email in decisions.COMMITTEE:
            decisions.vote(world, email, matter, letter)
        decisions.close(world, matter, letter)
    decisions.call(world, matter, "c")
    answers = run(end, database, [(matter, "c")] * 2)
    assert sum(answer.endswith("is not open.") for answer in answers) == 1
    assert number_of(world, "matter:decided") == 1
    assert number_of(world, "plan:approved_in_principle") == 1


@both_databases
def test_votes_and_a_closing_at_once_leave_no_vote_uncounted(
    world: World, database: Database
) -> None:
    matter = decisions.submit(world)
    decisions.begin(world)
    decisions.call(world, matter)
    people = [*decisions.COMMITTEE[:4], decisions.CLERK, *decisions.COMMITTEE[4:]]
    answers = run(act, database, [(email, matter, "a") for email in people])
    counted = answers.count("counted")
    with world.scope_of(decisions.CLERK, writes=False) as scope:
        found = decisions.recommendation(scope, matter, "a")
        assert len(queries.votes_on(scope, found)) == counted
        assert sum(council["for"] for council in found.tally or []) == counted
    with world.operator_of() as scope:
        assert verify(scope).breaks == ()
