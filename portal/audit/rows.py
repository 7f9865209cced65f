"""Rows that are audited whole: the digest of every column, and the events that carry it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.audit.queries import verifies
from portal.audit.service import Happening, Json, record
from portal.kit import digests
from tenants.base import NumberedRow, columns_of
from tenants.roles import Hat
from tenants.scope import Scope

Kinds = Mapping[type[Any], str]
"""What the log calls the rows of each class."""


def row_digest(row: NumberedRow) -> str:
    """Digest of every column of a row, its walls included: a hand in the database shows."""
    later = _added_later(type(row))
    absent = {n for n, value in columns_of(row).items() if n in later and value == later[n]}
    said = {name: _plain(value) for name, value in columns_of(row).items() if name not in absent}
    return digests.digest(said)


def _added_later(model: type[Any]) -> dict[str, Any]:
    """Columns that older rows do not have (``info`` says so), each with the value that those have
    now (``was``, or None): at that value it is no part of the digest, so that an older row keeps
    the digest that its event holds."""
    columns = model.__table__.columns
    return {each.name: each.info.get("was") for each in columns if each.info.get("later")}


def note(
    scope: Scope,
    hat: Hat,
    action: str,
    kind: str,
    row: NumberedRow,
    payload: Mapping[str, Json] | None = None,
) -> None:
    """Flush a row and record what was done to it, with its digest as it now stands."""
    scope.session.flush()
    happening = Happening(action, kind, row.id, row.area_id, row_digest(row), payload or {})
    record(scope, hat, happening)


def register(kinds: Kinds) -> None:
    """Let ``portal audit verify`` read every row of these classes again."""
    for model, kind in kinds.items():
        verifies(kind, _digests_of(model))


def _digests_of(model: type[Any]) -> Callable[[Scope], dict[int, str]]:
    def current(scope: Scope) -> dict[int, str]:
        return {row.id: row_digest(row) for row in scope.session.scalars(select(model))}

    return current


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
