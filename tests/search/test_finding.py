"""What is found, in which order, and that both databases answer the very same."""

import pytest

from portal.search import queries, ranking
from portal.search.service import Findable, index_again, widen
from portal.search.stems import read
from tenants.audiences import PUBLIC, SUBMITTED
from tests.both import both_databases
from tests.factories.world import World
from tests.search.conftest import Put

TEXTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Youth offer", "Clubs for children in every ward.", {}),
    ("Budget 2019 to 2020", "The youth offer costs 40 % more; offers for youth differ.", {}),
    ("Placements", "Policies of education. See YTH-04 and 1,250 places.", {"ref": "PLC-01"}),
    ("A policy for educators", "Straße, café, Ærø, жук, O’Brien’s.", {"kind": "decisions"}),
    ("Educational policy", "Nothing else.", {"kind": "plans", "ref": "YTH-04"}),
)


def titles(world: World, typed: str, reader: str | None = None, kind: str = "") -> list[str]:
    with world.scope_of(reader, writes=False) as scope:
        return [hit.title for hit in queries.find(scope, read(typed), kind).hits]


@pytest.fixture
def filled(world: World, put: Put) -> World:
    for title, text, said in TEXTS:
        put(title, text, **said)
    return world


@both_databases
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("youth offer", ["Youth offer", "Budget 2019 to 2020"]),
        ('"youth offer"', ["Youth offer", "Budget 2019 to 2020"]),
        ('"offers for youth"', ["Budget 2019 to 2020"]),
        ('"youth clubs"', []),
        ('"offer clubs"', []),
        ("policies education", ["Educational policy", "A policy for educators", "Placements"]),
        ("YTH-04", ["Educational policy", "Placements"]),
        ("yth-04 policy", ["Educational policy", "Placements"]),
        ("yth-05", []),
        ("1,250", ["Placements"]),
        ("1250", []),
        ("strasse CAFE ærø ЖУК", ["A policy for educators"]),
        ("o'brien", ["A policy for educators"]),
        ("policy", ["Educational policy", "A policy for educators", "Placements"]),
        ("40%", ["Budget 2019 to 2020"]),
        ("and or not near *", []),
        ("youth AND offer", []),
        ("- ( ) : ^ & | ! <->", []),
        ("the", ["Budget 2019 to 2020"]),
        ("polic", []),
    ],
)  # fmt: skip
def test_both_databases_find_the_same_in_the_same_order(
    filled: World, typed: str, expected: list[str]
) -> None:
    assert titles(filled, typed) == expected


@both_databases
def test_a_text_that_is_written_again_is_found_by_its_new_words_alone(world: World) -> None:
    def text(words: str) -> Findable:
        return Findable("test", 1, "t", "papers/1", words, "", 0, PUBLIC)

    with world.operator_of() as scope:
        index_again(scope, text("Gooseberries"))
        index_again(scope, text("Blackcurrants"))
        scope.session.commit()
    assert titles(world, "gooseberry") == []
    assert titles(world, "blackcurrant") == ["Blackcurrants"]


@both_databases
def test_of_two_texts_of_one_thing_the_newest_is_found_that_a_reader_may_read(
    world: World, put: Put
) -> None:
    put("Old words on gooseberries", thing="one thing")
    put("New words on gooseberries", thing="one thing", audience=SUBMITTED)
    assert titles(world, "gooseberry") == ["Old words on gooseberries"]
    assert titles(world, "gooseberry", "clerk@afc.example") == ["New words on gooseberries"]
    assert titles(world, "old gooseberry", "clerk@afc.example") == []


@both_databases
@pytest.mark.parametrize("before", ["editors", "body-1"])
def test_what_is_opened_is_found_by_more(world: World, before: str) -> None:
    with world.operator_of() as scope:
        index_again(scope, Findable("test", 5, "t", "x", "Gooseberries", "", 0, before))
        scope.session.commit()
    assert titles(world, "gooseberry") == []
    with world.operator_of() as scope:
        widen(scope, "test", [5], PUBLIC)
        scope.session.commit()
    assert titles(world, "gooseberry") == ["Gooseberries"]


@both_databases
def test_pages_of_one_kind_follow_one_another(world: World, put: Put) -> None:
    for number in range(ranking.PAGE + 3):
        put(f"Gooseberry {number}")
    with world.scope_of(None, writes=False) as scope:
        first, second, third = (
            queries.find(scope, read("gooseberry"), "papers", page) for page in (1, 2, 3)
        )
    assert [hit.title for hit in first.hits][:2] == ["Gooseberry 22", "Gooseberry 21"]
    assert [hit.title for hit in second.hits] == ["Gooseberry 2", "Gooseberry 1", "Gooseberry 0"]
    assert len(third.hits) == 0
    assert [page.counts for page in (first, second, third)] == [{"papers": 23}] * 3


@both_databases
def test_of_each_kind_a_few_are_shown_and_all_are_counted(world: World, put: Put) -> None:
    for kind in ("papers", "plans"):
        for number in range(7):
            put(f"Gooseberry {number}", kind=kind)
    with world.scope_of(None, writes=False) as scope:
        found = queries.find(scope, read("gooseberry"))
    assert [hit.kind for hit in found.hits] == ["plans"] * 5 + ["papers"] * 5
    assert found.counts == {"plans": 7, "papers": 7}
