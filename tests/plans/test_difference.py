"""Comparing two states of a plan is exact, and says no more than there is."""

from dataclasses import replace

from hypothesis import given

from portal.plans.content import Content, Cover, Heading, Milestone
from portal.plans.rules.difference import Change, Item, Moved, Section, State, apply, difference
from tests.plans.states_of_plans import states


def content(title: str, *steps: Milestone) -> Content:
    return Content(title, "We will.", milestones=steps)


def item(key: int, title: str = "") -> Item:
    return Item(key, f"R{key}", content(title or f"Item {key}"))


def plan(*sections: tuple[int, list[Item]]) -> State:
    heading = Heading("A", "Priorities", "priorities", "shared")
    return State(
        Cover("Plan", 2019, 5),
        tuple(Section(key, heading, tuple(items)) for key, items in sections),
    )


@given(states(), states())
def test_the_difference_applied_to_the_old_gives_the_new(old: State, new: State) -> None:
    assert apply(old, difference(old, new)) == new


@given(states())
def test_nothing_differs_from_itself(state: State) -> None:
    assert not difference(state, state)


@given(states(), states())
def test_what_is_not_equal_differs(old: State, new: State) -> None:
    assert bool(difference(old, new)) == (old != new)


@given(states(), states())
def test_the_difference_back_leads_back(old: State, new: State) -> None:
    assert apply(new, difference(new, old)) == old


def test_an_item_of_another_section_moved_and_was_neither_added_nor_removed() -> None:
    old = plan((1, [item(1), item(2)]), (2, [item(3)]))
    new = plan((1, [item(1)]), (2, [item(3), item(2)]))
    found = difference(old, new)
    assert found.moved == (Moved(2, 1, 2),)
    assert (found.added, found.removed, found.reworded) == ((), (), ())


def test_one_item_that_went_to_the_top_moved_and_the_others_stayed() -> None:
    old = plan((1, [item(1), item(2), item(3)]))
    new = plan((1, [item(3), item(1), item(2)]))
    assert difference(old, new).moved == (Moved(3, 1, 1),)


def test_a_reworded_item_says_field_by_field_what_is_another() -> None:
    old, new = plan((1, [item(1)])), plan((1, [item(1, "Another")]))
    (found,) = difference(old, new).reworded
    assert found.texts == (Change("title", "Item 1", "Another"),)
    assert found.milestones == ()


def test_milestones_are_compared_by_their_keys() -> None:
    first, second = Milestone("a", 2019, "Begin"), Milestone("b", 2020, "End")
    old = replace(item(1), content=content("Item 1", first, second))
    later = replace(second, text="End well")
    new = replace(item(1), content=content("Item 1", later))
    (found,) = difference(plan((1, [old])), plan((1, [new]))).reworded
    assert [(each.key, each.before, each.after) for each in found.milestones] == [
        ("a", first, None),
        ("b", second, later),
    ]
    assert found.placed == ()


def test_a_renamed_section_is_the_same_section() -> None:
    old = plan((1, [item(1)]))
    heading = replace(old.sections[0].heading, title="Aims")
    new = replace(old, sections=(replace(old.sections[0], heading=heading),))
    found = difference(old, new)
    assert found.sections_renamed[0].texts == (Change("title", "Priorities", "Aims"),)
    assert (found.sections_added, found.sections_removed) == ((), ())
