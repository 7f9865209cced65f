"""Columns of made-up priorities, drawn by Hypothesis or written out."""

from dataclasses import replace

from hypothesis import strategies as st

from portal.plans.rules.matching import Cell, Column

THEMES = ["", "Health", "health ", "Schools", "Care", "Schools; Health", "Care;; health"]
SENTENCES = [
    "Open more work placements for care leavers, so that a real job follows",
    "open more work placements for care-leavers so that a real job follows.",
    "Open some work placements for young carers, so that a real job follows",
    "2. Halve the reading gap of pupils who get the Pupil Premium",
    "Halve the reading gap of pupils who get free school meals",
    "Keep good practitioners",
    "",
]


def column(name: str, *wordings: str, readable: bool = True, company: bool = False) -> Column:
    """A column whose references are its initial and a number; every cell has its own theme."""
    cells = tuple(
        Cell(f"{name[0]}{number}", f"{name} {number}", wording)
        for number, wording in enumerate(wordings, start=1)
    )
    return Column(name.lower(), name, readable, cells, company)


def cells(owner: str) -> st.SearchStrategy[tuple[Cell, ...]]:
    """Up to five cells, referred to by their owner and place."""
    drawn = st.tuples(st.sampled_from(THEMES), st.sampled_from(SENTENCES))
    return st.lists(drawn, max_size=5).map(
        lambda held: tuple(Cell(f"{owner}-{at}", *pair) for at, pair in enumerate(held))
    )


@st.composite
def matrices(draw: st.DrawFn) -> list[Column]:
    """Two to twelve columns, the first perhaps the company's, some of them not readable, with
    derivations among them all: also from what is hidden, from nothing there is, and in circles."""
    number = draw(st.integers(2, 6) | st.integers(2, 12))
    company = draw(st.booleans())
    return [
        Column(
            f"k{at}",
            f"Name{at}",
            draw(st.booleans()),
            draw(derived(at)),
            company and not at,
        )
        for at in range(number)
    ]


@st.composite
def derived(draw: st.DrawFn, owner: int) -> tuple[Cell, ...]:
    """Cells of one column, numbered from 5 times the column's, some deriving from any others."""
    sources = st.none() | st.integers(0, 30)
    return tuple(
        replace(cell, item=5 * owner + at, source=draw(sources))
        for at, cell in enumerate(draw(cells(f"k{owner}")))
    )
