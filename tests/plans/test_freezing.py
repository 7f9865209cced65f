"""A version is frozen once for each text that waits to be submitted."""

from threading import Barrier, Thread

import pytest

from portal.plans import queries
from portal.plans.service import PlanError, versioning
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of

DIRECTORS = (DIRECTOR, "director-2@afc.example")


def freeze(world: World, who: str, start: Barrier, answers: list[str]) -> None:
    start.wait(10)
    with world.scope_of(who) as scope:
        try:
            versioning.freeze(scope, plan_of(scope))
            scope.session.commit()
        except PlanError as error:
            answers.append(str(error))
        else:
            answers.append("frozen")


def test_a_second_click_freezes_no_second_version(world: World) -> None:
    director: Browser = world.browser(DIRECTOR)
    assert director.submit(f"{PLAN}freeze").status_code == 303
    answer = director.submit(f"{PLAN}freeze")
    assert answer.status_code == 409
    assert "Version 1 holds this very text, and waits to be submitted." in answer.text
    assert director.get(f"{PLAN}versions/2/").status_code == 404


@both_databases
def test_two_directors_at_once_freeze_one_version(world: World) -> None:
    answers: list[str] = []
    start = Barrier(len(DIRECTORS))
    writers = [Thread(target=freeze, args=(world, who, start, answers)) for who in DIRECTORS]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(answers) == [
        "Version 1 holds this very text, and waits to be submitted.",
        "frozen",
    ]
    with world.scope_of(DIRECTOR, writes=False) as scope:
        assert len(queries.versions(scope, plan_of(scope).id)) == 1


@pytest.mark.parametrize("state", ["submitted", "rejected", "approved"])
def test_a_text_that_was_put_before_a_body_can_be_frozen_anew(
    scope_of: ScopeOf, frozen: State, state: str
) -> None:
    frozen(state)
    with scope_of(DIRECTOR) as scope:
        assert versioning.freeze(scope, plan_of(scope)).number == 2
