"""The matrix as a page: cells joined, filters, columns that are not shared."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.plans import queries, service
from tests.factories.browser import Browser
from tests.factories.plans import content
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of

Signed = Callable[[str], Browser]
SAME = "Give early help one shared way of working, so that families can change for good."
COMPARE = f"{PLAN}compare"


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


@pytest.fixture
def alike(scope_of: ScopeOf) -> None:
    """Kingston and Richmond say the same; Windsor and Maidenhead nearly."""
    words = {"KIN-01": SAME, "RIC-01": SAME.upper(), "WM-01": SAME.replace("good", "ever")}
    with scope_of(DIRECTOR) as scope:
        for ref, wording in words.items():
            reading = queries.find_reading(scope, ref, plan=plan_of(scope))
            assert reading is not None
            service.revise(scope, reading.item, replace(content(ref), wording=wording), base=1)
        scope.session.commit()


def cells(page: str) -> list[str]:
    """The words of each cell, without marks."""
    found = re.findall(r"<td.*?</td>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]


@pytest.mark.usefixtures("alike")
def test_the_same_wording_of_neighbours_is_one_cell_of_both(director: Browser) -> None:
    page = director.get(COMPARE).text
    joined = next(cell for cell in cells(page) if cell.startswith("Kingston and Richmond"))
    assert "KIN-01 · RIC-01" in joined
    assert 'colspan="2"' in page


@pytest.mark.usefixtures("alike")
def test_words_that_differ_are_marked_on_both_sides(director: Browser) -> None:
    page = director.get(COMPARE).text
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", page)
    assert "ever" in marked
    assert "good" in marked or "GOOD" in marked


@pytest.mark.usefixtures("alike")
def test_a_filter_leaves_the_rows_it_names(director: Browser) -> None:
    everything, same = director.get(COMPARE).text, director.get(f"{COMPARE}?show=same").text
    assert len(re.findall("<tr", same)) < len(re.findall("<tr", everything))
    assert "KIN-01" in same
    assert "KIN-02" not in same


@pytest.mark.usefixtures("alike")
def test_with_a_lens_the_others_are_compared_with_that_council(director: Browser) -> None:
    page = director.get(f"{COMPARE}?lens=windsor-and-maidenhead").text
    heads = re.findall(r'<th role="columnheader"[^>]*>([^<]*)', page)
    assert heads[1:] == ["Company", "Windsor and Maidenhead", "Kingston", "Richmond"]


def test_a_filter_that_is_not_there_is_not_found(director: Browser) -> None:
    assert director.get(f"{COMPARE}?show=x").status_code == 404


@pytest.mark.usefixtures("alike")
def test_a_column_that_is_not_shared_says_so_whole_and_counts_nothing(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    page = signed_in("commissioner@kingston.example").get(COMPARE).text
    assert "Richmond: Not shared with you" in " ".join(cells(page))
    assert "RIC" not in page
    assert "Kingston and Richmond use" not in page


@pytest.mark.usefixtures("alike")
def test_the_page_says_from_which_text_each_column_comes(
    signed_in: Signed, released: State, frozen: State
) -> None:
    released("kingston")
    frozen("submitted")
    page = signed_in("commissioner@kingston.example").get(COMPARE).text
    assert "Kingston: draft, released to commissioners." in page
    assert "Company, Richmond and Windsor and Maidenhead: as submitted in version 1." in page


@pytest.mark.usefixtures("alike")
def test_readers_of_different_texts_never_get_each_others_comparison(
    signed_in: Signed, director: Browser, released: State
) -> None:
    released("kingston")
    director.get(COMPARE)
    assert "RIC" not in signed_in("commissioner@kingston.example").get(COMPARE).text
    assert "RIC-01" in director.get(COMPARE).text


def test_a_comparison_of_nothing_says_so_once_and_offers_no_filter(
    director: Browser, scope_of: ScopeOf
) -> None:
    with scope_of(DIRECTOR) as scope:
        sections = [
            service.SectionDetails(letter, letter, "priorities", area) for letter, area in BOTH
        ]
        details = service.PlanDetails("empty", "Empty", "business", 2019, 5)
        service.create_plan(scope, details, sections)
        scope.session.commit()
    page = director.get("/afc/plans/empty/compare").text
    assert page.count("No priorities have been written yet.") == 1
    assert "Nearly the same" not in page


BOTH = (("A", 0), ("B", 1))


def test_every_cell_names_the_theme_and_the_councils_it_stands_under(director: Browser) -> None:
    page = director.get(COMPARE).text
    there = set(re.findall(r'<th[^>]* id="([^"]+)"', page))
    for cell in re.findall(r"<td[^>]*>", page):
        named = re.search(r'headers="([^"]*)"', cell)
        if "matrix__next" not in cell:
            assert named is not None
            heads = named[1].split()
            assert set(heads) <= there
            wide = re.search(r'colspan="(\d+)"', cell)
            assert sum(head.startswith("column-") for head in heads) == int(wide[1] if wide else 1)


@pytest.mark.usefixtures("alike")
def test_leads_of_one_wording_are_said_once_where_they_are_one_and_each_where_not(
    director: Browser,
) -> None:
    joined = next(
        cell for cell in cells(director.get(COMPARE).text) if "Kingston and Richmond" in cell
    )
    assert "KIN-01: Lead of KIN-01" in joined
    assert "RIC-01: Lead of RIC-01" in joined
