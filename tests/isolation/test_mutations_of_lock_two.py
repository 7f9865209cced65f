"""Break each wall of lock two in turn, on every table: the check of rows notices every time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from tests.architecture.tables import TENANT_NAMES
from tests.factories import house
from tests.factories.house import Database
from tests.fixtures import clone
from tests.isolation.rows import (
    Reader,
    Truth,
    everybodys_grants,
    lock_two,
    read_truth,
    superuser_engine,
)
from tests.postgres import Server, drop_database

pytestmark = [pytest.mark.isolation, pytest.mark.postgres]

COMPANY = "company_id = nullif(current_setting('app.company_id', true), '')::bigint"
EVERYWHERE = "audience = ANY (string_to_array(current_setting('app.everywhere', true), ','))"
PAIRS = (
    "area_id || ':' || audience = ANY (string_to_array(current_setting('app.pairs', true), ','))"
)
ANY_AREA = (
    "EXISTS (SELECT FROM unnest(string_to_array(current_setting('app.pairs', true), ',')) AS pair"
    " WHERE split_part(pair, ':', 2) = audience)"
)
OF_ONE_COMPANY = ("body-", "item-")
"""How labels begin that another company cannot have."""
RIGHT = f"{COMPANY} AND ({EVERYWHERE} OR {PAIRS})"
every_table = pytest.mark.parametrize("table", TENANT_NAMES)

Marked = tuple[list[Reader], Database, Truth]


@pytest.fixture(scope="module")
def marked(
    postgres_server: Server, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Marked]:
    """One database for all mutations; each puts back what it broke."""
    name = f"{worker_id}_mutations"
    database = clone(postgres_server, name, "marked", tmp_path_factory.mktemp("data"))
    truth = read_truth(superuser_engine(database, postgres_server.superuser_url))
    with house.running(database) as app:
        readers = everybodys_grants(app)
    yield readers, database, truth
    # Whoever left something broken let a later test pass for the wrong reason.
    assert lock_two(readers, database, truth) == []
    drop_database(postgres_server, name)


@contextmanager
def _broken(database: Database, *statements: str, mend: tuple[str, ...]) -> Iterator[None]:
    _as_owner(database, statements)
    try:
        yield
    finally:
        _as_owner(database, mend)


def _as_owner(database: Database, statements: tuple[str, ...]) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _select_policy(table: str, using: str) -> tuple[str, ...]:
    """The reading policy of a table, made anew with another test."""
    command = "FOR SELECT " if table.startswith("audit_") else ""
    check = f" WITH CHECK ({RIGHT})" if not command else ""
    return (
        f"DROP POLICY IF EXISTS wall ON {table}",
        f"CREATE POLICY wall ON {table} {command}USING ({using}){check}",
    )


def _noticed(marked: Marked, table: str, *statements: str, mend: tuple[str, ...]) -> list[str]:
    readers, database, truth = marked
    with _broken(database, *statements, mend=mend):
        return lock_two(readers, database, truth, [table])


@every_table
def test_a_policy_dropped(marked: Marked, table: str) -> None:
    whole = _select_policy(table, RIGHT)
    assert _noticed(marked, table, f"DROP POLICY wall ON {table}", mend=whole)


@every_table
def test_a_policy_that_lets_everything_through(marked: Marked, table: str) -> None:
    assert _noticed(
        marked, table, *_select_policy(table, "true"), mend=_select_policy(table, RIGHT)
    )


@every_table
def test_a_second_permissive_policy(marked: Marked, table: str) -> None:
    second = f"CREATE POLICY hole ON {table} FOR SELECT USING (true)"
    assert _noticed(marked, table, second, mend=(f"DROP POLICY hole ON {table}",))


@every_table
def test_row_level_security_switched_off(marked: Marked, table: str) -> None:
    off, on = (f"ALTER TABLE {table} {what} ROW LEVEL SECURITY" for what in ("DISABLE", "ENABLE"))
    assert _noticed(marked, table, off, mend=(on,))


@every_table
def test_the_owner_let_off(marked: Marked, table: str) -> None:
    off, on = (f"ALTER TABLE {table} {what} ROW LEVEL SECURITY" for what in ("NO FORCE", "FORCE"))
    assert _noticed(marked, table, off, mend=(on,))


@every_table
def test_a_policy_that_forgets_the_company(marked: Marked, table: str) -> None:
    broken = _select_policy(table, f"{EVERYWHERE} OR {PAIRS}")
    # The label of a body or an item names one company's, whatever the policy says of companies.
    alike = {
        label for _, _, label in marked[2].tables[table] if not label.startswith(OF_ONE_COMPANY)
    }
    found = _noticed(marked, table, *broken, mend=_select_policy(table, RIGHT))
    # The index has a second policy, which narrows to the company whatever the wall says.
    assert bool(found) == (bool(alike) and table != "search_entry")


@every_table
def test_a_policy_that_forgets_the_audience(marked: Marked, table: str) -> None:
    audiences = {audience for _, _, audience in marked[2].tables[table]}
    found = _noticed(
        marked, table, *_select_policy(table, COMPANY), mend=_select_policy(table, RIGHT)
    )
    assert bool(found) == (audiences != {"public"})


@every_table
def test_a_policy_that_forgets_the_area(marked: Marked, table: str) -> None:
    broken = _select_policy(table, f"{COMPANY} AND ({EVERYWHERE} OR {ANY_AREA})")
    of_councils = {
        audience for _, area, audience in marked[2].tables[table] if area and audience != "public"
    }
    found = _noticed(marked, table, *broken, mend=_select_policy(table, RIGHT))
    assert bool(found) == bool(of_councils & {"editors", "released", "submitted"})


def test_a_policy_that_shows_everybodys_appointments(marked: Marked) -> None:
    mend = (
        "DROP POLICY own_appointments ON appointment",
        "CREATE POLICY own_appointments ON appointment FOR SELECT"
        " USING (person_id = nullif(current_setting('app.person_id', true), '')::bigint)",
    )
    anybody = "CREATE POLICY own_appointments ON appointment FOR SELECT USING (person_id > 0)"
    assert _noticed(marked, "appointment", mend[0], anybody, mend=mend)
