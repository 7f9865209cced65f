"""The golden thread as a graph: links from references, walked both ways. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans.rules.thread import DEEPEST, Node, PlanThing, Step, Thing, Thread, weave

PLAN = PlanThing(1, 0, "business-plan", "Business plan")
TEAM = PlanThing(2, 0, "team-plan", "Team plan", parent_id=1)


def thing(
    number: int, ref: str, area: int = 0, plan: int = 1, kind: str = "priorities", **refs: str
) -> Thing:
    pairs = tuple((name, part) for name, value in refs.items() for part in value.split())
    return Thing(number, plan, area, ref, kind, f"Title of {ref}", pairs)


def ends(thread: Thread, node: Node) -> tuple[list[Node], list[Node]]:
    """The nodes right above and right below."""
    return (
        [link.upper for link in thread.above.get(node, ())],
        [link.lower for link in thread.below.get(node, ())],
    )


def test_a_priority_stands_under_what_it_serves_and_over_its_measures() -> None:
    outcome, priority, measure = (
        thing(1, "O-1", kind="outcomes"),
        thing(2, "P-1", serves="O-1", measures="M-1"),
        thing(3, "M-1", kind="measures"),
    )
    thread = weave([outcome, priority, measure], [PLAN])
    assert ends(thread, priority.node) == ([outcome.node], [measure.node])
    assert ends(thread, outcome.node) == ([], [priority.node])
    assert ends(thread, measure.node) == ([priority.node], [])


def test_the_same_link_said_from_both_ends_is_two_ways_of_saying_it() -> None:
    priority, measure = (
        thing(2, "P-1", measures="M-1"),
        thing(3, "M-1", kind="measures", serves="P-1"),
    )
    thread = weave([priority, measure], [PLAN])
    assert {step.node for step in thread.down(priority.node)} == {measure.node}
    assert len(thread.down(priority.node)) == 1


def test_a_reference_means_the_own_areas_thing_then_the_shared_one() -> None:
    own, shared, other = thing(1, "O-1", 1), thing(2, "O-1", 0), thing(3, "O-1", 2)
    asking = thing(9, "P-1", 1, serves="O-1")
    assert ends(weave([own, shared, other, asking], []), asking.node)[0] == [own.node]
    assert ends(weave([shared, other, asking], []), asking.node)[0] == [shared.node]
    assert ends(weave([other, asking], []), asking.node)[0] == [other.node]


def test_a_reference_that_two_other_areas_answer_leads_nowhere() -> None:
    asking = thing(9, "P-1", 1, serves="O-1")
    thread = weave([thing(3, "O-1", 2), thing(4, "O-1", 3), asking], [])
    assert thread.loose == {asking.node: [("serves", "O-1")]}
    assert ends(thread, asking.node) == ([], [])


def test_a_reference_to_what_the_reader_cannot_read_is_only_its_own_words() -> None:
    asking = thing(9, "P-1", 1, serves="RIC-04")
    thread = weave([asking], [PLAN])
    assert thread.loose == {asking.node: [("serves", "RIC-04")]}
    assert set(thread.things) == {asking.node}
    assert (thread.above, thread.below) == ({}, {})


def test_a_reference_of_another_plan_names_it() -> None:
    priority = thing(1, "P-1")
    step = thing(2, "T-1", plan=2, kind="actions", serves="business-plan#P-1")
    lost = thing(3, "T-2", plan=2, kind="actions", serves="no-plan#P-1 P-1")
    thread = weave([priority, step, lost], [PLAN, TEAM])
    assert ends(thread, priority.node)[1] == [step.node]
    assert thread.loose == {lost.node: [("serves", "no-plan#P-1"), ("serves", "P-1")]}


@pytest.mark.parametrize(
    "words",
    ["team-plan", "Team  plan", "TEAM PLAN", "/afc/plans/team-plan/", "x.example/plans/team-plan"],
)
def test_a_supporting_plan_is_found_by_its_name_or_address(words: str) -> None:
    priority = Thing(1, 1, 0, "P-1", "priorities", "T", (("supporting", words),))
    thread = weave([priority], [PLAN, TEAM])
    assert ends(thread, priority.node)[1] == [TEAM.node]


def test_a_plan_stands_under_its_parent() -> None:
    thread = weave([], [PLAN, TEAM])
    assert ends(thread, PLAN.node) == ([], [TEAM.node])
    assert ends(thread, TEAM.node) == ([PLAN.node], [])


def test_a_plan_whose_parent_the_reader_cannot_see_stands_by_itself() -> None:
    assert weave([], [TEAM]).above == {}


def test_what_a_thing_says_of_itself_is_no_link() -> None:
    alone = thing(1, "P-1", serves="P-1")
    thread = weave([alone], [PLAN])
    assert thread.above == {}
    assert thread.loose == {alone.node: [("serves", "P-1")]}


def test_evidence_is_shown_with_the_thing_and_not_walked_further() -> None:
    evidence, challenge, priority = (
        thing(1, "E-1", kind="evidence"),
        thing(2, "C-1", kind="challenges", evidence_refs="E-1"),
        thing(3, "P-1", evidence_refs="C-1"),
    )
    thread = weave([evidence, challenge, priority], [PLAN])
    (step,) = thread.up(priority.node)
    assert (step.node, step.steps) == (challenge.node, ())


def test_a_thing_met_on_two_ways_is_followed_once() -> None:
    top, left, right = thing(1, "O-1"), thing(2, "A", serves="O-1"), thing(3, "B", serves="O-1")
    bottom = thing(4, "P-1", serves="A B")
    thread = weave([top, left, right, bottom], [PLAN])
    first, second = thread.up(bottom.node)
    assert [step.node for step in first.steps] == [top.node]
    assert second.steps == (Step(top.node, "serves", again=True),)


def test_a_long_chain_is_walked_so_far_and_says_that_it_goes_on() -> None:
    chain = [thing(n, f"P-{n}", serves=f"P-{n + 1}") for n in range(2000)]
    step = weave(chain, [PLAN]).up(chain[0].node)[0]
    depth = 1
    while step.steps:
        (step,) = step.steps
        depth += 1
    assert depth == DEEPEST
    assert step.more


REFS = st.sampled_from([f"R-{n}" for n in range(6)] + ["team-plan#R-1", "gone#R-1", "nowhere"])
FIELDS = st.sampled_from(["serves", "measures", "leads_to", "evidence_refs"])


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    count = draw(st.integers(1, 10))
    things = [
        Thing(
            number,
            draw(st.sampled_from([1, 2])),
            draw(st.integers(0, 2)),
            f"R-{draw(st.integers(0, 5))}",
            draw(st.sampled_from(["outcomes", "priorities", "measures"])),
            "T",
            tuple(draw(st.lists(st.tuples(FIELDS, REFS), max_size=5))),
        )
        for number in range(count)
    ]
    parent = draw(st.sampled_from([None, 1, 2, 3]))
    return weave(things, [PlanThing(1, 0, "business-plan", "B", parent), TEAM])


@given(threads())
def test_both_directions_agree(thread: Thread) -> None:
    upwards = {link for links in thread.above.values() for link in links}
    downwards = {link for links in thread.below.values() for link in links}
    assert upwards == downwards
    for node, links in thread.above.items():
        assert all(link.lower == node and link in thread.below[link.upper] for link in links)


@given(threads())
def test_every_reference_is_a_link_or_loose_and_none_is_both(thread: Thread) -> None:
    loose = {(node, *each) for node, found in thread.loose.items() for each in found}
    said = {(node, *each) for node, thing in thread.things.items() for each in thing.refs}
    assert loose <= said
    linked = {link for links in thread.above.values() for link in links}
    for node, field, reference in said - loose:
        ends = {link.upper for link in linked if link.lower == node and link.how == field}
        ends |= {link.lower for link in linked if link.upper == node and link.how == field}
        refs = {thread.things[end].ref for end in ends if end in thread.things}
        assert reference.rpartition("#")[2] in refs


def nodes(steps: list[Step]) -> list[Step]:
    found = []
    for step in steps:
        found += [step, *nodes(list(step.steps))]
    return found


@given(threads())
def test_every_walk_ends_and_follows_nothing_twice(thread: Thread) -> None:
    for node in [*thread.things, *thread.plans]:
        for walked in (thread.up(node), thread.down(node)):
            every = nodes(walked)
            followed = [
                step.node for step in every if not step.again and step.how != "evidence_refs"
            ]
            assert len(followed) == len(set(followed))
            assert node not in followed
            assert all(not step.steps for step in every if step.again)


@given(threads())
def test_a_step_up_is_a_step_down_from_there(thread: Thread) -> None:
    for node in thread.things:
        for step in thread.up(node):
            assert node in {back.node for back in thread.down(step.node)}
