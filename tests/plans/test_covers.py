"""Addresses, letters, parents and the tree of plans, as plain rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.words import RESERVED_SLUGS
from portal.plans.rules.covers import (
    Place,
    is_circle,
    letter_problem,
    next_letter,
    slug_problem,
    tree,
)

COUNCILS = ["kingston", "windsor", "windsor-and-maidenhead"]
PARENTS = st.dictionaries(st.integers(0, 9), st.none() | st.integers(0, 12), max_size=10)


def flat(places: tuple[Place, ...]) -> list[Place]:
    return [found for place in places for found in (place, *flat(place.below))]


@given(PARENTS, st.integers(0, 9))
def test_a_plan_never_stands_under_itself(parents: dict[int, int | None], child: int) -> None:
    above, steps = parents.get(child), 0
    while above is not None and above != child and steps < 20:
        above, steps = parents.get(above), steps + 1
    assert is_circle(parents, child, parents.get(child)) == (above == child)


@given(PARENTS)
def test_a_parent_that_is_accepted_never_closes_a_circle(parents: dict[int, int | None]) -> None:
    held: dict[int, int | None] = {}
    for child, parent in parents.items():
        held[child] = None if is_circle(held, child, parent) else parent
    assert not any(is_circle(held, child, held[child]) for child in held)


@given(PARENTS)
def test_the_tree_holds_every_plan_once_whatever_the_parents(
    parents: dict[int, int | None],
) -> None:
    found = flat(tree(parents, sorted(parents)))
    assert sorted(place.plan_id for place in found) == sorted(parents)


def test_a_plan_stands_under_its_parent_and_at_the_root_where_that_is_not_seen() -> None:
    found = flat(tree({1: None, 2: 1, 3: 2, 4: 99, 5: 6, 6: 5}, [1, 2, 3, 4, 5, 6]))
    assert [(place.plan_id, place.depth) for place in found] == [
        (1, 0),
        (2, 1),
        (3, 2),
        (4, 0),
        (5, 0),
        (6, 0),
    ]


@pytest.mark.parametrize(
    ("slug", "council"),
    [
        ("business-plan-2019-2024", ""),
        ("kingston-service-plan", "kingston"),
        ("windsor-plan", "windsor"),
        ("windsor-and-maidenhead-plan", "windsor-and-maidenhead"),
        ("kingstonian", ""),
    ],
)
def test_an_address_that_can_be_used(slug: str, council: str) -> None:
    assert slug_problem(slug, council, COUNCILS) == ""


@pytest.mark.parametrize(
    ("slug", "council", "words"),
    [
        ("", "", "small letters"),
        ("Business Plan", "", "small letters"),
        ("plan/../../x", "", "small letters"),
        ("<script>", "", "small letters"),
        ("a" * 61, "", "at most 60 characters. You wrote 61."),
        ("new", "", "address of a page"),
        ("service-plan", "kingston", "begins with kingston-"),
        ("windsor-and-maidenhead-plan", "windsor", "begins with windsor-"),
        ("kingston-plan", "", "plans of that council alone"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_words(
    slug: str, council: str, words: str
) -> None:
    assert words in slug_problem(slug, council, COUNCILS)


@pytest.mark.parametrize("word", sorted(word for word in RESERVED_SLUGS if word.isalpha()))
def test_a_word_that_is_a_page_is_no_address_of_a_plan(word: str) -> None:
    assert "address of a page" in slug_problem(word, "", COUNCILS)


@given(st.sampled_from(COUNCILS), st.sampled_from(COUNCILS), st.text("abcdinorw-", max_size=30))
def test_two_councils_can_never_ask_for_one_address(one: str, other: str, rest: str) -> None:
    if one != other:
        both = [slug_problem(f"{one}-{rest}", owner, COUNCILS) for owner in (one, other)]
        assert any(both)


def test_letters_count_on_and_are_not_taken_twice() -> None:
    assert next_letter([]) == "A"
    assert next_letter(["A", "B", "D"]) == "E"
    assert next_letter(["Z"]) == "AA"
    assert next_letter(["K12", "X1"]) == "A"
    assert letter_problem("d", ["D"]) == "d is the letter of another section."
    for wrong in ("", "ABCDE", "A B", "~1", "Ä"):
        assert "one to 4 letters" in letter_problem(wrong, [])
