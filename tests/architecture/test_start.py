"""The portal starts only as a role that row-level security holds, and reads only for somebody."""

from collections.abc import Callable
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.orm import Session

from portal.app import servable
from portal.web.database import UnsafeRoleError, db
from tenants.walls import WallError
from tests.architecture.tables import TENANT_NAMES, table_of, tenant_classes
from tests.both import both_databases, on_postgres
from tests.factories.house import Database
from tests.fixtures import ScopeOf
from tests.postgres import PASSWORD, Server

BYPASSING = "goldthread_bypassing"


def _as(database: Database, role: str) -> Database:
    url = make_url(database.app_url).set(username=role)
    return replace(database, app_url=url.render_as_string(hide_password=False))


def _start(database: Database) -> None:
    app = servable(database.config())
    with app.app_context():
        db.engine.dispose()


@on_postgres
def test_it_starts_as_its_own_role(database: Database) -> None:
    _start(database)


def test_it_starts_on_sqlite(database: Database) -> None:
    _start(database)


@on_postgres
def test_it_does_not_start_as_the_owner_of_the_tables(database: Database) -> None:
    with pytest.raises(UnsafeRoleError, match="owns the tables"):
        _start(replace(database, app_url=database.owner_url))


@on_postgres
def test_it_does_not_start_as_a_superuser(database: Database, postgres_server: Server) -> None:
    name = make_url(database.app_url).database
    superuser = make_url(postgres_server.superuser_url).set(database=name)
    url = superuser.render_as_string(hide_password=False)
    with pytest.raises(UnsafeRoleError, match="is a superuser"):
        _start(replace(database, app_url=url))


@on_postgres
def test_it_does_not_start_as_a_role_that_bypasses_row_level_security(
    database: Database, postgres_server: Server, worker_id: str
) -> None:
    role = f"{BYPASSING}_{worker_id}"
    superuser = make_url(postgres_server.superuser_url).set(drivername="postgresql")
    address = superuser.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN BYPASSRLS PASSWORD '{PASSWORD}'")
        try:
            with pytest.raises(UnsafeRoleError, match="has BYPASSRLS"):
                _start(_as(database, role))
        finally:
            connection.execute(f"DROP ROLE {role}")


@both_databases
def test_a_session_without_a_scope_reads_nothing(app: Flask) -> None:
    with app.app_context():
        for mapped in tenant_classes():
            with pytest.raises(WallError, match="No Scope"):
                db.session().scalars(select(mapped)).all()


@both_databases
def test_a_session_without_a_scope_writes_nothing(app: Flask) -> None:
    with app.app_context():
        db.session().add(tenant_classes()[0]())
        with pytest.raises(WallError, match="No Scope"):
            db.session().flush()


@both_databases
@pytest.mark.parametrize(
    "ask",
    [
        lambda session: session.execute(text("SELECT * FROM plan_revision")),
        lambda session: session.execute(select(text("*")).select_from(text("plan_revision"))),
        lambda session: session.execute(table_of(tenant_classes()[0]).select()),
    ],
    ids=["text", "text in a select", "table"],
)
def test_what_is_not_a_mapped_class_does_not_pass(
    scope_of: ScopeOf, ask: Callable[[Session], object]
) -> None:
    with scope_of("director@afc.example") as scope, pytest.raises(WallError):
        ask(scope.session)


@on_postgres
@pytest.mark.parametrize("table", TENANT_NAMES)
def test_without_settings_the_portals_role_gets_no_row(database: Database, table: str) -> None:
    engine = create_engine(database.app_url)
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - ours
    engine.dispose()
