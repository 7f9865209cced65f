"""The migrations make the very tables that the models describe, and can be taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect

from tenants.base import Base
from tests.architecture.tables import TENANT_NAMES
from tests.both import both_databases
from tests.factories import house
from tests.factories.house import Database


def _read(database: Database, read: Callable[[Any], Any]) -> Any:
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        found = read(connection)
    engine.dispose()
    return found


GIN = "ix_search_entry_lexemes"
"""The full-text index of PostgreSQL. SQLite's is FTS5, which no model can describe."""


def _differences(connection: Any) -> list[Any]:
    def described(_: Any, name: str | None, __: str, reflected: bool, ___: Any) -> bool:
        if connection.dialect.name == "sqlite":
            return name != GIN and not (reflected and str(name).startswith("search_words"))
        return True

    opts = {"compare_type": True, "include_object": described}
    context = MigrationContext.configure(connection, opts=opts)
    return list(compare_metadata(context, Base.metadata))


def _tables(database: Database) -> set[str]:
    return set(_read(database, lambda connection: inspect(connection).get_table_names()))


@both_databases
def test_the_migrations_make_what_the_models_describe(empty_database: Database) -> None:
    assert set(TENANT_NAMES) < _tables(empty_database)
    assert _read(empty_database, _differences) == []


@both_databases
def test_the_migrations_can_be_taken_back_and_made_again(empty_database: Database) -> None:
    before = _tables(empty_database)
    with house.running(empty_database) as app, app.app_context():
        downgrade(revision="base")
        assert _tables(empty_database) == {"alembic_version"}
        upgrade()
    assert _tables(empty_database) == before
    assert _read(empty_database, _differences) == []


@both_databases
def test_what_is_filled_can_be_taken_back(database: Database) -> None:
    with house.running(database) as app, app.app_context():
        downgrade(revision="base")
    assert _tables(database) == {"alembic_version"}


def test_each_migration_follows_the_one_before_it() -> None:
    files = sorted((Path(__file__).parents[2] / "migrations" / "versions").glob("*.py"))
    numbers = [file.name[:4] for file in files]
    assert numbers == [f"{place:04}" for place in range(1, len(files) + 1)]
    for previous, file in zip([None, *numbers], files, strict=False):
        assert f"down_revision = {previous!r}".replace("'", '"') in file.read_text()
