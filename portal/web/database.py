"""The engine and the session class: Flask-SQLAlchemy's life cycle, tenancy's walls.

``db.session`` is used here and in ``edge`` only; everywhere else a Scope carries the session.
"""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Engine, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import SessionTransaction

from tenants import walls
from tenants.base import Base


class PortalSession(Session):
    """Flask-SQLAlchemy's session inside the walls."""


class UnsafeRoleError(RuntimeError):
    """The portal would be served by a database role that row-level security does not hold."""


db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"class_": PortalSession, "expire_on_commit": False, "autoflush": True},
)
walls.install(PortalSession)


def _begin(session: OrmSession, begun: SessionTransaction, connection: Connection) -> None:
    """SQLite writers take their lock at once, so that none fails half-way; readers read only.

    A PostgreSQL transaction of a request that only reads is made read only by the server too.
    A savepoint stands in a transaction that has begun.
    """
    if begun.nested:
        return
    writes = bool(session.info.get(walls.WRITES))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif not writes:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


event.listen(PortalSession, "after_begin", _begin, insert=True)


def prepare_engine(engine: Engine) -> None:
    """Set up a SQLite engine: foreign keys, write-ahead log, transactions begun by us alone."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "busy_timeout = 15000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def refuse_unsafe_role(engine: Engine) -> None:
    """Raise UnsafeRoleError if this PostgreSQL role could step over row-level security."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        reasons = [reason for query, reason in _UNSAFE if connection.scalar(text(query))]
    # The server forks its workers after this: none may inherit an open connection.
    engine.dispose()
    if reasons:
        raise UnsafeRoleError(
            f"The portal does not start: its database role {' and '.join(reasons)}, so row-level "
            "security would not hold it. Give PORTAL_DATABASE_URL a plain role that is a member of "
            "portal_app, and PORTAL_OWNER_DATABASE_URL the role that owns the tables."
        )


_UNSAFE = (
    ("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", "is a superuser"),
    ("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user", "has BYPASSRLS"),
    (
        "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        " AND pg_has_role(current_user, c.relowner, 'USAGE'))",
        "owns the tables",
    ),
)
