"""The register and a risk's page: for whom, in which words, in how many queries."""

import re
from datetime import date
from typing import Any

import pytest

from portal.risks import service
from portal.risks.service import AssessmentDetails
from tests.factories.world import World
from tests.queries import count_queries
from tests.risks.conftest import DIRECTOR, REGISTER, item_of

RISK = f"{REGISTER}KIN-R01"
JUNE: dict[str, Any] = {"on_day-day": "6", "on_day-month": "6", "on_day-year": "2019"}


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def assess(world: World, ref: str, *scores: tuple[int, int], years: int = 1) -> None:
    """Assessments of the last quarters up to June 2019, the newest first."""
    with world.scope_of(DIRECTOR) as scope:
        item = item_of(scope, ref)
        for back in range(years):
            for number, (likelihood, impact) in enumerate(scores):
                day = date(2019 - back, 6 - 3 * number, 6)
                details = AssessmentDetails("current", likelihood, impact, day)
                service.assess(scope, item, details)
        scope.session.commit()


def test_the_register_says_how_many_stand_where_and_which_rose(risky: World) -> None:
    assess(risky, "C-R01", (5, 4), (4, 4))
    assess(risky, "RIC-R01", (3, 4), (4, 4))
    page = words(risky.browser(DIRECTOR).get(REGISTER).text)
    assert "One risk is very high and three are medium. One rose this quarter." in page
    assert "▲ Up from 16" in page
    assert "▼ Down from 16" in page


def test_a_field_of_the_map_leads_to_its_risks(risky: World) -> None:
    assess(risky, "C-R01", (5, 4))
    director = risky.browser(DIRECTOR)
    assert f'href="{REGISTER}?cell=5x4#list"' in director.get(REGISTER).text
    page = words(director.get(f"{REGISTER}?cell=5x4").text)
    assert "5 almost certain × 4 major: 1 risk" in page
    assert "KIN-R01" not in page


def test_an_address_that_names_no_field_shows_all(risky: World) -> None:
    page = words(risky.browser(DIRECTOR).get(f"{REGISTER}?cell=9x9&band=Odd&moved=away").text)
    assert "Every risk, the highest first" in page


def test_a_risk_nobody_assessed_stands_as_its_plan_says(risky: World) -> None:
    page = words(risky.browser(DIRECTOR).get(RISK).text)
    assert "12, medium: likely (4) × moderate (3)." in page
    assert "As its plan says; nobody has assessed it since." in page


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
def test_a_council_s_assessments_are_its_own(risky: World, email: str | None, reads: bool) -> None:
    assess(risky, "KIN-R01", (5, 5))
    answer = risky.browser(email).get(REGISTER)
    assert ("<strong>25</strong>" in answer.text) == reads


def test_a_risk_is_assessed_in_the_browser(risky: World) -> None:
    director = risky.browser(DIRECTOR)
    form = director.get(f"{RISK}/assess").text
    assert re.search(r'name="likelihood" type="radio" value="4" checked', form)
    answer = director.submit(
        f"{RISK}/assess", kind="current", likelihood="5", impact="3", base="0", **JUNE
    )
    assert answer.location == RISK
    assert "15, high: almost certain (5) × moderate (3)." in words(director.get(RISK).text)


def test_a_day_that_does_not_exist_is_given_back(risky: World) -> None:
    answer = risky.browser(DIRECTOR).submit(
        f"{RISK}/assess",
        kind="current",
        likelihood="5",
        impact="3",
        base="0",
        note="Typed",
        **{**JUNE, "on_day-day": "31"},
    )
    assert answer.status_code == 422
    assert "31 6 2019 is not a day that exists." in answer.text
    assert "Typed</textarea>" in answer.text


def test_a_clash_keeps_what_was_chosen(risky: World) -> None:
    assess(risky, "KIN-R01", (2, 2))
    answer = risky.browser(DIRECTOR).submit(
        f"{RISK}/assess", kind="current", likelihood="5", impact="3", base="0", **JUNE
    )
    assert answer.status_code == 409
    assert "recorded 2 × 2 for 6 June 2019 after you opened this" in answer.text
    assert re.search(r'name="likelihood" type="radio" value="5" checked', answer.text)


def test_a_risk_is_accepted_until_a_day_in_the_browser(risky: World) -> None:
    director = risky.browser(DIRECTOR)
    until: dict[str, Any] = {"until-day": "31", "until-month": "3", "until-year": "2020"}
    answer = director.submit(
        f"{RISK}/respond", kind="accepted", whose="the board", because="No more", **JUNE, **until
    )
    assert answer.location == RISK
    assert "Accepted by the board until 31 March 2020." in words(director.get(RISK).text)


def test_a_commissioner_reads_and_does_not_assess(risky: World) -> None:
    commissioner = risky.browser("commissioner@kingston.example")
    assert "Assess it" not in commissioner.get(RISK).text
    assert commissioner.get(f"{RISK}/assess").status_code == 403


def test_bands_are_the_company_s_own(risky: World) -> None:
    director = risky.browser(DIRECTOR)
    data: dict[str, Any] = {"least_1": "1", "band_1": "Green", "least_2": "10", "band_2": "Red"}
    for name in ("likelihood", "impact"):
        data |= {f"{name}_{place}": f"step {place}" for place in range(1, 6)}
    today: dict[str, Any] = {"day-day": "24", "day-month": "6", "day-year": "2019"}
    answer = director.submit("/afc/risk-matrix", **data, **today)
    assert answer.status_code == 303
    assert "Four risks are red." in words(director.get(REGISTER).text)


def test_a_band_out_of_order_is_refused_beside_its_box(risky: World) -> None:
    data: dict[str, Any] = {"least_1": "1", "band_1": "Green", "least_2": "1", "band_2": "Red"}
    for name in ("likelihood", "impact"):
        data |= {f"{name}_{place}": "x" for place in range(1, 6)}
    today: dict[str, Any] = {"day-day": "24", "day-month": "6", "day-year": "2019"}
    answer = risky.browser(DIRECTOR).submit("/afc/risk-matrix", **data, **today)
    assert answer.status_code == 422
    assert 'id="band_2-error"' in answer.text


def test_the_panel_stands_on_the_item_s_page_in_the_plan(risky: World) -> None:
    assess(risky, "KIN-R01", (5, 3))
    page = risky.browser(DIRECTOR).get("/afc/plans/risk-register/priorities/KIN-R01").text
    assert f'<a href="{RISK}"><strong>15</strong> on 6 June 2019</a>' in page


@pytest.mark.parametrize("path", [REGISTER, RISK])
def test_ten_years_of_assessments_cost_the_queries_of_one(risky: World, path: str) -> None:
    assess(risky, "KIN-R01", (5, 4), (4, 4))
    director = risky.browser(DIRECTOR)
    director.get(path)
    with count_queries() as few:
        director.get(path)
    for ref in ("C-R01", "RIC-R01"):
        assess(risky, ref, (5, 4), (4, 4), years=10)
    with count_queries() as many:
        director.get(path)
    assert len(many) == len(few) <= 9, many
