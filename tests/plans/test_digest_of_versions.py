"""A version's digest changes if and only if what it holds does."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.plans.content import Content, Cover, Heading, Milestone, version_digest
from portal.plans.rules.difference import Item, Section, State
from tests.plans.states_of_plans import CONTENTS, states

STEP = Milestone("m1", 2019, "Begin")
ONE = State(
    Cover("Plan", 2019, 5),
    (
        Section(
            1,
            Heading("A", "Aims", "priorities", "shared"),
            (
                Item(1, "C-01", Content("Title", "Words", milestones=(STEP,))),
                Item(2, "C-02", Content("Other", "Words", details={"serves": "C-01"})),
            ),
        ),
        Section(2, Heading("B", "More", "narrative", "kingston")),
    ),
)


def digest_of(state: State) -> str:
    leaves = [
        section.heading.leaf([(item.ref, item.content.digest()) for item in section.items])
        for section in state.sections
    ]
    return version_digest("plan", 1, state.cover, leaves)


def held(state: State) -> Any:
    """All that a state says, without the keys by which the portal knows its parts."""
    return state.cover, [
        (section.heading, [(item.ref, item.content) for item in section.items])
        for section in state.sections
    ]


@given(states(), states())
def test_two_states_have_one_digest_exactly_where_they_say_the_same(
    one: State, other: State
) -> None:
    assert (digest_of(one) == digest_of(other)) == (held(one) == held(other))


@given(states(), st.integers(10, 20))
def test_the_keys_of_sections_and_items_are_no_content(state: State, more: int) -> None:
    renumbered = [
        replace(s, key=s.key + more, items=tuple(replace(i, key=i.key + more) for i in s.items))
        for s in state.sections
    ]
    assert digest_of(replace(state, sections=tuple(renumbered))) == digest_of(state)


@given(CONTENTS, st.sampled_from(["title", "wording", "outcome", "lead", "serves"]), st.data())
def test_one_letter_more_anywhere_is_another_digest(
    content: Content, name: str, data: st.DataObject
) -> None:
    text = content.text(name)
    at = data.draw(st.integers(0, len(text)))
    changed = content.with_texts({name: f"{text[:at]}x{text[at:]}"})
    assert changed.digest() != content.digest()


@given(CONTENTS)
def test_milestones_in_another_order_are_another_digest(content: Content) -> None:
    assume(len(content.milestones) > 1)
    turned = replace(content, milestones=content.milestones[::-1])
    assert turned.digest() != content.digest()


def changed(**changes: Any) -> State:
    """ONE with its first section changed."""
    first = replace(ONE.sections[0], **changes)
    return replace(ONE, sections=(first, *ONE.sections[1:]))


HEADING, ITEMS = ONE.sections[0].heading, ONE.sections[0].items
OTHERS = {
    "title of the plan": replace(ONE, cover=replace(ONE.cover, title="Plans")),
    "period": replace(ONE, cover=replace(ONE.cover, first_year=2020)),
    "number of years": replace(ONE, cover=replace(ONE.cover, years=4)),
    "letter": changed(heading=replace(HEADING, letter="C")),
    "heading": changed(heading=replace(HEADING, title="Aim")),
    "kind": changed(heading=replace(HEADING, kind="outcomes")),
    "area": changed(heading=replace(HEADING, area="kingston")),
    "what it stands under": changed(heading=replace(HEADING, under="Focus")),
    "reference": changed(items=(replace(ITEMS[0], ref="C-03"), ITEMS[1])),
    "order of items": changed(items=ITEMS[::-1]),
    "order of sections": replace(ONE, sections=ONE.sections[::-1]),
    "an item less": changed(items=ITEMS[:1]),
    "an item in another section": replace(
        ONE,
        sections=(
            replace(ONE.sections[0], items=ITEMS[:1]),
            replace(ONE.sections[1], items=ITEMS[1:]),
        ),
    ),
    "a milestone's day": changed(
        items=(
            replace(
                ITEMS[0],
                content=replace(ITEMS[0].content, milestones=(replace(STEP, carried=2018),)),
            ),
            ITEMS[1],
        )
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_any_one_change_is_another_digest(name: str) -> None:
    assert digest_of(OTHERS[name]) != digest_of(ONE)


def test_a_text_from_before_milestones_were_carried_keeps_its_digest() -> None:
    assert "carried" not in STEP.as_json()
    assert Milestone.from_json({"key": "a", "year": 2019, "text": "x"}).carried is None


@pytest.mark.parametrize("scheme", [1, 2])
def test_older_schemes_do_not_know_the_cover(scheme: int) -> None:
    covers = (Cover("Plan", 2019, 5), Cover("Other", 2020, 1))
    assert len({version_digest("plan", 1, cover, ["a"], scheme) for cover in covers}) == 1
