"""A resolution in writing whose days are over ends by itself, once, whoever comes first."""

from datetime import timedelta

import pytest

from portal.audit.queries import verify
from portal.decisions import queries
from portal.effects import working
from portal.effects.working import Done
from portal.web.database import db
from tests.both import both_databases
from tests.factories import board, decisions
from tests.factories.board import CHAIR
from tests.factories.effects import go_to
from tests.factories.tenancy import DAY
from tests.factories.world import World

LAST = DAY + timedelta(days=27)


def work(world: World) -> list[Done]:
    """One pass of the worker."""
    with world.app.app_context():
        return working.work(db.session(), db.session().commit)


@pytest.fixture
def circulated(world: World) -> str:
    slug = board.propose(world)
    board.circulate(world, slug)
    decisions.vote(world, CHAIR, slug)
    return slug


def test_on_its_last_day_the_worker_leaves_it_open(world: World, circulated: str) -> None:
    go_to(world, LAST)
    assert work(world) == []


@both_databases
def test_from_the_day_after_the_worker_ends_it(world: World) -> None:
    slug = board.propose(world)
    board.circulate(world, slug)
    decisions.vote(world, CHAIR, slug)
    go_to(world, LAST + timedelta(days=1))
    (done,) = work(world)
    assert (done.matter, done.kind) == (slug, "lapse")
    assert done.words.startswith("Not carried in writing: one of the three")
    with world.scope_of(CHAIR) as scope:
        matter = decisions.find(scope, slug)
        assert (matter.state, matter.outcome) == ("decided", "not_approved")
        assert queries.sitting_of(scope, matter).state == "closed"
        assert decisions.recommendation(scope, slug, "a").closed_hat == "Operator, worker"
    with world.operator_of() as scope:
        assert verify(scope).whole


def test_what_ended_is_not_ended_again(world: World, circulated: str) -> None:
    go_to(world, LAST + timedelta(days=1))
    assert len(work(world)) == 1
    assert work(world) == []


def test_one_that_was_never_circulated_is_left_alone(world: World) -> None:
    board.propose(world)
    go_to(world, LAST + timedelta(days=1))
    assert work(world) == []
