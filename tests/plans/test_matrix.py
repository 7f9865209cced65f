from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.diffs import Segment
from portal.plans.rules.matching import Cell, Column
from portal.plans.rules.matrix import Filter, Matrix, Span, compare, only
from tests.plans.matrices import cells, column, matrices

WAYS = "Give early help and social care one shared way, built on Signs of Safety, for families"
OTHER_WAYS = "Give social care one shared way, built on Signs of Safety, for all families"
WORK = "Open more work placements and apprenticeships"

FILTERS: list[Filter] = ["all", "same", "near", "gaps"]


def row(*columns: Column) -> tuple[Span, ...]:
    (only_row,) = compare(columns).rows
    return only_row.spans


def notes(*columns: Column) -> list[str]:
    return [span.note for span in row(*columns)]


def shape(matrix: Matrix) -> object:
    """Everything but the names of the columns."""
    places = {column.key: at for at, column in enumerate(matrix.columns)}
    rows = [
        (line.number, line.theme, line.same, line.near, line.gap, len(line.spans))
        for line in matrix.rows
    ]
    spans = [
        (span.kind, [places[key] for key in span.columns], span.cells, span.segments, span.rows)
        for line in matrix.rows
        for span in line.spans
    ]
    return rows, spans, matrix.counts


@given(matrices())
def test_the_spans_of_each_row_tile_the_columns(columns: list[Column]) -> None:
    keys = [each.key for each in columns]
    for line in compare(columns).rows:
        assert [key for span in line.spans for key in span.columns] == keys


@given(matrices())
def test_every_readable_priority_is_shown_exactly_once(columns: list[Column]) -> None:
    spans = [span for line in compare(columns).rows for span in line.spans]
    shown = sorted(cell.ref for span in spans for cell in span.cells)
    assert shown == sorted(c.ref for each in columns if each.readable for c in each.cells)


@given(matrices(), st.data())
def test_a_column_that_is_not_shared_contributes_nothing(
    columns: list[Column], data: st.DataObject
) -> None:
    others = [
        each if each.readable else replace(each, cells=data.draw(cells("hidden")))
        for each in columns
    ]
    assert compare(others) == compare(columns)


@given(matrices())
def test_no_text_of_an_unshared_column_is_anywhere_in_the_result(columns: list[Column]) -> None:
    marked = [
        each if each.readable else replace(each, cells=(Cell("SECRET", "SECRET", "SECRET"),))
        for each in columns
    ]
    assert "SECRET" not in repr(compare(marked))


@given(matrices())
def test_renaming_the_columns_changes_names_only(columns: list[Column]) -> None:
    renamed = [
        replace(each, key=f"z{99 - at}", name=f"Other {99 - at}") for at, each in enumerate(columns)
    ]
    assert shape(compare(renamed)) == shape(compare(columns))


@given(matrices())
def test_the_counts_are_what_the_filters_leave(columns: list[Column]) -> None:
    matrix = compare(columns)
    assert {name: len(only(matrix, name).rows) for name in FILTERS} == matrix.counts


@given(matrices(), st.sampled_from(FILTERS))
def test_an_unshared_column_is_drawn_once_over_all_rows(
    columns: list[Column], kept: Filter
) -> None:
    matrix = only(compare(columns), kept)
    for each in columns:
        spans = [s for line in matrix.rows for s in line.spans if s.columns == (each.key,)]
        heights = [span.rows for span in spans if span.kind == "unshared"]
        if not each.readable and matrix.rows:
            assert heights == [len(matrix.rows), *[0] * (len(matrix.rows) - 1)]


@given(matrices())
def test_the_segments_of_a_cell_are_its_wording(columns: list[Column]) -> None:
    for line in compare(columns).rows:
        for span in line.spans:
            if span.cells:
                parts = [each.text for each in span.segments if each.kind != "missing"]
                assert "".join(parts) == span.cells[0].wording


def test_neighbours_with_the_same_wording_share_one_cell() -> None:
    (span,) = row(column("Kingston", WORK), column("Richmond", f"3. {WORK.upper()}."))
    assert (span.kind, span.title, span.note) == (
        "joined",
        "Kingston and Richmond",
        "Same wording, 6 words",
    )
    assert [cell.ref for cell in span.cells] == ["K1", "R1"]


def test_equals_that_are_not_neighbours_are_labelled() -> None:
    middle = Column("r", "Richmond", True, (Cell("R1", "Kingston 1", "Own way"),))
    assert notes(column("Kingston", WORK), middle, column("Windsor", WORK)) == [
        "Same wording as Windsor",
        "Own wording",
        "Same wording as Kingston",
    ]


def test_a_near_match_is_marked_on_both_sides() -> None:
    left, right = row(column("Kingston", WAYS), column("Windsor", OTHER_WAYS))
    assert [(s.kind, s.text) for s in left.segments if s.kind != "same"] == [
        ("changed", "early help and"),
        ("missing", "all"),
    ]
    assert [(s.kind, s.text) for s in right.segments if s.kind != "same"] == [
        ("missing", "early help and"),
        ("changed", "all"),
    ]


def test_a_near_match_says_how_many_words_it_shares_and_with_whom() -> None:
    assert notes(
        column("Kingston", WAYS), column("Richmond", WAYS), column("Windsor", OTHER_WAYS)
    ) == ["Same wording, 16 words", "13 of 14 words as in Kingston and Richmond"]


def test_a_pair_can_be_nearly_like_a_third() -> None:
    assert notes(
        column("Windsor", OTHER_WAYS), column("Kingston", WAYS), column("Richmond", WAYS)
    ) == ["", "Same wording; 13 of 16 words as in Windsor"]


def test_the_nearest_to_the_left_is_compared_with() -> None:
    third = OTHER_WAYS.replace("Give", "Offer")
    assert notes(
        column("Kingston", WAYS), column("Richmond", OTHER_WAYS), column("Windsor", third)
    ) == ["", "13 of 14 words as in Kingston", "13 of 14 words as in Richmond"]


def test_a_wording_that_is_the_same_further_left_is_not_marked() -> None:
    *_, windsor = row(
        column("Kingston", WAYS), column("Richmond", OTHER_WAYS), column("Windsor", WAYS)
    )
    assert windsor.note == "Same wording as Kingston"
    assert windsor.segments == (Segment("same", WAYS),)


def test_two_priorities_without_words_are_not_the_same() -> None:
    columns = [Column(name, name, True, (Cell(name, "Care", ""),)) for name in ("One", "Two")]
    assert [span.kind for span in row(*columns)] == ["single", "single"]


def test_neighbouring_gaps_merge_and_say_whose_they_are() -> None:
    empty = [column("Kingston"), column("Richmond")]
    gap, _ = row(*empty, column("Windsor", WORK))
    assert (gap.kind, gap.note) == ("gap", "Not a priority in Kingston or Richmond")


def test_a_gap_of_the_company_stands_alone() -> None:
    company = column("Company", company=True)
    spans = row(company, column("Kingston"), column("Richmond", WORK))
    assert [span.note for span in spans] == [
        "Not a company priority",
        "Not a priority in Kingston",
        "Only in Richmond",
    ]


def test_a_priority_the_company_lacks_is_no_gap() -> None:
    matrix = compare([column("Company", company=True), column("Kingston", WORK)])
    assert matrix.counts["gaps"] == 0


def test_a_column_that_is_not_shared_says_so_and_keeps_neighbours_apart() -> None:
    hidden = column("Richmond", WORK, readable=False)
    spans = row(column("Kingston", WORK), hidden, column("Windsor", WORK))
    assert [(span.kind, span.note) for span in spans] == [
        ("single", "Same wording as Windsor"),
        ("unshared", "Not shared with you"),
        ("single", "Same wording as Kingston"),
    ]


def test_nothing_is_said_to_be_only_in_one_council_while_another_is_hidden() -> None:
    assert notes(column("Kingston", WORK), column("Richmond", readable=False))[0] == ""


@pytest.mark.parametrize(
    ("themes", "shown"),
    [
        (("Health; Schools", "schools"), "Schools"),
        (("Health; Schools", "Health; Schools"), "Health; Schools"),
        (("", "Care"), "Care"),
        (("", ""), ""),
    ],
)
def test_a_row_is_called_by_the_theme_that_most_of_it_stands_under(
    themes: tuple[str, str], shown: str
) -> None:
    columns = [
        Column(str(at), str(at), True, (Cell(str(at), theme, WORK),))
        for at, theme in enumerate(themes)
    ]
    (line,) = compare(columns).rows
    assert line.theme == shown


def test_filters_keep_the_numbers_of_the_rows() -> None:
    matrix = compare([column("Kingston", "Own way", WORK), column("Richmond", WORK)])
    assert [line.number for line in only(matrix, "same").rows] == [2]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            [column("Kingston", WORK, WAYS), column("Richmond", WORK, OTHER_WAYS)],
            "Kingston and Richmond use the same words in 1 of 2 themes and nearly the same in 1.",
        ),
        (
            [
                column("Company", "Own way", company=True),
                column("Kingston", WORK, WAYS),
                column("Richmond", WORK, WAYS),
                column("Windsor", WAYS),
            ],
            "Kingston and Richmond use the same words in 2 of 3 themes."
            " Windsor shares 1 of those word for word.",
        ),
        (
            [column("Kingston", WORK), column("Richmond", WORK), column("Windsor")],
            "Kingston and Richmond use the same words in 1 of 1 theme."
            " Windsor shares none of those word for word.",
        ),
        (
            [column("Kingston", WAYS), column("Windsor", OTHER_WAYS)],
            "Kingston and Windsor use nearly the same words in 1 of 1 theme;"
            " no two use quite the same.",
        ),
        (
            [column("Kingston", "One way"), column("Richmond", "Another course entirely")],
            "No two columns use the same words, or nearly the same.",
        ),
        (
            [column("Kingston", WORK), column("Richmond", WORK, readable=False)],
            "Kingston has 1 priority. Richmond is not shared with you.",
        ),
        (
            [column(name, WORK, readable=False) for name in ("Kingston", "Richmond")],
            "None of these priorities are shared with you.",
        ),
        ([column("Kingston"), column("Richmond")], "No priorities have been written yet."),
        (
            [column(f"{name}ton", WORK) for name in "ABCDE"] + [column("Fton")],
            "Aton and Bton use the same words in 1 of 1 theme."
            " 3 of the other 4 share at least one of those word for word.",
        ),
    ],
)
def test_the_sentence_above_the_matrix_answers(columns: list[Column], sentence: str) -> None:
    assert compare(columns).summary == sentence


def test_rows_are_not_called_themes_where_a_theme_has_several() -> None:
    both = (Cell("1", "Care", WORK), Cell("2", "Care", WAYS))
    columns = [Column(key, key, True, both) for key in ("Kingston", "Richmond")]
    assert compare(columns).summary == "Kingston and Richmond use the same words in 2 of 2 rows."


@given(matrices())
def test_what_the_company_alone_holds_comes_after_what_councils_hold(columns: list[Column]) -> None:
    owners = {c.ref: each.is_company for each in columns for c in each.cells}
    alone = [
        all(owners[cell.ref] for span in row.spans for cell in span.cells)
        for row in compare(columns).rows
    ]
    assert alone == sorted(alone)
