"""Real processes keep the register at the same moment; one goes first, and nothing is lost."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from portal.audit.queries import verify
from portal.decisions.queries import lines
from portal.decisions.service import registering, submitting
from portal.decisions.service.registering import DecisionError
from tests.both import both_databases
from tests.decisions.test_concurrency import run
from tests.factories import decisions, house, registers
from tests.factories.house import Database
from tests.factories.world import World

CLERK = "clerk@afc.example"


def change(database: Database, title: str, seen: str) -> str:
    """The clerk changes matter 20's title from December 2020, in a process of her own."""
    with house.running(database) as app, World(app).scope_of(CLERK) as scope:
        line, said = registers.found(scope), registers.details(scope, title=title)
        try:
            registering.change_line(scope, line, said, registers.LATER, registers.AUTHORITY, seen)
        except DecisionError as error:
            return str(error)
        scope.session.commit()
    return "changed"


def add(database: Database, title: str, day: str) -> str:
    """The clerk adds matter 30 from a day on, in a process of her own."""
    with house.running(database) as app, World(app).scope_of(CLERK) as scope:
        said, first = registers.details(scope, title=title), date.fromisoformat(day)
        try:
            registering.add_line(scope, 30, said, first, registers.AUTHORITY)
        except DecisionError as error:
            return str(error)
        scope.session.commit()
    return "added"


def keep(world: World) -> str:
    with world.operator_of() as scope:
        registers.add(scope)
        scope.session.commit()
        return registers.seen(scope)


@both_databases
def test_of_three_changes_at_once_one_is_made_and_two_are_told(
    world: World, database: Database
) -> None:
    seen = keep(world)
    found = sorted(run(change, database, [(f"Contracts {each}", seen) for each in "abc"]))
    assert found[2] == "changed"
    assert all(words.startswith("Somebody changed this line") for words in found[:2])
    with world.operator_of() as scope:
        assert len(lines.forms_of(scope, 20)) == 2
        assert verify(scope).breaks == ()


@both_databases
def test_two_lines_of_one_number_at_once_are_never_both_in_force(
    world: World, database: Database
) -> None:
    keep(world)
    days = ("2019-05-01", "2019-06-01", "2020-12-01")
    found = run(add, database, [("Contracts", day) for day in days])
    assert found.count("added") == 1
    with world.operator_of() as scope:
        assert len(lines.forms_of(scope, 30)) == 1


@both_databases
def test_the_database_refuses_two_forms_of_a_line_from_one_day(world: World) -> None:
    keep(world)
    with world.operator_of() as scope:
        first = registers.found(scope)
        again = type(first)(
            **{
                column.name: getattr(first, column.name)
                for column in first.__table__.columns
                if column.name != "id"
            }
        )
        scope.session.add(again)
        with pytest.raises(IntegrityError):
            scope.session.flush()


def test_a_citation_is_settled_by_the_register_of_the_day_of_submission(world: World) -> None:
    slug = decisions.submit(world)
    with world.operator_of() as scope:
        said = registers.details(scope, kind="plan", title="Plans", rule="simple_majority")
        registers.change(scope, 13, date(2019, 6, 25), said)
        old = lines.forms_of(scope, 13)[0]
        matter = decisions.find(scope, slug)
        submitting.settle_citation(scope, matter, 13)
        assert matter.reserved_matter_id == old.id
