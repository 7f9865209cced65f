"""How many statements a page costs: counts what the database is asked, not what frames it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

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
