"""Items of a kind as rows: who leads in one cell, a timescale with what cannot be read of it."""

import pytest

from portal.plans.kinds import kind_of
from portal.plans.pages import tables
from portal.plans.pages.tables import Cell
from portal.plans.shapes import Entry

ACTIONS = kind_of("actions")


def entry(lead: str = "", others: str = "{}") -> Entry:
    """An action; ``others`` are its details as they are stored."""
    return Entry(1, 1, 1, 0, "HP-01", 0, 1, "What", "Detail", "", lead, "", "[]", others, "aa")


def cell(name: str, found: Entry) -> Cell:
    table = tables.table_of(ACTIONS, [found], {})
    assert table is not None
    return next(each for each in table.rows[0].cells if each.name == name)


def test_posts_people_and_organisations_stand_in_one_cell() -> None:
    found = cell("lead", entry("Head of Service", '{"organisations": "Northumbria Police"}'))
    assert [part.text for part in found.parts] == ["Head of Service", "Northumbria Police"]


def test_an_organisation_that_leads_alone_is_named() -> None:
    found = cell("lead", entry(others='{"organisations": "Northumbria Police"}'))
    assert found.text == "Northumbria Police"


def test_the_column_of_leads_is_called_lead() -> None:
    assert "Lead" in [field.label for field in tables.columns(ACTIONS)]


@pytest.mark.parametrize(
    ("when", "doubt"),
    [
        ("31/02/2020", "there is no such day"),
        ("Bi-monthly from 01/02/2020", "read as every two months"),
        ("01/07/2020", ""),
        ("", ""),
    ],
)
def test_a_timescale_stands_as_written_with_its_doubt_beside_it(when: str, doubt: str) -> None:
    found = cell("when", entry(others=f'{{"when": "{when}"}}'))
    assert found.text == when
    assert doubt in found.doubt
    assert bool(found.doubt) == bool(doubt)
