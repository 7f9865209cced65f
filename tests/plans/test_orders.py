"""Orders as plain rules: a step, two people's orders together, references and their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans.rules.orders import merged, next_number, ref_problem, stepped

ORDERS = st.lists(st.integers(0, 30), unique=True, max_size=12)


@given(ORDERS.filter(bool), st.data(), st.integers(-15, 15))
def test_a_step_keeps_everything_and_the_order_of_the_others(
    order: list[int], data: st.DataObject, step: int
) -> None:
    thing = data.draw(st.sampled_from(order))
    found = stepped(order, thing, step)
    assert sorted(found) == sorted(order)
    assert [o for o in found if o != thing] == [o for o in order if o != thing]
    place = order.index(thing) + step
    assert found.index(thing) == min(max(place, 0), len(order) - 1)


@given(ORDERS, ORDERS)
def test_two_orders_together_lose_nothing_that_is_there_now(
    mine: list[int], now: list[int]
) -> None:
    found = merged(mine, now)
    assert sorted(found) == sorted(now)
    both = set(mine) & set(now)
    assert [thing for thing in found if thing in both] == [t for t in mine if t in both]


@given(ORDERS)
def test_my_order_of_the_same_things_is_taken_as_it_is(order: list[int]) -> None:
    assert merged(order, sorted(order)) == order


def test_what_i_did_not_know_stands_after_the_one_it_follows() -> None:
    assert merged(["c", "a", "b"], ["a", "new", "b", "c"]) == ["c", "a", "new", "b"]
    assert merged(["b", "a"], ["first", "a", "b"]) == ["first", "b", "a"]


def test_a_number_counts_on_from_the_greatest_of_its_kind() -> None:
    refs = ["KIN-02", "KIN-10", "KIN-E03", "KIN-E03b", "RIC-40", "KIN-½", "KIN-"]
    assert next_number(refs, "KIN-") == 11
    assert next_number(refs, "KIN-E") == 4
    assert next_number(refs, "KIN-R") == 1


@pytest.mark.parametrize("ref", ["KIN-11", "KIN-11a", "KIN-E03", "kin-new", "KIN-A-1"])
def test_a_council_may_choose_what_begins_with_its_letters(ref: str) -> None:
    assert ref_problem(ref, "KIN", ["KIN", "RIC"]) == ""


@pytest.mark.parametrize("ref", ["A1", "C-01", "1", "Vision"])
def test_what_is_shared_may_be_called_anything_but_a_councils(ref: str) -> None:
    assert ref_problem(ref, "", ["KIN", "RIC"]) == ""


@pytest.mark.parametrize(
    ("ref", "prefix", "words"),
    [
        ("RIC-01", "KIN", "begin with KIN-"),
        ("KIN", "KIN", "begin with KIN-"),
        ("KIN-01", "", "begins the references of one council"),
        ("kin-01", "", "begins the references of one council"),
        ("", "", "letters and digits"),
        ("A 1", "", "letters and digits"),
        ("A/1", "", "letters and digits"),
        ("<b>", "", "letters and digits"),
        ("A1.json", "", "letters and digits"),
        ("A--1", "", "letters and digits"),
        ("Ä1", "", "letters and digits"),
        ("new", "", "letters and digits"),
        ("A" * 21, "", "at most 20 characters. You wrote 21."),
    ],
)
def test_a_reference_that_cannot_be_used_is_refused_in_words(
    ref: str, prefix: str, words: str
) -> None:
    assert words in ref_problem(ref, prefix, ["KIN", "RIC"])
