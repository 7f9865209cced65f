"""What is new in a paper since somebody read it."""

from hypothesis import given
from hypothesis import strategies as st

from portal.reading.changes import NONE, since

DIGESTS = st.lists(st.sampled_from("abcdef"), max_size=8)


def test_a_reworded_passage_is_new_and_nothing_was_taken_out() -> None:
    change = since(["a", "b", "c"], ["a", "x", "c"])
    assert change.new == {2}
    assert change.gone == 0
    assert change.words == "one passage is new or changed"


def test_a_passage_taken_out_is_counted() -> None:
    assert since(["a", "b"], ["a"]).words == "one passage was taken out"


def test_both_are_said_together() -> None:
    words = since(["a", "b", "c", "d"], ["a", "x"]).words
    assert words == "one passage is new or changed, two others were taken out"


@given(DIGESTS, st.data())
def test_what_only_moved_is_no_change(seen: list[str], data: st.DataObject) -> None:
    assert since(seen, data.draw(st.permutations(seen))) == NONE


@given(DIGESTS, DIGESTS)
def test_a_change_is_told_exactly_where_the_passages_differ(
    seen: list[str], now: list[str]
) -> None:
    assert bool(since(seen, now)) is (sorted(seen) != sorted(now))


@given(DIGESTS, DIGESTS)
def test_the_sums_are_right(seen: list[str], now: list[str]) -> None:
    change = since(seen, now)
    assert len(now) - len(change.new) <= len(seen)
    assert change.gone >= len(seen) - len(now)
