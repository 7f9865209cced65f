"""A search reads the full-text index, and asks as much of many texts as of few."""

from collections.abc import Iterator
from contextlib import nullcontext
from random import Random

import pytest
from sqlalchemy import insert

from portal.search import queries
from portal.search.models import SearchEntry
from portal.search.queries import REACH
from portal.search.service import Findable, columns
from portal.search.stems import read
from tenants import walls
from tenants.audiences import EDITORS, PUBLIC
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories.house import Database
from tests.factories.world import World
from tests.queries import analyse, count_queries, explained, reads_whole

MANY = 4_000
WORDS = [f"{first}{last}" for first in ("bram", "cran", "dam", "elder") for last in
         ("ble", "berry", "son", "flower", "wood", "ley")]  # fmt: skip


def write_many(scope: Scope, many: int) -> None:
    """Texts of thirty words each, one in three of them the public's; one holds "gooseberry"."""
    chance = Random(7)  # noqa: S311 - the same texts each time
    scope.session.execute(insert(SearchEntry), list(_rows(scope, many, chance)))
    scope.session.commit()


def _rows(scope: Scope, many: int, chance: Random) -> Iterator[dict[str, object]]:
    for number in range(many):
        words = " ".join(chance.choices(WORDS, k=30))
        audience = PUBLIC if number % 3 == 0 else EDITORS
        title = f"Text {number}" + (" gooseberry" if number == many // 6 * 3 else "")
        yield columns(
            scope,
            Findable("many", number, f"many {number}", f"many/{number}", title, words, 0, audience),
        )


@pytest.fixture
def filled(world: World, database: Database) -> World:
    with world.operator_of() as scope:
        write_many(scope, MANY)
    analyse(database)
    return world


@both_databases
def test_words_are_looked_up_in_the_full_text_index(
    filled: World, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = read("gooseberry")
    # How the statements are read is asked after them, so the question stands until then.
    standing = walls.asking
    monkeypatch.setattr(walls, "asking", lambda *_: nullcontext())
    with (
        filled.scope_of(None, writes=False) as scope,
        standing(scope.session, asked.question(scope.company_id)),
    ):
        plans = explained(scope, lambda: queries.find(scope, asked))
    assert len(plans) == 3
    assert [plan for plan in plans if reads_whole(plan, "search_entry")] == []
    index = "search_words VIRTUAL TABLE INDEX" if backend == "sqlite" else "ix_search_entry_lexemes"
    assert index in plans[0]
    assert "(company_id=?)" not in plans[0], "every text of the company is read"


@both_databases
def test_a_search_asks_as_much_of_many_texts_as_of_few(filled: World) -> None:
    asked = []
    for typed in ("gooseberry", "bramble cranberry", "text"):
        with filled.scope_of(None, writes=False) as scope, count_queries() as statements:
            assert queries.find(scope, read(typed)).total
        asked.append(len(statements))
    assert asked == [3, 3, 3]


def test_no_more_are_put_in_order_than_are_said(
    filled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.scope_of(None, writes=False) as scope:
        whole = queries.find(scope, read("text"), "others")
        monkeypatch.setattr(queries, "REACH", 100)
        cut = queries.find(scope, read("text"), "others")
    assert (whole.total, whole.cut) == (MANY // 3 + 1, False)
    assert (cut.total, cut.cut) == (100, True)
    assert [hit.title for hit in cut.hits] == [hit.title for hit in whole.hits]
    assert whole.total < REACH
