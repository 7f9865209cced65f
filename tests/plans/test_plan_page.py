"""The plan as each reader sees it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN, State

Signed = Callable[[str], Browser]
BANNER = "Approved in principle on 24 June 2019. This is not the plan in force."


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def test_a_director_reads_the_draft_of_every_area(director: Browser) -> None:
    page = director.get(PLAN).text
    assert all(f"Priority {ref}" in page for ref in ("KIN-01", "RIC-02", "WM-01"))
    assert "What <strong>A1</strong> tells." in page
    assert "Not shared with you" not in page


def test_a_stranger_sees_no_plan_before_one_is_approved(client: Browser) -> None:
    assert client.get(PLAN).status_code == 404
    assert "Business Plan" not in client.get("/afc/plans/").text


def test_a_commissioner_reads_her_own_council_and_the_rest_is_not_shared(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    page = signed_in("commissioner@kingston.example").get(PLAN + "?lens=all").text
    assert "Priority KIN-01" in page
    assert "Not shared with you" in page
    assert "RIC-01" not in page
    assert "Draft, released to commissioners" in page


def test_a_commissioner_starts_in_the_lens_of_her_own_council(
    signed_in: Signed, frozen: State
) -> None:
    frozen("submitted")
    page = signed_in("commissioner@kingston.example").get(PLAN).text
    assert "Priority KIN-01" in page
    assert "Priority RIC-01" not in page


def test_the_lens_leaves_the_shared_sections_and_one_council(director: Browser) -> None:
    page = director.get(PLAN + "?lens=richmond").text
    assert "Priority RIC-01" in page
    assert "Priority KIN-01" not in page
    assert "What <strong>A1</strong> tells." in page


def test_one_section_is_shown_alone_when_asked_for(director: Browser) -> None:
    page = director.get(PLAN + "?section=D").text
    assert "Priority RIC-01" in page
    assert "Priority KIN-01" not in page


def test_a_section_that_is_not_there_is_not_found(director: Browser) -> None:
    assert director.get(PLAN + "?section=Z").status_code == 404


def test_a_reader_of_a_submitted_version_is_told_which_text_she_reads(
    signed_in: Signed, frozen: State
) -> None:
    frozen("submitted")
    page = signed_in("commissioner@kingston.example").get(PLAN).text
    assert "As submitted in version 1" in page
    assert "Version 1 has not been approved. This is not the plan in force." in page


def test_the_public_reads_an_approved_version_under_a_clear_banner(
    client: Browser, director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    director.submit(
        f"{PLAN}priorities/KIN-01/edit", base="1", title="A later thought", reopens="amendment"
    )
    page = client.get(PLAN).text
    assert BANNER in page
    assert "Priority KIN-01" in page
    assert "A later thought" not in page
    assert "Freeze" not in page


def test_a_director_sees_where_the_draft_differs_from_the_version(
    director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    director.submit(
        f"{PLAN}priorities/KIN-01/edit",
        base="1",
        wording="We will do what KIN-01 needs.",
        reopens="amendment",
    )
    page = director.get(PLAN).text
    assert "1 word since version 1" in page
    assert page.count("is-changed") == 1


def cells(page: str) -> list[tuple[str, str]]:
    """The state and the words of each year, of every priority on the page."""
    return re.findall(r"strip__cell--(\w+)\"[^>]*><span class=\"[a-z-]+\">([^<]*)", page)


def test_this_plan_year_is_outlined_with_what_is_done_of_what_is_planned(director: Browser) -> None:
    found = cells(director.get(PLAN + "?section=C").text)
    assert found[0] == ("current", "2019: 0 of 1 done this year")
    assert found[1] == ("none", "2020: nothing planned")


def test_the_public_sees_what_is_planned_and_nothing_of_what_is_done(
    client: Browser, director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    address = f"{PLAN}priorities/KIN-01/progress?milestone=KIN-01-m1"
    day: dict[str, Any] = {"done_on-day": "3", "done_on-month": "6", "done_on-year": "2019"}
    director.submit(address, base="0", note="It helped.", record="done", **day)
    assert cells(director.get(PLAN + "?section=C").text)[0] == ("done", "2019: done")
    page = client.get(PLAN + "?section=C").text
    assert cells(page)[0] == ("current", "2019: 1 planned, this plan year")
    assert "done" not in {state for state, _ in cells(page)}


def test_only_who_may_edit_is_offered_it(signed_in: Signed) -> None:
    page = signed_in("editor@kingston.example").get(PLAN + "?lens=all").text
    assert f"{PLAN}priorities/KIN-01/edit" in page
    assert not re.search(r"priorities/(?!KIN)[A-Z]+-\d+/edit", page)


def test_people_of_another_company_see_nothing_of_it(signed_in: Signed, frozen: State) -> None:
    frozen("submitted")
    browser = signed_in("director@tfc.example")
    assert browser.get(PLAN).status_code == 404
    assert browser.get(PLAN.replace("/afc/", "/tfc/")).status_code == 404


def test_a_row_is_drawn_alone_for_whoever_goes_back_from_editing_it(director: Browser) -> None:
    row = director.fragment(f"{PLAN}priorities/KIN-01?part=row").text
    assert row.lstrip().startswith('<div id="words-KIN-01"')


@pytest.mark.parametrize("page", ["compare", "priorities/KIN-01", "versions/1/"])
def test_every_page_of_an_approved_version_says_that_it_is_not_in_force(
    client: Browser, frozen: State, page: str
) -> None:
    frozen("approved_in_principle")
    assert BANNER in client.get(PLAN + page).text


def test_a_priority_names_the_version_in_which_its_text_stands(
    client: Browser, director: Browser, frozen: State
) -> None:
    frozen("approved_in_principle")
    director.submit(
        f"{PLAN}priorities/KIN-01/edit", base="1", title="For version 2", reopens="amendment"
    )
    frozen("frozen")
    page = client.get(f"{PLAN}priorities/KIN-01").text
    assert "Version 1, approved in principle on 24 June 2019" in page
    assert "For version 2" not in page
