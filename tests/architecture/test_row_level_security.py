"""Lock two on PostgreSQL: what the catalogue says of every table, policy and role."""

import re
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.architecture.tables import HOUSE_TABLES, TENANT_NAMES
from tests.both import on_postgres
from tests.factories.house import Database
from tests.postgres import APP_ROLE, OWNER_ROLE

pytestmark = on_postgres

INSIDE = (
    "((company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::bigint)"
    " AND (((audience)::text = ANY"
    " (string_to_array(current_setting('app.everywhere'::text, true), ','::text)))"
    " OR (((area_id || ':'::text) || (audience)::text) = ANY"
    " (string_to_array(current_setting('app.pairs'::text, true), ','::text)))))"
)
"""The one test of company, area and audience, as PostgreSQL prints it."""
OWN_COMPANY = (
    "(company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::bigint)"
)
OWN_ROWS = "(person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::bigint)"
OWN_PAPERS = f"({OWN_COMPANY} AND {OWN_ROWS})"
OWN_INVITATION = (
    f"({OWN_COMPANY} AND ((key_digest)::text ="
    " NULLIF(current_setting('app.link'::text, true), ''::text)))"
)
QUESTION = (
    "(lexemes @@ (replace(COALESCE(NULLIF(current_setting('app.sought'::text, true), ''::text),"
    " ('__'::text || NULLIF(current_setting('app.company_id'::text, true), ''::text))),"
    " ' '::text, ' & '::text))::tsquery)"
)
"""Narrows what the wall opens to what is looked for, and to the company where nothing is."""
FOR_DIRECTORS = f"({OWN_COMPANY} AND ((audience)::text = 'directors'::text))"
FOR_ITS_BODY = f"({OWN_COMPANY} AND ((audience)::text = ('body-'::text || body_id)))"
Policy = tuple[str, str, str | None, str | None]

WALL: set[Policy] = {("wall", "ALL", INSIDE, INSIDE)}
LOG: set[Policy] = {
    ("wall", "SELECT", INSIDE, None),
    ("append", "INSERT", None, OWN_COMPANY),
}
EXCEPTIONS: dict[str, set[Policy]] = {
    "appointment": WALL | {("own_appointments", "SELECT", OWN_ROWS, None)},
    "invitation": WALL | {("own_invitation", "SELECT", OWN_INVITATION, None)},
    "engagement_response": WALL | {("append", "INSERT", None, FOR_DIRECTORS)},
    "engagement_remark": WALL | {("append", "INSERT", None, FOR_DIRECTORS)},
    "search_entry": WALL | {("question", "SELECT", QUESTION, None)},
    "paper_reader": WALL | {("own_papers", "SELECT", OWN_PAPERS, None)},
    "executive_representation": WALL | {("append", "INSERT", None, FOR_ITS_BODY)},
    "bulletin": LOG | {("move", "UPDATE", INSIDE, INSIDE)},
    "letter": LOG | {("move", "UPDATE", INSIDE, INSIDE)},
    "audit_event": LOG,
    "audit_head": LOG | {("move", "UPDATE", INSIDE, INSIDE)},
    "audit_payload": LOG | {("move", "UPDATE", INSIDE, INSIDE)},
}
"""Tables with other policies than the one wall: people find their own appointments and the papers
they are named for, and the holder of a secret link her invitation; those who change something
append to a log that few may read; those who answer a consultation write what the directors alone
read, and those who write about a private item what its body alone does."""


def _ask(database: Database, query: str, **values: object) -> list[tuple[Any, ...]]:
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query), values)]
    engine.dispose()
    return rows


@pytest.fixture
def database(empty_database: Database) -> Database:
    return empty_database


def test_every_tenant_table_has_row_level_security_even_for_its_owner(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND relrowsecurity AND relforcerowsecurity",
    )
    assert {name for (name,) in rows} == set(TENANT_NAMES)


def test_the_database_has_no_table_that_nobody_mapped(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind NOT IN ('i', 'S')",
    )
    assert {name for (name,) in rows} == {*TENANT_NAMES, *HOUSE_TABLES, "alembic_version"}


@pytest.mark.parametrize("table", TENANT_NAMES)
def test_the_policies_of_a_table_test_company_area_and_audience(
    database: Database, table: str
) -> None:
    rows = _ask(
        database,
        "SELECT policyname, cmd, qual, with_check FROM pg_policies WHERE tablename = :table",
        table=table,
    )
    assert set(rows) == EXCEPTIONS.get(table, WALL)


def test_the_question_narrows_the_wall_and_opens_nothing(database: Database) -> None:
    rows = _ask(database, "SELECT policyname FROM pg_policies WHERE permissive = 'RESTRICTIVE'")
    assert rows == [("question",)]


def test_no_table_without_walls_has_a_policy(database: Database) -> None:
    rows = _ask(database, "SELECT DISTINCT tablename FROM pg_policies")
    assert {name for (name,) in rows} == set(TENANT_NAMES)


def test_the_portals_role_owns_nothing_and_is_held_by_the_policies(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT rolsuper, rolbypassrls, rolcreaterole, pg_has_role(rolname, :owner, 'USAGE'),"
        " EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = :app",
        owner=OWNER_ROLE,
        app=APP_ROLE,
    )
    assert rows == [(False, False, False, False, False)]


def test_no_function_runs_with_its_owners_rights(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace",
    )
    assert rows == []


def test_the_portals_role_deletes_no_record_behind_the_walls(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND (has_table_privilege(:app, oid, 'DELETE')"
        " OR has_table_privilege(:app, oid, 'TRUNCATE'))",
        app=APP_ROLE,
    )
    assert {name for (name,) in rows} <= {
        *("failed_sign_in", "plan_scratch"),
        *("paper_note", "read_mark"),
    }


def test_the_portals_role_rewrites_nothing_that_was_put_to_people_or_that_they_sent(
    database: Database,
) -> None:
    rows = _ask(
        database,
        "SELECT table_name, column_name FROM information_schema.column_privileges"
        " WHERE grantee = 'portal_app' AND privilege_type = 'UPDATE'"
        " AND table_name IN ('engagement_exhibit', 'engagement_response', 'engagement_remark')",
    )
    assert {(table, column) for table, column in rows} == {
        ("engagement_response", column)
        for column in ("state", "decided_at", "decided_by", "reason")
    }


def test_the_portals_role_rewrites_no_event_and_no_frozen_text(database: Database) -> None:
    rows = _ask(
        database,
        "SELECT table_name, column_name FROM information_schema.column_privileges"
        " WHERE grantee = 'portal_app' AND privilege_type = 'UPDATE'"
        " AND table_name IN ('audit_event', 'plan_revision', 'plan_version',"
        " 'plan_version_section', 'plan_version_entry')",
    )
    allowed = re.compile(
        r"^(plan_\w+\.audience"
        r"|plan_version\.(state|state_since|state_by|decided_words|decided_path|in_force_from"
        r"|in_force_to|superseded_by_id|refreshed_into_id|locked_on|unlocked_\w+))$"
    )
    assert [row for row in rows if not allowed.match(f"{row[0]}.{row[1]}")] == []
    assert rows
