"""How many statements a page costs, and how the database reads them: by an index or whole."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, create_engine, event, text

from tenants.scope import Scope
from tests.factories.house import Database

FRAME = re.compile(
    r"\s*(BEGIN|COMMIT|ROLLBACK|SET|PRAGMA|SAVEPOINT|RELEASE|SELECT set_config)\b", re.IGNORECASE
)


@dataclass
class Statements:
    """The statements sent while counting, in their order."""

    texts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def __str__(self) -> str:
        numbered = (f"{place:2}. {text}" for place, text in enumerate(self.texts, 1))
        return f"{len(self)} statements:\n" + "\n".join(numbered)


@contextmanager
def count_queries() -> Iterator[Statements]:
    """Count SELECT, INSERT, UPDATE and DELETE on every engine of this process.

    ``with count_queries() as asked: …`` then ``assert len(asked) <= 8, asked``.
    """
    found = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not FRAME.match(statement):
            found.texts.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def analyse(database: Database) -> None:
    """Let a database look at what is in its tables, as it does by itself after a while."""
    engine = create_engine(database.owner_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def explained(scope: Scope, act: Callable[[], object]) -> list[str]:
    """How the scope's database reads each statement that ``act`` sends, in its own words."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        if not FRAME.match(statement):
            sent.append((statement, given))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    connection = scope.session.connection()
    ask = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    plans = [connection.exec_driver_sql(f"{ask} {said}", given).all() for said, given in sent]
    return ["\n".join(str(row[-1]) for row in plan) for plan in plans]


def reads_whole(plan: str, table: str) -> bool:
    """Whether a database reads a whole table for it, as SQLite or as PostgreSQL says that."""
    return any(f"{scan} {table}" in plan for scan in ("SCAN", "Seq Scan on"))
