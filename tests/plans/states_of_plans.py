"""Hypothesis' plans: states with sections, items, texts of every kind and milestones."""

from datetime import date

from hypothesis import strategies as st

from portal.plans.content import FIELDS, Content, Cover, Heading, Milestone
from portal.plans.rules.difference import Item, Section, State

TEXT = st.text(alphabet="ab é.\n", max_size=6)
NAMES = st.sampled_from([*FIELDS, "people", "serves", "story"])
STEPS = st.builds(
    Milestone,
    key=st.sampled_from(["m1", "m2", "m3", "m4"]),
    year=st.integers(2018, 2021),
    text=TEXT,
    due=st.none() | st.dates(date(2019, 4, 1), date(2020, 3, 31)),
    carried=st.none() | st.just(2018),
)
CONTENTS = st.builds(
    Content.of,
    st.dictionaries(NAMES, TEXT, max_size=4),
    st.lists(STEPS, max_size=4, unique_by=lambda step: step.key),
)
HEADINGS = st.builds(
    Heading,
    letter=st.sampled_from(list("ABCD")),
    title=TEXT,
    kind=st.sampled_from(["narrative", "priorities"]),
    area=st.sampled_from(["shared", "kingston"]),
    under=TEXT,
)
COVERS = st.builds(Cover, title=TEXT, first_year=st.integers(2018, 2020), years=st.integers(1, 5))


@st.composite
def states(draw: st.DrawFn) -> State:
    """A state of a plan whose sections, and items, have keys of their own."""
    sections = draw(st.lists(st.integers(1, 5), max_size=4, unique=True))
    keys = draw(st.lists(st.integers(1, 9), max_size=8, unique=True))
    homes = [draw(st.sampled_from(sections)) for _ in keys] if sections else []
    items = {
        key: Item(key, draw(st.sampled_from(["R1", "R2", "R3"])), draw(CONTENTS))
        for key in keys[: len(homes)]
    }
    held = [
        Section(
            section,
            draw(HEADINGS),
            tuple(items[key] for key, home in zip(keys, homes, strict=False) if home == section),
        )
        for section in sections
    ]
    return State(draw(COVERS), tuple(held))
