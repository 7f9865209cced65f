"""What hangs loose in a thread, in words. Pure."""

from collections.abc import Iterable
from datetime import date
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans.kinds import kind_of
from portal.plans.rules.loose_ends import WHATS, LooseEnd, Text, loose_ends
from portal.plans.rules.thread import PlanThing, Thing, weave

TEAM = PlanThing(2, 0, "team-plan", "Team plan")
GONE = {"jane doe": date(2019, 5, 31)}


def text(ref: str, kind: str = "priorities", area: int = 1, refs: str = "", **words: str) -> Text:
    serving = "serves" in kind_of(kind).names
    pairs = tuple(("serves", part) for part in refs.split() if serving)
    pairs += tuple(("supporting", line) for line in words.get("supporting", "").split("\n") if line)
    pairs += tuple(("measures", part) for part in words.pop("measures", "").split())
    return Text(Thing(crc32(ref.encode()), 1, area, ref, kind, ref, pairs), **words)


def whole(ref: str = "P-1", refs: str = "", **changes: str) -> Text:
    words = {"success_measure": "Fewer wait.", "lead": "Head of it", **changes}
    return text(ref, "priorities", 1, refs, **words)


def found(texts: Iterable[Text]) -> list[LooseEnd]:
    every = list(texts)
    return loose_ends(weave([each.thing for each in every], [TEAM]), every, GONE)


def whats(*texts: Text) -> list[tuple[str, str]]:
    return [(end.what, end.thing.ref) for end in found(texts)]


def test_nothing_hangs_loose_in_a_whole_priority() -> None:
    assert whats(whole()) == []


def test_a_priority_without_any_measure_is_loose() -> None:
    bare = whole(success_measure="")
    assert whats(bare) == [("unmeasured", "P-1")]
    assert whats(whole(success_measure="", measures="M-1"), text("M-1", "measures")) == []
    assert whats(bare, text("M-1", "measures", refs="P-1")) == []


def test_a_measure_that_is_named_and_not_there_is_one_loose_end_and_not_two() -> None:
    assert whats(whole(success_measure="", measures="M-9")) == [("nowhere", "P-1")]


def test_an_outcome_that_nothing_serves_is_loose() -> None:
    outcome = text("O-1", "outcomes")
    assert whats(outcome, whole(refs="O-1")) == []
    assert whats(outcome) == [("unserved", "O-1")]


def test_a_priority_must_serve_something_only_where_the_plan_has_outcomes_for_it() -> None:
    outcome, serving = text("O-1", "outcomes"), whole("P-1", refs="O-1")
    assert ("serves-nothing", "P-2") in whats(outcome, serving, whole("P-2"))
    elsewhere = text("P-3", area=2, success_measure="x", lead="x")
    assert whats(outcome, serving, elsewhere) == []
    shared = text("O-1", "outcomes", area=0)
    assert whats(shared, serving, elsewhere) == [("serves-nothing", "P-3")]


@pytest.mark.parametrize("kind", ["actions", "priorities"])
def test_what_nobody_leads_is_loose(kind: str) -> None:
    assert ("leadless", "X-1") in whats(text("X-1", kind, success_measure="x"))
    for field in ("lead", "people", "organisations"):
        assert whats(text("X-1", kind, 1, "", success_measure="x", **{field: "Somebody"})) == []


@pytest.mark.parametrize("field", ["lead", "people"])
def test_a_lead_who_left_is_named_with_the_day(field: str) -> None:
    priority = whole(**{field: "Head of Quality; Jane  DOE"})
    (end,) = found([priority])
    assert end.what == "left"
    assert end.words == "Jane  DOE left: the last appointment here ended on 31 May 2019."


def test_a_reference_that_leads_nowhere_is_given_as_it_is_written() -> None:
    (end,) = found([whole(refs="ric-9")])
    assert end.words == "“Serves” names ric-9, which leads to nothing that you can read."
    assert end.field == "serves"


def test_a_supporting_plan_that_is_not_here_is_loose() -> None:
    priority = whole(supporting="Team plan\nA plan of somebody else")
    (end,) = found([priority])
    assert (end.what, end.words) == (
        "absent",
        "“A plan of somebody else” is no plan of this company that you can read here.",
    )


KINDS = st.sampled_from(["priorities", "outcomes", "actions", "measures", "narrative"])


@given(
    st.lists(
        st.builds(
            text,
            st.integers(1, 9).map("R-{}".format),
            KINDS,
            st.integers(0, 2),
            st.sampled_from(["", "R-1", "R-2 R-3", "R-99"]),
            lead=st.sampled_from(["", "Jane Doe", "Head"]),
            success_measure=st.sampled_from(["", "A measure"]),
        ),
        unique_by=lambda each: each.thing.ref,
    )
)
def test_every_loose_end_says_what_to_do_and_they_stand_in_order(texts: list[Text]) -> None:
    ends = found(texts)
    assert all(end.words and end.todo for end in ends)
    order = [list(WHATS).index(end.what) for end in ends]
    assert order == sorted(order)
    assert len(set(ends)) == len(ends)
