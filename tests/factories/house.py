"""Databases and applications for tests: a migrated template, cloned in milliseconds."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import Config, load
from portal.web.database import db
from tenants import identity
from tests.factories.browser import Browser

Build = Callable[[Flask], None]


@dataclass(frozen=True)
class Database:
    """Addresses of one database: as the portal's role, and as the role that owns its tables."""

    app_url: str
    owner_url: str
    data: Path

    def config(self, environment: str = "development") -> Config:
        """The settings of a portal on this database."""
        return load(
            {
                "PORTAL_DATABASE_URL": self.app_url,
                "PORTAL_OWNER_DATABASE_URL": self.owner_url,
                "PORTAL_SECRET_KEY": "a secret for tests alone",
                "PORTAL_ENVIRONMENT": environment,
                "PORTAL_DATA": str(self.data),
            }
        )


def sqlite(path: Path) -> Database:
    """A SQLite database in this file, which need not be there yet."""
    url = f"sqlite:///{path}"
    return Database(url, url, path.parent)


@contextmanager
def running(database: Database) -> Iterator[Flask]:
    """The portal on a database, with CSRF on; its connections are closed at the end."""
    app = create_app(database.config())
    app.testing = True
    app.test_client_class = Browser
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def prepare(database: Database, build: Build | None = None) -> None:
    """Migrate a database as its owner, then fill it as the portal would."""
    with running(database) as app:
        with app.app_context():
            upgrade()
        if build is not None:
            build(app)


def copy_sqlite(template: Path, target: Path) -> Database:
    """A copy of a SQLite database that nobody has open."""
    shutil.copyfile(template, target)
    return sqlite(target)


def hash_fast() -> None:
    """Argon2 as weak as the library allows: tests sign in hundreds of times."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    identity._hasher = hasher
    identity._NOBODYS_HASH = hasher.hash("nobody's")
