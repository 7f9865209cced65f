"""A database that an older release filled is whole after an upgrade: what was frozen stays so.

``data/rows_of_0005.json`` holds the rows that the release with migration 0005 wrote through its own
services: a plan with three versions (approved in principle, approved, frozen), two decided matters.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    create_engine,
    func,
    select,
    text,
)

from portal.audit.queries import verify
from portal.plans import queries, sayings
from portal.plans.models import Plan
from portal.plans.models.frozen import Version
from portal.plans.service import commencing, versioning
from tests import postgres
from tests.both import both_databases
from tests.factories import house
from tests.factories.house import Database
from tests.factories.world import World
from tests.isolation.rows import superuser_engine
from tests.postgres import Server

ROWS = json.loads((Path(__file__).parent / "data" / "rows_of_0005.json").read_text("utf-8"))
READS: dict[type[Any], Callable[[Any], Any]] = {
    Boolean: bool,
    Date: date.fromisoformat,
    DateTime: datetime.fromisoformat,
    LargeBinary: bytes.fromhex,
    Numeric: Decimal,
}
PLAN = "/tfc/plans/business-plan-2019-2022/"


@pytest.fixture
def older(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database at migration 0005, with the rows of that release."""
    if backend == "sqlite":
        database = house.sqlite(tmp_path / "older.sqlite3")
        _fill(database, lambda: create_engine(database.owner_url))
        yield database
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"older_{tmp_path.name[-12:].lower().replace('-', '_')}"
    urls = postgres.create_database(server, name)
    database = Database(urls.app, urls.owner, tmp_path)
    _fill(database, lambda: superuser_engine(database, server.superuser_url))
    yield database
    postgres.drop_database(server, name)


@pytest.fixture
def upgraded(older: Database) -> Iterator[Flask]:
    """The portal of today on it."""
    with house.running(older) as app:
        with app.app_context():
            upgrade()
        yield app


def _fill(database: Database, connect: Callable[[], Any]) -> None:
    with house.running(database) as app, app.app_context():
        upgrade(revision="0005")
    engine = connect()
    with engine.begin() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            for row in _rows(ROWS.get(table.name), table):
                connection.execute(table.insert().values(row))
        _count_on(connection, metadata)
    engine.dispose()


def _rows(held: Any, table: Any) -> Iterator[dict[str, Any]]:
    for values in held["rows"] if held else ():
        row = dict(zip(held["columns"], values, strict=True))
        yield {name: _read(table.c[name].type, value) for name, value in row.items()}


def _read(kind: Any, value: Any) -> Any:
    if value is None or isinstance(kind, JSON):
        return value
    return next((read(value) for t, read in READS.items() if isinstance(kind, t)), value)


def _count_on(connection: Connection, metadata: MetaData) -> None:
    """Let PostgreSQL's counters go on after the rows' own numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        counter = connection.scalar(
            text("SELECT pg_get_serial_sequence(:t, 'id')")
            if "id" in table.c
            else text("SELECT NULL"),
            {"t": table.name} if "id" in table.c else {},
        )
        last = connection.scalar(select(func.max(table.c.id))) if counter else None
        if last:
            connection.execute(select(func.setval(counter, last)))


def _version(world: World, number: int) -> Version:
    with world.operator_of("tfc") as scope:
        plan = scope.session.scalars(select(Plan)).one()
        found = queries.find_version(scope, number, plan=plan)
        assert found is not None
        scope.session.expunge(found)
        return found


@both_databases
def test_the_log_still_verifies(upgraded: Flask) -> None:
    with World(upgraded).operator_of("tfc") as scope:
        verdict = verify(scope)
    assert verdict.breaks == ()
    assert verdict.events == len(ROWS["audit_event"]["rows"])


@both_databases
def test_versions_keep_their_digests_and_their_states(upgraded: Flask) -> None:
    world = World(upgraded)
    columns = ROWS["plan_version"]["columns"]
    for row in ROWS["plan_version"]["rows"]:
        before = dict(zip(columns, row, strict=True))
        found = _version(world, before["number"])
        assert (found.digest, found.state, found.scheme) == (before["digest"], before["state"], 1)


@both_databases
def test_versions_have_the_cover_of_their_plan(upgraded: Flask) -> None:
    found = _version(World(upgraded), 1)
    assert (found.title, found.first_year, found.years) == ("Business Plan", 2019, 5)


@both_databases
def test_no_day_is_guessed_on_which_an_approved_version_came_into_force(upgraded: Flask) -> None:
    world = World(upgraded)
    found = _version(world, 2)
    assert (found.state, found.in_force_from) == ("approved", None)
    assert "has not been recorded" in sayings.warning(found, date(2019, 6, 24))
    assert "has not been recorded" in world.browser().get(PLAN).text


@both_databases
def test_the_portal_goes_on_with_it(upgraded: Flask) -> None:
    world = World(upgraded)
    with world.scope_of("director@tfc.example", "tfc") as scope:
        plan = scope.session.scalars(select(Plan)).one()
        # The third version waits with the draft's very text, under the older scheme.
        with pytest.raises(ValueError, match="Version 3 holds this very text"):
            versioning.freeze(scope, plan)
        hat = scope.hat
        assert hat is not None
        second = queries.find_version(scope, 2, plan=plan)
        assert second is not None
        commencing.bring_into_force(scope, second, hat, scope.today())
        scope.session.commit()
    assert "Version 2, in force since 24 June 2019" in world.browser().get(PLAN).text
    with world.operator_of("tfc") as scope:
        assert verify(scope).breaks == ()
