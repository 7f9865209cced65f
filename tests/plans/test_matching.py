import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.diffs import same_wording
from portal.plans.rules.matching import Cell, Column, Row, match_rows
from tests.plans.matrices import SENTENCES, cells, column, matrices


def refs(rows: list[Row]) -> list[list[str]]:
    return [[row[at].cell.ref for at in sorted(row)] for row in rows]


@given(matrices())
def test_every_readable_priority_is_in_exactly_one_row(columns: list[Column]) -> None:
    placed = Counter(ref for row in refs(match_rows(columns)) for ref in row)
    assert placed == Counter(c.ref for column in columns if column.readable for c in column.cells)


@given(matrices(), st.data())
def test_what_is_not_readable_has_no_influence(columns: list[Column], data: st.DataObject) -> None:
    others = [
        each if each.readable else replace(each, cells=data.draw(cells("hidden")))
        for each in columns
    ]
    assert match_rows(others) == match_rows(columns)


@given(matrices())
def test_rows_are_as_if_the_unreadable_columns_were_not_there(columns: list[Column]) -> None:
    readable = [each for each in columns if each.readable]
    assert refs(match_rows(columns)) == refs(match_rows(readable))


@given(matrices())
def test_rows_follow_the_first_column_that_holds_them(columns: list[Column]) -> None:
    firsts = [(min(row), row[min(row)].place) for row in match_rows(columns)]
    assert firsts == sorted(firsts)


@given(st.lists(st.permutations(SENTENCES[2:-1]), min_size=2, max_size=6))
def test_the_same_wording_is_one_row_wherever_it_stands(orders: list[list[str]]) -> None:
    columns = [column(f"{at}", *wordings) for at, wordings in enumerate(orders)]
    rows = match_rows(columns)
    assert len(rows) == len(SENTENCES[2:-1])
    for row in rows:
        assert all(same_wording(row[0].cell.wording, held.cell.wording) for held in row.values())


def test_the_same_wording_matches_whatever_its_number_case_or_punctuation() -> None:
    columns = [
        column("Kingston", "Expand learning."),
        column("Richmond", "x", "2) expand LEARNING"),
    ]
    assert refs(match_rows(columns))[0] == ["K1", "R2"]


def test_the_same_wording_goes_before_a_nearer_theme() -> None:
    kingston = Column("k", "Kingston", True, (Cell("K1", "Care", "Expand learning"),))
    richmond = Column(
        "r",
        "Richmond",
        True,
        (Cell("R1", "Care", "Something else"), Cell("R2", "Schools", "Expand learning")),
    )
    assert refs(match_rows([kingston, richmond])) == [["K1", "R2"], ["R1"]]


def derived(ref: str, wording: str, item: int, source: int | None = None) -> Cell:
    return Cell(ref, f"Theme of {ref}", wording, item=item, source=source)


def test_what_derives_stands_in_its_sources_row_whatever_it_says() -> None:
    shared = Column("c", "Company", True, (derived("C1", "Expand learning", 1),), True)
    kingston = Column(
        "k", "Kingston", True, (derived("K1", "Expand learning", 2), derived("K2", "Other", 3, 1))
    )
    assert refs(match_rows([shared, kingston])) == [["C1", "K2"], ["K1"]]


def test_what_was_declared_its_own_is_matched_by_what_it_says() -> None:
    shared = Column("c", "Company", True, (derived("C1", "Expand learning", 1),), True)
    kingston = Column("k", "Kingston", True, (derived("K1", "Something else entirely", 2, None),))
    assert refs(match_rows([shared, kingston])) == [["C1"], ["K1"]]


def test_what_derives_by_way_of_another_stands_in_the_same_row() -> None:
    columns = [
        Column(str(at), f"Council {at}", True, (derived(f"{at}", f"Wording {at}", at, at - 1),))
        for at in range(1, 5)
    ]
    assert refs(match_rows(columns)) == [["1", "2", "3", "4"]]


def test_two_that_derive_from_what_is_hidden_are_not_brought_together_by_it() -> None:
    hidden = Column("h", "Hidden", False, (derived("H1", "Secret", 1),))
    columns = [
        Column("k", "Kingston", True, (derived("K1", "One way of working", 2, 1),)),
        hidden,
        Column("r", "Richmond", True, (derived("R1", "Another course", 3, 1),)),
    ]
    assert refs(match_rows(columns)) == [["K1"], ["R1"]]


def test_of_two_that_derive_from_one_the_first_stands_in_its_row() -> None:
    shared = Column("c", "Company", True, (derived("C1", "Expand learning", 1),), True)
    both = (derived("K1", "One way", 2, 1), derived("K2", "Another course", 3, 1))
    assert refs(match_rows([shared, Column("k", "Kingston", True, both)])) == [["C1", "K1"], ["K2"]]


@given(matrices())
def test_what_derives_from_what_is_there_shares_its_row_unless_the_place_is_taken(
    columns: list[Column],
) -> None:
    rows = match_rows(columns)
    where = {placed.cell.item: row for row in rows for placed in row.values()}
    for row in rows:
        for at, placed in row.items():
            home = where.get(placed.cell.source)
            if placed.cell.source is not None and home is not None and home is not row:
                assert at in home or not home.keys().isdisjoint(row)


@pytest.mark.parametrize("theme", ["Schools; Health", "health", "Care;Health;"])
def test_each_of_several_themes_matches(theme: str) -> None:
    columns = [
        Column("k", "Kingston", True, (Cell("K1", "Health; Families", "Bring nursing home"),)),
        Column("r", "Richmond", True, (Cell("R1", theme, "Review therapies"),)),
    ]
    assert refs(match_rows(columns)) == [["K1", "R1"]]


def test_six_words_in_ten_are_nearly_the_same_and_five_are_not() -> None:
    base = "one two three four five six seven eight nine ten"
    six = "one two three four five six a b c d"
    five = "one two three four five a b c d e"
    columns = [column("Kingston", base), column("Richmond", five, six)]
    assert refs(match_rows(columns)) == [["K1", "R2"], ["R1"]]


def test_the_likest_wording_is_matched_first() -> None:
    columns = [
        column("Kingston", "one two three four five six seven"),
        column("Richmond", "one two three four five a b", "one two three four five six c"),
    ]
    assert refs(match_rows(columns)) == [["K1", "R2"], ["R1"]]


def test_what_shares_only_its_theme_is_matched_by_theme() -> None:
    columns = [
        Column("k", "Kingston", True, (Cell("K1", "Health", "Bring nursing close to home"),)),
        Column("r", "Richmond", True, (Cell("R1", " health", "Review therapies"),)),
    ]
    assert refs(match_rows(columns)) == [["K1", "R1"]]


def test_priorities_without_a_theme_are_not_matched_by_it() -> None:
    columns = [
        Column("k", "Kingston", True, (Cell("K1", "", "Bring nursing close to home"),)),
        Column("r", "Richmond", True, (Cell("R1", "", "Review therapies"),)),
    ]
    assert refs(match_rows(columns)) == [["K1"], ["R1"]]


def test_a_wording_that_one_council_holds_twice_is_kept_twice() -> None:
    columns = [column("Kingston", "Expand learning", "Expand learning")]
    assert refs(match_rows(columns)) == [["K1"], ["K2"]]


def test_twelve_councils_with_sixty_priorities_each_are_matched_quickly() -> None:
    columns = [
        column(
            f"{owner}",
            *(
                " ".join(
                    f"w{(theme * 7 + word * (1 + (word > 30) * owner)) % 400}" for word in range(40)
                )
                for theme in range(60)
            ),
        )
        for owner in range(12)
    ]
    started = time.perf_counter()
    rows = match_rows(columns)
    assert time.perf_counter() - started < 5
    assert sum(map(len, rows)) == 720
