"""What lies behind a wall is not found: by page, by fragment and by file alike."""

from collections.abc import Callable

import pytest

from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN, State

Signed = Callable[[str], Browser]
RICHMOND = ("priorities/RIC-01", "priorities/RIC-01/edit", "priorities/RIC-01.json")


@pytest.fixture
def commissioner(signed_in: Signed, released: State) -> Browser:
    released("kingston")
    return signed_in("commissioner@kingston.example")


@pytest.mark.parametrize("path", RICHMOND)
def test_another_councils_draft_is_not_found(commissioner: Browser, path: str) -> None:
    assert commissioner.get(PLAN + path).status_code == 404
    assert commissioner.fragment(PLAN + path).status_code == 404


def test_ones_own_released_draft_is_found_and_not_to_be_edited(commissioner: Browser) -> None:
    assert commissioner.get(f"{PLAN}priorities/KIN-01").status_code == 200
    refused = commissioner.get(f"{PLAN}priorities/KIN-01/edit")
    assert refused.status_code == 403
    assert "editors appointed to this council" in refused.text


def test_the_table_of_priorities_holds_no_line_of_another_council(commissioner: Browser) -> None:
    table = commissioner.get(f"{PLAN}priorities.csv").text
    assert "KIN-01" in table
    assert "RIC" not in table


def test_the_comparison_shows_another_councils_column_as_not_shared(commissioner: Browser) -> None:
    page = commissioner.get(f"{PLAN}compare").text
    assert "Priority KIN-01" not in page  # titles are not compared, wordings are
    assert "We will do what KIN-01 asks." in page
    assert "RIC-01" not in page
    assert "Not shared with you" in page


def test_a_frozen_version_is_not_found_before_it_is_submitted(
    commissioner: Browser, frozen: State
) -> None:
    frozen("frozen")
    assert commissioner.get(f"{PLAN}versions/1/").status_code == 404
    assert commissioner.get(f"{PLAN}versions/1/version.json").status_code == 404
    assert "Version 1" not in commissioner.get(f"{PLAN}versions/").text


@pytest.mark.parametrize("who", ["editor@richmond.example", "director@tfc.example"])
def test_nobody_edits_another_councils_or_companys_priority(signed_in: Signed, who: str) -> None:
    answer = signed_in(who).submit(f"{PLAN}priorities/KIN-01/edit", base="1", title="Mine")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "priorities/../../../tfc/plans/business-plan-2019-2022/priorities/SUN-01",
        "priorities/..%2f..%2fKIN-01",
        "priorities/KIN-01%00",
        "priorities/SUN-01",
        "priorities/kin-01",
        "versions/99999999999999999999/",
        "versions/-1/",
        "versions/../versions/1/x",
    ],
)
def test_a_path_that_names_nothing_here_is_answered_with_words(
    signed_in: Signed, path: str
) -> None:
    answer = signed_in(DIRECTOR).get(PLAN + path)
    assert answer.status_code in (400, 404)
    assert "<h1>" in answer.text


def test_a_council_of_another_company_cannot_be_released(signed_in: Signed) -> None:
    director = signed_in(DIRECTOR)
    assert director.submit(f"{PLAN}release", area="sunderland").status_code == 404
    assert director.submit(f"{PLAN}release", area="../kingston").status_code == 404


@pytest.mark.parametrize("action", ["release", "freeze"])
def test_only_a_director_releases_and_freezes(commissioner: Browser, action: str) -> None:
    refused = commissioner.submit(PLAN + action, area="kingston")
    assert refused.status_code == 403
    assert "Only a company director can" in refused.text
