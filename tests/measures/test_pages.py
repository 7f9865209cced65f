"""The scorecard and a measure's page: for whom, in which words, in how many queries."""

import re
from datetime import date

import pytest
from werkzeug.test import TestResponse

from portal.measures import service
from portal.measures.service import ComparatorDetails, ReadingDetails
from tests.factories.world import World
from tests.measures.conftest import CARD, DIRECTOR, item_of
from tests.queries import count_queries

MEASURE = f"{CARD}KIN-M01"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def record(world: World, ref: str, *figures: str, years: int = 1) -> None:
    """Readings of the last quarters up to March 2019, and of as many years before as asked."""
    with world.scope_of(DIRECTOR) as scope:
        item = item_of(scope, ref)
        for back in range(years):
            for number, figure in enumerate(figures):
                ends = date(2019 - back, 3 - number, 1)
                service.record_reading(scope, item, ReadingDetails(ends, ends, figure))
        scope.session.commit()


def test_the_scorecard_says_how_many_stand_where(measured: World) -> None:
    record(measured, "C-M01", "65", "64")
    record(measured, "KIN-M01", "64.9", "65")
    record(measured, "RIC-M01", "61.9", "63")
    page = words(measured.browser(DIRECTOR).get(CARD).text)
    assert (
        "Of 4 contract measures, one is outside tolerance, one is within tolerance and one meets "
        "its target; of one nothing is recorded." in page
    )
    assert "61.9% Outside 1 Mar 2019" in page
    assert "▼ Down, worse" in page


def test_what_is_watched_is_not_judged(measured: World) -> None:
    record(measured, "C-M02", "113", "112")
    page = words(measured.browser(DIRECTOR).get(CARD).text)
    assert "113 1 Mar 2019 Monitor Compared, not judged ▲ Up" in page


@pytest.mark.parametrize(
    ("email", "reads"),
    [
        ("commissioner@kingston.example", True),
        ("editor@kingston.example", True),
        ("commissioner@richmond.example", False),
        ("member@board.afc.example", False),
        (None, False),
    ],
)
def test_a_council_s_figures_are_its_own(measured: World, email: str | None, reads: bool) -> None:
    record(measured, "KIN-M01", "63.7")
    answer = measured.browser(email).get(CARD)
    assert ("63.7" in answer.text) == reads


def test_a_commissioner_reads_the_shared_measures(measured: World) -> None:
    record(measured, "C-M01", "63.7")
    assert "63.7%" in measured.browser("commissioner@richmond.example").get(CARD).text


def test_a_reading_is_recorded_in_the_browser(measured: World) -> None:
    director = measured.browser(DIRECTOR)
    form = director.get(f"{MEASURE}/record").text
    assert '<option value="2019-01-01/2019-03-31" selected>' in form
    answer = director.submit(
        f"{MEASURE}/record", period="2019-01-01/2019-03-31", figure="63.7", state="final"
    )
    assert answer.location == MEASURE
    page = words(director.get(MEASURE).text)
    assert "63.7% in January to March 2019: within tolerance." in page


def test_a_figure_that_is_none_is_refused_and_given_back(measured: World) -> None:
    answer = measured.browser(DIRECTOR).submit(
        f"{MEASURE}/record", period="2019-01-01/2019-03-31", figure="sixty", state="final"
    )
    assert answer.status_code == 422
    assert "“sixty” is not one figure, such as 63.1." in answer.text
    assert 'value="sixty"' in answer.text


def test_a_clash_gives_back_what_was_typed(measured: World) -> None:
    director = measured.browser(DIRECTOR)

    def send(figure: str) -> TestResponse:
        period = "2019-01-01/2019-03-31"
        return director.submit(
            f"{MEASURE}/record", period=period, state="final", base="0", figure=figure
        )

    send("60")
    answer = send("61")
    assert answer.status_code == 409
    assert "Director Afc recorded 60 for January to March 2019" in answer.text
    assert 'value="61"' in answer.text


def test_a_commissioner_may_not_record(measured: World) -> None:
    commissioner = measured.browser("commissioner@kingston.example")
    assert "Record a reading" not in commissioner.get(MEASURE).text
    assert commissioner.get(f"{MEASURE}/record").status_code == 403


def test_what_it_is_compared_with_stands_on_both_pages(measured: World) -> None:
    with measured.scope_of(DIRECTOR) as scope:
        item = item_of(scope, "KIN-M01")
        service.record_comparator(scope, item, ComparatorDetails("national", "60.4", dated="2018"))
        scope.session.commit()
    record(measured, "KIN-M01", "63.7")
    director = measured.browser(DIRECTOR)
    assert "England 60.4%, 2018" in words(director.get(MEASURE).text)
    assert "60.4%" in director.get(CARD).text


def test_a_declared_direction_that_the_figures_contradict_is_said(measured: World) -> None:
    record(measured, "KIN-M01", "64", "63")
    with measured.scope_of(DIRECTOR) as scope:
        day = date(2019, 3, 1)
        again = ReadingDetails(day, day, "64", declared="▼")
        service.record_reading(scope, item_of(scope, "KIN-M01"), again)
        scope.session.commit()
    page = words(measured.browser(DIRECTOR).get(CARD).text)
    assert "Declared down, but the figures say up." in page


def test_an_item_that_is_no_measure_is_not_there(measured: World) -> None:
    director = measured.browser(DIRECTOR)
    assert director.get("/afc/measures/business-plan-2019-2024/KIN-01").status_code == 404
    empty = director.get("/afc/measures/business-plan-2019-2024/").text
    assert "No measure is listed here." in empty


def test_the_item_s_page_in_the_plan_says_what_it_came_to(measured: World) -> None:
    record(measured, "KIN-M01", "63.7")
    page = measured.browser(DIRECTOR).get("/afc/plans/performance-plan/priorities/KIN-M01").text
    assert "63.7 in 1 March 2019" in words(page).replace("  ", " ")


@pytest.mark.parametrize("path", [CARD, MEASURE])
def test_ten_years_of_readings_cost_the_queries_of_one(measured: World, path: str) -> None:
    record(measured, "KIN-M01", "63", "64", years=1)
    director = measured.browser(DIRECTOR)
    director.get(path)
    with count_queries() as few:
        director.get(path)
    with measured.scope_of(DIRECTOR) as scope:
        for year in range(2009, 2019):
            for ref in ("C-M01", "KIN-M01", "RIC-M01"):
                day = date(year, 1, 1)
                service.record_reading(scope, item_of(scope, ref), ReadingDetails(day, day, "60"))
        scope.session.commit()
    with count_queries() as many:
        director.get(path)
    assert len(many) == len(few) <= 9, many
