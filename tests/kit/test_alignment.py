from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.kit import alignment
from portal.kit.alignment import blocks, common_items

items = st.lists(st.sampled_from("abcd"), max_size=14)


def longest_common(left: list[str], right: list[str]) -> int:
    """The textbook recursion, to compare with."""

    @cache
    def of(here: int, there: int) -> int:
        if here == len(left) or there == len(right):
            return 0
        if left[here] == right[there]:
            return 1 + of(here + 1, there + 1)
        return max(of(here + 1, there), of(here, there + 1))

    return of(0, 0)


@given(items, items)
def test_the_common_items_are_counted_as_by_the_textbook(left: list[str], right: list[str]) -> None:
    assert common_items(left, right) == longest_common(left, right)


@given(items, items)
def test_the_blocks_hold_all_the_common_items(left: list[str], right: list[str]) -> None:
    same = [block for block in blocks(left, right) if block.same]
    assert sum(b.left_to - b.left_from for b in same) == longest_common(left, right)


@given(items, items)
def test_the_blocks_tile_both_sides_and_the_same_ones_are_the_same(
    left: list[str], right: list[str]
) -> None:
    found = blocks(left, right)
    assert [i for b in found for i in range(b.left_from, b.left_to)] == list(range(len(left)))
    assert [i for b in found for i in range(b.right_from, b.right_to)] == list(range(len(right)))
    for b in found:
        here, there = left[b.left_from : b.left_to], right[b.right_from : b.right_to]
        assert (here == there) == b.same


@given(items, items)
def test_changes_and_sameness_alternate(left: list[str], right: list[str]) -> None:
    kinds = [block.same for block in blocks(left, right)]
    assert all(one != next_one for one, next_one in pairwise(kinds))


def test_a_huge_rewriting_is_one_change_between_what_begins_and_ends_alike() -> None:
    size = int(alignment.MOST_COMPARED**0.5) + 1
    left = ["start", *("a" for _ in range(size)), "end"]
    right = ["start", *("b" for _ in range(size)), "end"]
    assert [block.same for block in blocks(left, right)] == [True, False, True]
    assert common_items(left, right) == 2
