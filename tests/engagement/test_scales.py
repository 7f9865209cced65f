"""Counts of what people chose; and of children, only what gives no small number away. Pure."""

from hypothesis import given
from hypothesis import strategies as st

from portal.engagement.scales import CHOICES, FEWER, NOT_SAID, said, suppressed, tally

COUNTS = st.fixed_dictionaries(dict.fromkeys(CHOICES, st.integers(0, 40)))


def test_choices_are_counted_in_the_order_of_the_scale() -> None:
    found = tally(["disagree", "agree", None, "agree"])
    assert list(found) == list(CHOICES)
    assert (found["agree"], found["disagree"], found["neither"]) == (2, 1, 0)


def test_nothing_is_counted_where_nobody_chose() -> None:
    assert tally([None, None]) == {}


def test_one_to_five_children_are_fewer_than_six() -> None:
    assert [said(n) for n in (0, 1, 5, 6, 1200)] == ["0", FEWER, FEWER, "6", "1,200"]


@given(COUNTS)
def test_no_number_from_one_to_five_is_ever_said(counts: dict[str, int]) -> None:
    assert not {shown for _, shown in suppressed(counts)} & {"1", "2", "3", "4", "5"}


@given(COUNTS, st.lists(st.integers(1, 5), min_size=5, max_size=5))
def test_another_small_number_would_look_just_the_same(
    counts: dict[str, int], others: list[int]
) -> None:
    """So that nothing that is shown, the total least of all, tells one from the other."""
    changed = {
        choice: other if 0 < count < 6 else count
        for (choice, count), other in zip(counts.items(), others, strict=True)
    }
    assert suppressed(changed) == suppressed(counts)


def test_a_total_is_said_where_no_number_is_small() -> None:
    assert suppressed(dict.fromkeys(CHOICES, 6))[-1] == ["All", "30"]
    assert suppressed({**dict.fromkeys(CHOICES, 6), "agree": 2})[-1] == ["All", NOT_SAID]
