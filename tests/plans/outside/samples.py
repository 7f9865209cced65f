"""Whole plans that Hypothesis makes up: of every kind, with the texts people and attackers type."""

import string
from datetime import date

from hypothesis import strategies as st

from portal.kit.text import control_characters, tidy
from portal.plans.content import Content, Milestone
from portal.plans.kinds import Field, Kind, NamedFile, kinds
from portal.plans.outside.whole import Cover, WholeItem, WholePlan, WholeSection
from tests.documents.samples import HOSTILE

TRAPS = (
    '<!-- plan-item {"ref": "C-01"} -->',
    '\\<!-- plan-text {"name": "x"} -->',
    "\\\\<!-- plan",
    "<!-- plan",
    "-->",
    "## B Not a section",
    "### C-01 Not an item",
    "#### Outcome",
    "---\n",
    '{"format": "goldthread plan"}',
    "=1+1",
    '"quoted", ; text',
    "\n",
    "\n\n\n",
    " ",
)
"""What would end a text or begin another, if a file could be fooled."""


def typed(text: str) -> str:
    """The text as a form keeps it."""
    kept = tidy(text)
    hidden = {at for at, _ in control_characters(kept)}
    return tidy("".join(letter for at, letter in enumerate(kept) if at not in hidden))


any_text = st.lists(
    st.one_of(st.sampled_from((*TRAPS, *HOSTILE)), st.text(max_size=20)), max_size=5
).map(lambda parts: typed("".join(parts))[:1500])
any_line = any_text.map(lambda text: text.replace("\n", " ")[:150])
a_line = any_line.filter(lambda line: bool(line.strip()))
a_day = st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1))
names = st.text(string.ascii_letters + string.digits, min_size=1, max_size=6)


def value_of(field: Field) -> st.SearchStrategy[str]:
    """What may be typed into a field."""
    if field.reads == "choice":
        return st.sampled_from([value for value, _ in field.choices])
    if field.reads == "files":
        named = st.builds(NamedFile, st.text("0123456789abcdef", min_size=64, max_size=64), a_line)
        return st.lists(named.map(lambda file: file.line), max_size=3).map("\n".join)
    one_line = field.reads in ("line", "names")
    if field.required:
        return a_line if one_line else any_text.filter(lambda text: bool(text.strip()))
    return any_line if one_line else any_text


def contents(kind: Kind) -> st.SearchStrategy[Content]:
    """An item of a kind with any of its texts, the needed ones among them."""
    needed = {f.name: value_of(f) for f in kind.fields if f.required}
    other = {f.name: value_of(f) for f in kind.fields if not f.required}
    texts = st.fixed_dictionaries(needed, optional=other)
    years = st.integers(1995, 2050)
    written = any_line.map(lambda line: line[:40])
    steps = st.builds(Milestone, names, years, a_line, a_day, written, st.none() | years)
    many = st.lists(steps, max_size=3 if kind.has_years else 0, unique_by=lambda step: step.key)
    return st.builds(Content.of, texts, many)


@st.composite
def whole_plans(draw: st.DrawFn, areas: tuple[str, ...] = ("afc", "kingston")) -> WholePlan:
    """A plan with up to four sections; references and letters are each once."""
    letters = draw(st.lists(st.sampled_from("ABCDEFGH"), max_size=4, unique=True))
    refs = iter(draw(st.lists(names, min_size=12, max_size=12, unique_by=str.casefold)))
    sections = []
    for letter in letters:
        kind = draw(st.sampled_from(kinds()))
        held = draw(st.lists(contents(kind), max_size=3))
        sections.append(
            WholeSection(
                letter,
                draw(a_line),
                kind.name,
                draw(st.sampled_from(areas)),
                draw(any_line),
                tuple(WholeItem(f"R-{next(refs)}", content) for content in held),
            )
        )
    cover = Cover("a-plan", draw(a_line), "strategy", 2019, draw(st.integers(1, 20)), "afc")
    return WholePlan(cover, tuple(sections), "Achieving for Children", read_on=date(2019, 6, 24))
