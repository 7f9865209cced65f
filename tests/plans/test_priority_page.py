"""The page of a priority says all that its kind knows of it, in a bounded number of queries."""

import re
from collections.abc import Callable

import pytest

from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN, State
from tests.queries import count_queries

KIN = f"{PLAN}priorities/KIN-01"
EDIT = f"{KIN}/edit"
MOST = 21
"""Queries of the page, with those for who asks, the files and the panels of other rooms."""
Signed = Callable[[str | None], Browser]


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def words_of(page: str, part: str) -> str:
    """What a part of the page says."""
    found = re.search(rf'<section [^>]*id="part-{part}">(.*?)</section>', page, re.DOTALL)
    assert found
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split())


def test_leads_are_posts_people_and_organisations_several_of_each(director: Browser) -> None:
    director.submit(
        f"{EDIT}?part=lead",
        base="1",
        lead="Head of Quality; Director of Education",
        people="Rosalind Achterberg",
        organisations="Northumbria Police; Your Healthcare",
    )
    assert words_of(director.get(KIN).text, "lead") == (
        "Who leads Edit : Who leads Posts Head of Quality Director of Education People "
        "Rosalind Achterberg Other organisations Northumbria Police Your Healthcare"
    )


def test_themes_are_separated_by_semicolons(director: Browser) -> None:
    director.submit(f"{EDIT}?part=words", base="1", theme="Early help; Health")
    assert "Themes: Early help · Health" in words_of(director.get(KIN).text, "words")


@pytest.mark.parametrize(
    "written",
    ["Business Plan", "business plan", "business-plan-2019-2024", PLAN, PLAN.rstrip("/")],
)
def test_a_supporting_plan_is_linked_by_its_title_or_address(
    director: Browser, written: str
) -> None:
    director.submit(f"{EDIT}?part=thread", base="1", supporting=f"{written}\nA plan on paper")
    page = director.get(KIN).text
    assert f'<a href="{PLAN}">{written}</a>' in page
    assert "<li>A plan on paper</li>" in page


def test_an_address_of_a_supporting_plan_is_a_safe_link(director: Browser) -> None:
    written = "https://www.kingston.gov.uk/send\njavascript:alert(1)\n//x.example"
    director.submit(f"{EDIT}?part=thread", base="1", supporting=written)
    page = director.get(KIN).text
    assert '<a href="https://www.kingston.gov.uk/send" rel="noopener">' in page
    assert "<li>javascript:alert(1)</li>" in page
    assert "<li>//x.example</li>" in page


def test_a_supporting_plan_that_a_reader_may_not_read_is_words_to_her(
    director: Browser, signed_in: Signed, released: Callable[[str], None]
) -> None:
    released("kingston")
    with_title = "Business plan of Sunderland"
    director.submit(
        f"{EDIT}?part=thread", base="1", supporting=f"{with_title}\nbusiness-plan-2019-2022"
    )
    page = signed_in("commissioner@kingston.example").get(KIN).text
    assert "<li>business-plan-2019-2022</li>" in page


def test_links_in_the_evidence_are_links(director: Browser) -> None:
    evidence = "See [the needs](https://www.kingston.gov.uk/needs) and https://www.ons.gov.uk/."
    director.submit(f"{EDIT}?part=why", base="1", evidence=evidence)
    page = director.get(KIN).text
    for address in ("https://www.kingston.gov.uk/needs", "https://www.ons.gov.uk/"):
        assert f'<a href="{address}" rel="noopener">' in page


def facts(page: str) -> str:
    found = re.search(r'<p class="facts">(.*?)</p>', page)
    assert found
    return found[1]


def test_the_facts_say_whose_it_is_and_how_far_it_has_come(
    director: Browser, released: Callable[[str], None], frozen: State
) -> None:
    assert facts(director.get(KIN).text).startswith("Draft · For Kingston alone · Saved by")
    shared = facts(director.get(f"{PLAN}priorities/C-01").text)
    assert "Shared by Kingston, Richmond and Windsor and Maidenhead" in shared
    released("kingston")
    assert "Draft, released to commissioners ·" in facts(director.get(KIN).text)
    frozen("submitted")
    assert "the same as in version 1 ·" in facts(director.get(KIN).text)
    director.submit(EDIT, base="1", title="Another", reopens="amendment")
    assert "version 1" not in facts(director.get(KIN).text)


def test_a_reader_of_a_version_is_told_its_state(signed_in: Signed, frozen: State) -> None:
    frozen("approved_in_principle")
    assert facts(signed_in(None).get(KIN).text).startswith("Version 1, approved in principle on")


@pytest.mark.parametrize("part", ["words", "outcome", "why", "years", "measure", "lead", "thread"])
def test_every_part_is_edited_in_place(director: Browser, part: str) -> None:
    page = director.get(KIN).text
    assert f'hx-get="{EDIT}?part={part}" hx-target="#part-{part}"' in page
    form = director.fragment(f"{EDIT}?part={part}").text
    assert f'id="part-{part}"' in form
    assert "<html" not in form


def test_a_reader_is_offered_no_editing(signed_in: Signed, frozen: State) -> None:
    frozen("approved_in_principle")
    page = signed_in(None).get(KIN).text
    assert EDIT not in page
    assert "no such reference" not in page


@pytest.mark.parametrize("email", [DIRECTOR, "commissioner@kingston.example", None])
def test_the_page_asks_a_bounded_number_of_queries_however_much_it_refers_to(
    director: Browser, signed_in: Signed, frozen: State, email: str | None
) -> None:
    frozen("approved_in_principle")
    browser = signed_in(email)
    director.submit(EDIT, base="1", reopens="amendment", serves="KIN-02", supporting="Plan 0")
    few = _asked(browser)
    unknown = [f"X-{number}" for number in range(300)]
    director.submit(
        EDIT,
        base="2",
        serves="\n".join([*unknown, "KIN-02", "RIC-01"]),
        measures="RIC-02",
        evidence_refs="KIN-02",
        supporting="\n".join(f"Plan {number}" for number in range(100)),
        as_written="; ".join(sorted(unknown)),
    )
    assert "X-299" in director.get(KIN).text
    assert _asked(browser) == few <= MOST


def _asked(browser: Browser) -> int:
    assert browser.get(KIN).status_code == 200
    with count_queries() as asked:
        browser.get(KIN)
    return len(asked)
