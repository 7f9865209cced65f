"""A hand in the database, for the tests of what the log finds."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from tests.factories.house import Database
from tests.isolation.rows import superuser_engine
from tests.postgres import Server

Tamper = Callable[..., None]


@pytest.fixture
def tamper(marked_database: Database, backend: str, request: pytest.FixtureRequest) -> Tamper:
    """Write to the database as somebody whom no wall, grant or trigger holds."""

    def write(*statements: str) -> None:
        if backend == "postgres":
            server: Server = request.getfixturevalue("postgres_server")
            engine = superuser_engine(marked_database, server.superuser_url)
        else:
            engine = create_engine(marked_database.owner_url)
        with engine.begin() as connection:
            if backend == "sqlite":
                triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                for name in connection.scalars(text(triggers)).all():
                    connection.execute(text(f"DROP TRIGGER {name}"))
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    return write
