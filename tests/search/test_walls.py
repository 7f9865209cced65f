"""The walls of the index: what a reader may not read leaves no trace in what she finds."""

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import with_loader_criteria

from portal.search import queries, stems
from portal.search.models import SearchEntry
from portal.search.queries import Found
from portal.search.stems import read
from tenants import walls
from tenants.audiences import EDITORS, RELEASED, SUBMITTED
from tenants.base import TenantRow
from tenants.scope import Scope
from tests.both import both_databases, on_postgres
from tests.factories.house import Database
from tests.factories.world import World
from tests.search.conftest import Put

READERS = (None, "commissioner@richmond.example", "editor@kingston.example",
           "member-1@kingston.example")  # fmt: skip


def search(world: World, reader: str | None, typed: str = "gooseberry", kind: str = "") -> Found:
    with world.scope_of(reader, writes=False) as scope:
        return queries.find(scope, read(typed), kind)


def put_what_all_may_read(put: Put) -> None:
    put("On gooseberries", "One")
    put("Another text", "with gooseberries in it", kind="plans")
    put("More on gooseberries", "Two", kind="decisions")


def put_what_few_may_read(put: Put) -> None:
    put("Gooseberries gooseberries", "gooseberry " * 500, audience="directors")
    put("Gooseberry", kind="plans", audience="body-2")
    put("Gooseberry", ref="GOO-01", audience="editors")
    put("Gooseberry", audience=EDITORS, area_id=2, kind="meetings")
    put("Gooseberry", company="tfc")


@both_databases
@pytest.mark.parametrize("kind", ["", "papers"])
def test_what_is_hidden_changes_neither_hits_nor_their_order_nor_their_number(
    world: World, put: Put, kind: str
) -> None:
    readers = ("member-1@kingston.example", None)
    put_what_all_may_read(put)
    before = [search(world, reader, kind=kind) for reader in readers]
    put_what_few_may_read(put)
    assert [search(world, reader, kind=kind) for reader in readers] == before
    assert before[0].total == 3


@both_databases
def test_a_hidden_text_of_the_same_thing_leaves_the_older_one_found(world: World, put: Put) -> None:
    put("On gooseberries", thing="x")
    put("On blackcurrants", thing="x", audience="directors")
    assert search(world, None).total == 1
    assert search(world, "director@afc.example").total == 0


@both_databases
def test_everybody_finds_what_her_hats_open(world: World, put: Put) -> None:
    for audience in (EDITORS, RELEASED, SUBMITTED):
        for area_id in (0, 1, 2):
            put(f"Gooseberry {audience} {area_id}", audience=audience, area_id=area_id)
    found = {
        reader: {hit.title[11:] for hit in search(world, reader, kind="papers").hits}
        for reader in READERS
    }
    submitted = {"submitted 0", "submitted 1", "submitted 2"}
    assert found == {
        None: set(),
        "commissioner@richmond.example": submitted | {"released 0", "released 2"},
        "editor@kingston.example": {f"{a} {n}" for a in (EDITORS, RELEASED, SUBMITTED)
                                    for n in (0, 1)},
        "member-1@kingston.example": submitted,
    }  # fmt: skip


def _count(scope: Scope) -> int:
    counted = scope.session.execute(select(func.count(SearchEntry.id)))
    return counted.scalar_one()


def forget_lock_one(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = with_loader_criteria(
        TenantRow, lambda row: row.company_id > 0, include_aliases=True
    )
    monkeypatch.setattr(walls, "_criteria", lambda _: everything)


@on_postgres
def test_lock_two_alone_holds(world: World, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_what_all_may_read(put)
    before = search(world, None)
    put_what_few_may_read(put)
    forget_lock_one(monkeypatch)
    assert search(world, None) == before


def test_lock_one_alone_is_what_holds_where_there_is_one(
    world: World, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_what_all_may_read(put)
    put_what_few_may_read(put)
    assert search(world, None).total == 3
    forget_lock_one(monkeypatch)
    assert search(world, None).total > 3


@on_postgres
def test_lock_one_alone_holds_on_postgresql(world: World, put: Put, database: Database) -> None:
    put_what_all_may_read(put)
    before = search(world, None)
    put_what_few_may_read(put)
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text("DROP POLICY wall ON search_entry"))
        connection.execute(text("CREATE POLICY wall ON search_entry USING (true)"))
    engine.dispose()
    assert search(world, None) == before


@on_postgres
def test_a_question_left_standing_hides_and_never_shows(world: World, put: Put) -> None:
    put_what_all_may_read(put)
    put_what_few_may_read(put)
    with world.scope_of(None, writes=False) as scope:
        whole = _count(scope)
        with walls.asking(scope.session, f"{stems.of_company(scope.company_id)} gooseberri"):
            assert _count(scope) == 3
        assert _count(scope) == whole >= 3
