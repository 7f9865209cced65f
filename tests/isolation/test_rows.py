"""Each lock alone lets each person read the rows that the design gives her, and no other."""

import pytest
from flask import Flask
from sqlalchemy import create_engine

from tests.architecture.tables import TENANT_NAMES
from tests.both import on_postgres
from tests.factories.house import Database
from tests.isolation.rows import (
    everybodys_grants,
    lock_one,
    lock_two,
    read_truth,
    superuser_engine,
)
from tests.postgres import Server

pytestmark = pytest.mark.isolation


def test_lock_one_alone_shows_everybody_her_rows(
    marked_app: Flask, marked_database: Database
) -> None:
    truth = read_truth(create_engine(marked_database.owner_url))
    assert lock_one(marked_app, truth) == []


@on_postgres
def test_lock_two_alone_shows_everybody_her_rows(
    marked_app: Flask, marked_database: Database, postgres_server: Server
) -> None:
    truth = read_truth(superuser_engine(marked_database, postgres_server.superuser_url))
    assert lock_two(everybodys_grants(marked_app), marked_database, truth) == []


def test_there_are_rows_in_every_table_of_both_companies(marked_database: Database) -> None:
    truth = read_truth(create_engine(marked_database.owner_url))
    companies = {name: {group[0] for group in truth.tables[name]} for name in TENANT_NAMES}
    assert {name for name, found in companies.items() if found != {1, 2}} == set()
