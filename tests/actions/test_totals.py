"""Totals follow from the rows; printed ones are read as they are written, and compared."""

from hypothesis import given
from hypothesis import strategies as st

from portal.actions.rules import STATUSES
from portal.actions.totals import ALL, COLUMNS, Group, compare, counts, printed, table, total

TITLES = {1: ("B", "Help and protection"), 2: ("C", "Leadership")}
groups = st.lists(
    st.builds(
        Group,
        section_id=st.sampled_from([1, 2]),
        plan_id=st.just(1),
        area_id=st.just(0),
        status=st.sampled_from(["", *STATUSES]),
        found=st.sampled_from([None, "red", "completed", "not_due"]),
        high=st.booleans(),
        number=st.integers(1, 500),
    ),
    max_size=12,
)


@given(groups)
def test_the_lines_and_the_columns_add_up_to_the_whole(found: list[Group]) -> None:
    lines = table(found, TITLES, lambda group: group.section_id)
    whole = total(found, "All")
    for column in (*COLUMNS, ALL):
        assert sum(line.numbers[column] for line in lines) == whole.numbers[column]
    assert sum(whole.numbers[column] for column in COLUMNS) == whole.numbers[ALL]


@given(groups)
def test_every_action_is_counted_in_one_column(found: list[Group]) -> None:
    assert counts(found)[ALL] == sum(group.number for group in found)


def test_a_printed_line_is_read_with_its_domains() -> None:
    found = printed("Actions that are red", "2", "Help and protection 0, leadership 2.")
    assert [(each.status, each.domain, each.number, each.high) for each in found] == [
        ("red", ALL, 2, False),
        ("red", "Help and protection", 0, False),
        ("red", "leadership", 2, False),
    ]


def test_a_printed_line_of_high_priority_is_read_with_its_statuses() -> None:
    found = printed("Actions of high priority", "13", "Red 1, amber 1, green 4, completed 7.")
    assert [(each.status, each.domain, each.number) for each in found] == [
        (ALL, ALL, 13),
        ("red", ALL, 1),
        ("amber", ALL, 1),
        ("green", ALL, 4),
        ("completed", ALL, 7),
    ]
    assert all(each.high for each in found)


def test_not_on_target_is_amber_and_not_green() -> None:
    assert printed("Actions not on target", "5", "")[0].status == "amber"


def test_a_figure_of_something_else_or_no_whole_number_prints_no_total() -> None:
    assert printed("Children in care", "603", "") == []
    assert printed("Actions that are red", "about 2", "") == []


def test_a_printed_total_is_compared_with_its_rows() -> None:
    rows = [
        Group(1, 1, 0, "red", "red", high=True, number=3),
        Group(2, 1, 0, "red", "red", high=False, number=2),
        Group(2, 1, 0, "green", "not_due", high=False, number=4),
    ]
    said = printed("Actions that are red", "5", "Help and protection 2, leadership 2, schools 1")
    titles = {number: title for number, (_, title) in TITLES.items()}
    found = compare(said, rows, titles)
    assert [(each.derived, each.agrees) for each in found] == [
        (5, True),
        (3, False),
        (2, True),
        (None, False),
    ]
