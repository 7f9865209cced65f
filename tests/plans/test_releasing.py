"""A draft is released: as it stands, and with whatever is saved at that moment or later."""

from collections.abc import Callable
from threading import Thread

import pytest
from sqlalchemy import func, select

from portal.audit.models import AuditEvent
from portal.plans import queries, service
from portal.plans.content import Content
from tests.both import on_postgres
from tests.factories.world import World
from tests.plans.conftest import DIRECTOR, plan_of

PATIENCE = 2.0
"""Seconds that the other writer is waited for in the middle of the first one's work."""
SAVED = Content("Saved at that moment", "While a colleague released the draft.", outcome="Both.")


def release(world: World, answers: list[str]) -> None:
    """Another director releases Kingston's draft."""
    with world.scope_of("director-2@afc.example") as scope:
        area = next(area for area in scope.areas if area.slug == "kingston")
        try:
            service.release(scope, plan_of(scope), area.area_id)
            scope.session.commit()
        except service.PlanError as error:
            answers.append(str(error))
        else:
            answers.append("released")


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, name: str, world: World, answers: list[str]
) -> Thread:
    """Begin a release, in a thread of its own, just before ``service`` does ``name``."""
    other = Thread(target=release, args=(world, answers))
    does: Callable[..., object] = getattr(service, name)

    def after_the_other_began(*args: object, **named: object) -> object:
        if other.ident is None:
            other.start()
            other.join(PATIENCE)
        return does(*args, **named)

    monkeypatch.setattr(service, name, after_the_other_began)
    return other


@on_postgres
def test_what_is_saved_while_a_draft_is_released_is_released_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str] = []
    with world.scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        other = meanwhile(monkeypatch, "take_head", world, answers)
        service.revise(scope, reading.item, SAVED, base=reading.item.head)
        scope.session.commit()
    other.join()
    assert answers == ["released"]
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        read = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert read is not None
        assert read.revision.title == SAVED.title


@on_postgres
def test_of_two_releases_at_once_one_is_told_that_it_is_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[str] = []
    with world.scope_of(DIRECTOR) as scope:
        area = next(area for area in scope.areas if area.slug == "kingston")
        plan = plan_of(scope)
        other = meanwhile(monkeypatch, "open_cover", world, answers)
        service.release(scope, plan, area.area_id)
        scope.session.commit()
    other.join()
    assert answers == ["This draft is released already."]
    with world.operator_of() as scope:
        told = (
            select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "plan:released")
        )
        assert scope.session.scalar(told) == 1


def test_what_is_added_to_a_released_draft_is_released_too(
    world: World, released: Callable[[str], None]
) -> None:
    released("kingston")
    with world.scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        reading = queries.find_reading(scope, "KIN-01", plan=plan)
        assert reading is not None
        service.add_item(scope, plan, reading.section, "KIN-99", SAVED)
        scope.session.commit()
    with world.scope_of("commissioner@kingston.example", writes=False) as scope:
        assert queries.find_reading(scope, "KIN-99", plan=plan_of(scope)) is not None
    with world.scope_of("commissioner@richmond.example", writes=False) as scope:
        assert queries.find_plan(scope, "business-plan-2019-2024") is not None
        assert queries.find_reading(scope, "KIN-99", plan=plan_of(scope)) is None
