import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.diffs import (
    Segment,
    changed_words,
    compare_words,
    likeness,
    merge_texts,
    same_wording,
    tracked,
    words,
)

KINGSTON = "Check front-line work every month, so that inspectors rate it good or better."
RICHMOND = "Check front line work every quarter with partners, so that inspectors rate it good."

vocabulary = st.sampled_from(["the", "The", "plan,", "care", "child-led", "a", "b.", "(c)", "–"])
texts = st.lists(vocabulary, max_size=10).map(" ".join) | st.text(max_size=12)
word_lists = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8)


def written(side: list[Segment]) -> str:
    return "".join(segment.text for segment in side if segment.kind != "missing")


def applied(left: list[Segment], right: list[Segment]) -> list[str]:
    """The new words, taking from the old whatever is the same."""
    new: list[str] = []
    for old, change in zip(left, right, strict=True):
        if old.kind in {"same", "missing"}:
            new += words(old.text)
        elif change.kind == "changed":
            new += words(change.text)
    return new


@given(texts, texts, st.booleans())
def test_each_side_put_together_is_its_text(left: str, right: str, exact: bool) -> None:
    here, there = compare_words(left, right, exact=exact)
    assert (written(here), written(there)) == (left, right)


@given(texts, texts, st.booleans())
def test_both_sides_answer_to_each_other(left: str, right: str, exact: bool) -> None:
    here, there = compare_words(left, right, exact=exact)
    kinds = {(one.kind, other.kind) for one, other in zip(here, there, strict=True)}
    assert kinds <= {
        ("same", "same"),
        ("changed", "changed"),
        ("missing", "changed"),
        ("changed", "missing"),
    }


@given(texts, texts)
def test_missing_words_are_the_other_sides_changed_ones(left: str, right: str) -> None:
    for one, other in zip(*compare_words(left, right), strict=True):
        if "missing" in (one.kind, other.kind):
            assert one.text == other.text


@given(word_lists, word_lists)
def test_the_difference_applied_to_the_old_gives_the_new(old: list[str], new: list[str]) -> None:
    here, there = compare_words(" ".join(old), " ".join(new))
    assert applied(here, there) == new


@given(texts, texts)
def test_the_same_wording_has_no_changed_words(left: str, right: str) -> None:
    assert (changed_words(left, right) == 0) == same_wording(left, right)


@given(word_lists, word_lists)
def test_as_many_words_are_alike_whichever_side_is_asked(left: list[str], right: list[str]) -> None:
    here, there = " ".join(left), " ".join(right)
    assert likeness(here, there)[0] == likeness(there, here)[0]


def test_marks_cover_the_words_and_leave_the_punctuation() -> None:
    here, _ = compare_words(KINGSTON, RICHMOND)
    assert [segment.text for segment in here if segment.kind == "changed"] == ["month", "or better"]


def test_what_the_other_side_lacks_is_marked_as_missing_there() -> None:
    _, there = compare_words(KINGSTON, RICHMOND)
    assert there[-2:] == [Segment("missing", "or better"), Segment("same", ".")]


def test_a_word_written_apart_is_no_change() -> None:
    assert changed_words("front-line work here", "front line work there") == 1


def test_punctuation_and_case_count_when_asked_exactly() -> None:
    left, right = "Early help, and care", "early help and care"
    assert changed_words(left, right) == 0
    assert changed_words(left, right, exact=True) == 2


def test_three_words_for_two_are_three_changed_words() -> None:
    assert changed_words("keep one two here", "keep three four five here") == 3


def test_likeness_counts_the_words_of_the_text_asked_about() -> None:
    assert likeness("one two three four", "one two four") == (3, 4)


def test_edits_of_different_words_are_both_kept() -> None:
    base = "Open ten places by March, for care leavers first."
    mine = "Open twelve places by March, for care leavers first."
    theirs = "Open ten places by March, for care leavers before others."
    assert merge_texts(base, mine, theirs) == (
        "Open twelve places by March, for care leavers before others."
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("a x c d", "a y c d"),
        ("a x c d", "a b y d"),
        ("a d", "a b y d"),
        ("x a b c d", "y a b c d"),
        ("", "a b c d e"),
    ],
)
def test_edits_of_the_same_words_or_of_neighbours_clash(mine: str, theirs: str) -> None:
    assert merge_texts("a b c d", mine, theirs) is None


def test_the_same_edit_by_both_is_made_once() -> None:
    assert merge_texts("a b c d e", "a x c d e", "a x c d y") == "a x c d y"


def test_paragraphs_and_spaces_are_kept_as_typed() -> None:
    base = "One  two three.\n\nFour five six seven."
    mine = "One  2 three.\n\nFour five six seven."
    theirs = "One  two three.\n\nFour five six 7."
    assert merge_texts(base, mine, theirs) == "One  2 three.\n\nFour five six 7."


edited = st.lists(st.sampled_from(["a", "b ", "c\n", " d", "e "]), max_size=8).map("".join)


@given(edited, edited)
def test_an_edit_beside_no_edit_is_taken_as_it_is(base: str, edit: str) -> None:
    assert merge_texts(base, edit, base) == edit
    assert merge_texts(base, edit, edit) == edit


@given(edited, edited, edited)
def test_merging_is_the_same_whoever_came_first(base: str, mine: str, theirs: str) -> None:
    assert merge_texts(base, mine, theirs) == merge_texts(base, theirs, mine)


@given(st.lists(st.sampled_from("abc"), min_size=5, max_size=12), st.data())
def test_two_single_words_apart_are_both_replaced(base: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(base) - 3))
    second = data.draw(st.integers(first + 2, len(base) - 1))
    mine = [*base[:first], "MINE", *base[first + 1 :]]
    theirs = [*base[:second], "THEIRS", *base[second + 1 :]]
    both = [*mine[:second], "THEIRS", *mine[second + 1 :]]
    end = " ."
    merged = merge_texts(" ".join(base) + end, " ".join(mine) + end, " ".join(theirs) + end)
    assert merged == " ".join(both) + end


def test_a_page_of_forty_cells_is_compared_in_a_blink() -> None:
    left = " ".join(f"word{number % 37}" for number in range(40))
    right = " ".join(f"word{number % 31}" for number in range(40))
    started = time.perf_counter()
    for _ in range(40):
        compare_words(left, right)
    assert time.perf_counter() - started < 0.5


@given(st.text(alphabet="abc .,\n", max_size=40), st.text(alphabet="abc .,\n", max_size=40))
def test_a_change_in_one_sentence_keeps_every_word_of_both_texts(old: str, new: str) -> None:
    found = tracked(old, new)
    for kinds, text in ((("same", "removed"), old), (("same", "added"), new)):
        said = "".join(each.text for each in found if each.kind in kinds)
        assert said.split() == text.split()


def test_what_was_removed_stands_before_what_was_added_with_a_space_between() -> None:
    found = [(each.kind, each.text) for each in tracked("Every month, here.", "Every year, here.")]
    assert found == [
        ("same", "Every "),
        ("removed", "month,"),
        ("same", " "),
        ("added", "year,"),
        ("same", " here."),
    ]


def test_what_is_only_added_stands_between_the_words_round_it() -> None:
    found = [(each.kind, each.text) for each in tracked("We open", "We will open")]
    assert found == [("same", "We "), ("added", "will"), ("same", " open")]
