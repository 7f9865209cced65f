"""Lock one: every statement of a session is held inside its reader's grants, or refused.

Lock two is PostgreSQL's row-level security (``migrations/``), which tests the same three columns
against the settings written here. Neither knows of the other, so that each holds alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    String,
    and_,
    bindparam,
    cast,
    event,
    literal,
    or_,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from tenants.audiences import Grants
from tenants.base import Base, TenantRow

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

    Rows that an earlier reader loaded are let go, so that none is handed on from memory. A reader
    who is let in to more keeps what she has.
    """
    before = session.info.get(GRANTS)
    if before is None or not grants.cover(before):
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


@contextmanager
def asking(session: Session, question: str) -> Iterator[None]:
    """Let PostgreSQL look a question up in its full-text index while this lasts.

    Behind row-level security the planner reads no such index for a condition of the statement,
    since its operator is not known to keep secrets; for one of a policy it does. The restrictive
    policy ``question`` of ``search_entry`` asks for what is written here, and for everything of
    the company otherwise. The statement has the condition too: it finds the same without this.
    """
    postgresql = session.get_bind().dialect.name == "postgresql"
    if postgresql:
        session.connection().execute(_ASK, {"question": question})
    yield
    if postgresql:
        session.connection().execute(_ASK, {"question": ""})


_ASK = text("SELECT set_config('app.sought', :question, true)")


def _hold_inside(state: ORMExecuteState) -> None:
    grants = grants_of(state.session)
    if state.execution_options.get(UNWALLED):
        return
    if not state.is_orm_statement:
        raise WallError("Only statements on mapped classes pass the walls, not text or tables")
    if state.is_column_load or state.is_relationship_load:
        # The statement that loaded the parent handed its criteria on to these.
        return
    if state.is_select:
        state.statement = state.statement.options(_criteria(grants))
        state.parameters = _with_names(state.parameters, grants)
    else:
        state.statement = state.statement.options(*_criteria_with_values(grants, _tenant_classes()))


class Holds(FunctionElement[bool]):
    """``holds(text, part)``: whether a text has a part in it. No wildcards, unlike LIKE."""

    type = Boolean()
    inherit_cache = True


@compiles(Holds)
def _holds(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"


@compiles(Holds, "sqlite")
def _holds_in_sqlite(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


def _inside(row: Any, company_id: Any, opens: Any) -> ColumnElement[bool]:
    """The three columns against a reader's company and what opens to her (``Grants.opens``)."""
    audience, area = row.audience, cast(row.area_id, String)
    return and_(
        row.company_id == company_id,
        or_(Holds(opens, "," + audience + ","), Holds(opens, "," + area + ":" + audience + ",")),
    )


_COMPANY = bindparam("walls_company", type_=BigInteger())
_OPENS = bindparam("walls_opens", type_=String())
# One criterion for every reader, whose values are parameters: a statement is compiled once.
_INSIDE = with_loader_criteria(
    TenantRow,
    lambda row: _inside(row, _COMPANY, _OPENS),
    include_aliases=True,
    track_closure_variables=False,
)


def _criteria(_: Grants) -> Any:
    """The criteria of a SELECT; their values come by ``_with_names``."""
    return _INSIDE


def _with_names(given: Any, grants: Grants) -> dict[str, Any]:
    if given and not isinstance(given, Mapping):
        raise WallError("A SELECT takes one set of parameters")
    return {**(given or {}), "walls_company": grants.company_id, "walls_opens": grants.opens}


@lru_cache(maxsize=64)
def _criteria_with_values(grants: Grants, classes: frozenset[Any]) -> list[Any]:
    """The criteria of an UPDATE or DELETE, whose parameters are columns and nothing else.

    Kept for each reader, since making them takes longer than the database takes to write.
    """
    company_id = literal(grants.company_id, BigInteger())
    opens = literal(grants.opens, String())
    return [
        with_loader_criteria(row, _inside(row, company_id, opens), include_aliases=True)
        for row in classes
    ]


def _tenant_classes() -> frozenset[Any]:
    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return frozenset(row for row in mapped if issubclass(row, TenantRow))


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
            " set_config('app.pairs', :pairs, true),"
            " set_config('app.link', :link, true)"
        ),
        {
            "company": "" if grants.company_id is None else str(grants.company_id),
            "person": "" if grants.person_id is None else str(grants.person_id),
            "everywhere": ",".join(sorted(grants.everywhere)),
            "pairs": ",".join(sorted(grants.pairs)),
            "link": grants.link,
        },
    )
