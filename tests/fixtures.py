"""Fixtures that every test may use: databases, the portal on them, and the people in it.

``app`` holds the world of ``tests/factories/world.py`` on SQLite, a fresh copy for each test. A
test marked ``@both_databases`` runs on PostgreSQL too. ``empty_app`` is migrated and holds no row.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from tenants.scope import Scope
from tests import postgres
from tests.factories import house, marked
from tests.factories import world as whole
from tests.factories.browser import Browser
from tests.factories.house import Database
from tests.factories.world import World
from tests.postgres import Server

ScopeOf = Callable[..., AbstractContextManager[Scope]]
Templates = Callable[[str], Path]
_numbers = count(1)


@pytest.fixture(scope="session", autouse=True)
def _fast_passwords() -> None:
    house.hash_fast()


@pytest.fixture
def backend() -> str:
    """SQLite, unless the test is marked ``@both_databases`` (tests/both.py)."""
    return "sqlite"


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """SQLite files to copy from, built when first asked for: "empty", "world" or "marked"."""
    folder = tmp_path_factory.mktemp("templates")

    def template(name: str) -> Path:
        path = folder / f"{name}.sqlite3"
        if not path.exists():
            house.prepare(house.sqlite(path), BUILDS[name])
        return path

    return template


BUILDS: dict[str, house.Build | None] = {
    "empty": None,
    "world": whole.build,
    "marked": marked.build,
}


@pytest.fixture
def make_database(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path, worker_id: str
) -> Callable[[str, str], Database]:
    """``make_database("postgres", "world")``: a fresh database cloned from a template."""

    def make(backend: str, template: str) -> Database:
        if backend == "sqlite":
            return house.copy_sqlite(templates(template), tmp_path / "portal.sqlite3")
        server: Server = request.getfixturevalue("postgres_server")
        name = f"{worker_id}_{next(_numbers)}"
        request.addfinalizer(lambda: postgres.drop_database(server, name))
        return clone(server, name, template, tmp_path)

    return make


def clone(server: Server, name: str, template: str, data: Path) -> Database:
    """A PostgreSQL database of this run, cloned from a template that is built once per run."""

    def build(urls: postgres.DatabaseUrls) -> None:
        house.prepare(Database(urls.app, urls.owner, data), BUILDS[template])

    full_name = postgres.make_template(server, f"template_{template}", build)
    urls = postgres.create_database(server, name, template=full_name)
    return Database(urls.app, urls.owner, data)


@pytest.fixture
def database(make_database: Callable[[str, str], Database], backend: str) -> Database:
    """The world's database of this test, and of nobody else."""
    return make_database(backend, "world")


@pytest.fixture
def empty_database(make_database: Callable[[str, str], Database], backend: str) -> Database:
    """A migrated database without a row."""
    return make_database(backend, "empty")


@pytest.fixture
def app(database: Database) -> Iterator[Flask]:
    """The portal on the world's database; CSRF is on."""
    with house.running(database) as running:
        yield running


@pytest.fixture
def empty_app(empty_database: Database) -> Iterator[Flask]:
    """The portal on a database without a row."""
    with house.running(empty_database) as running:
        yield running


@pytest.fixture
def marked_database(make_database: Callable[[str, str], Database], backend: str) -> Database:
    """The marked world's database (tests/factories/marked.py)."""
    return make_database(backend, "marked")


@pytest.fixture
def marked_app(marked_database: Database) -> Iterator[Flask]:
    """The portal on the marked world's database."""
    with house.running(marked_database) as running:
        yield running


@pytest.fixture
def world(app: Flask) -> World:
    """Doors into the world of ``app``."""
    return World(app)


@pytest.fixture
def client(world: World) -> Browser:
    """A browser of a stranger."""
    return world.browser()


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Browser]:
    """``signed_in("director@afc.example")``: a browser of its own, signed in."""
    return world.browser


@pytest.fixture
def scope_of(world: World) -> ScopeOf:
    """``with scope_of("director@afc.example") as scope:`` – also ``company="tfc", writes=False``.

    None is the signed-out public. Commit yourself where the test needs it.
    """
    return world.scope_of
