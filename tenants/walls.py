"""Lock one: every statement of a session is held inside its reader's grants, or refused.

Lock two is PostgreSQL's row-level security (``migrations/``), which tests the same three columns
against the settings written here. Neither knows of the other, so that each holds alone.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, and_, cast, event, or_, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)

from tenants.audiences import Grants
from tenants.base import TenantRow

GRANTS = "grants"
WRITES = "writes"
UNWALLED = "unwalled"
"""Execution option of the few reads that make a Scope and so cannot have one; tenants/ only."""


class WallError(RuntimeError):
    """A statement without a Scope, or a write that would cross a wall. Always a defect of ours."""


def install(session_class: type[Session]) -> None:
    """Put lock one on a session class. Without it there is no portal: call once, at start."""
    event.listen(session_class, "do_orm_execute", _hold_inside)
    event.listen(session_class, "before_flush", _check_writes)
    event.listen(session_class, "after_begin", _tell_database)


def enter(session: Session, grants: Grants, *, writes: bool) -> None:
    """Say for whom the session reads from now on, and whether it may write.

    Rows that an earlier reader loaded are let go, so that none is handed on from memory.
    """
    if session.info.get(GRANTS) != grants:
        for row in _tenant_rows(session.identity_map.values()):
            session.expunge(row)
    session.info[GRANTS] = grants
    session.info[WRITES] = writes
    if session.in_transaction():
        _write_settings(session.connection(), grants)


def leave(session: Session) -> None:
    """Take the grants away; every later statement raises WallError."""
    session.info.pop(GRANTS, None)
    session.info.pop(WRITES, None)


def grants_of(session: Session) -> Grants:
    """The grants the session reads under. Raises WallError without any."""
    found = session.info.get(GRANTS)
    if not isinstance(found, Grants):
        raise WallError("No Scope: a session reads and writes only for somebody (tenants.scope)")
    return found


def _hold_inside(state: ORMExecuteState) -> None:
    grants = grants_of(state.session)
    if state.execution_options.get(UNWALLED):
        return
    if not state.is_orm_statement:
        raise WallError("Only statements on mapped classes pass the walls, not text or tables")
    if state.is_column_load or state.is_relationship_load:
        # The statement that loaded the parent handed its criteria on to these.
        return
    state.statement = state.statement.options(_criteria(grants))


def _criteria(grants: Grants) -> Any:
    company_id = grants.company_id
    everywhere = sorted(grants.everywhere)
    pairs = sorted(grants.pairs)
    return with_loader_criteria(
        TenantRow,
        lambda row: and_(
            row.company_id == company_id,
            or_(
                row.audience.in_(everywhere),
                (cast(row.area_id, String) + ":" + row.audience).in_(pairs),
            ),
        ),
        include_aliases=True,
    )


def _check_writes(session: Session, _context: UOWTransaction, _instances: object) -> None:
    grants = grants_of(session)
    touched = {*session.new, *session.dirty, *session.deleted}
    if touched and not session.info[WRITES]:
        raise WallError("This request only reads; a GET never writes")
    for row in _tenant_rows(touched):
        if row.company_id != grants.company_id:
            raise WallError(f"{type(row).__name__} belongs to another company")
        if row.read_back and not grants.admit(row.area_id, row.audience):
            raise WallError(
                f"{type(row).__name__} {row.area_id}:{row.audience} is outside the writer's walls"
            )


def _tenant_rows(rows: Iterable[object]) -> list[TenantRow]:
    return [row for row in rows if isinstance(row, TenantRow)]


def _tell_database(session: Session, _: SessionTransaction, connection: Connection) -> None:
    _write_settings(connection, grants_of(session))


def _write_settings(connection: Connection, grants: Grants) -> None:
    """Write the grants where the row-level security policies read them, for this transaction."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(
        text(
            "SELECT set_config('app.company_id', :company, true),"
            " set_config('app.person_id', :person, true),"
            " set_config('app.everywhere', :everywhere, true),"
            " set_config('app.pairs', :pairs, true)"
        ),
        {
            "company": "" if grants.company_id is None else str(grants.company_id),
            "person": "" if grants.person_id is None else str(grants.person_id),
            "everywhere": ",".join(sorted(grants.everywhere)),
            "pairs": ",".join(sorted(grants.pairs)),
        },
    )
