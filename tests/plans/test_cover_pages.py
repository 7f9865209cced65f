"""A plan is begun and its cover changed on pages: each mistake is told beside its field."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask

from portal.plans.rules.covers import slug_problem
from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN

Signed = Callable[[str], Browser]
NEW = "/afc/plans/new"
COVER = f"{PLAN}cover"
FILLED: dict[str, Any] = {
    "title": "Early help strategy",
    "slug": "",
    "kind": "strategy",
    "first_year": "2020",
    "years": "3",
    "covers": "company",
    "council": "",
    "service": "",
    "parent": "",
    "follows": "",
    "lineage": "",
    "owner_body": "",
    "start": "",
    "groups": "",
}


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def base(browser: Browser) -> str:
    return browser.get(COVER).text.split('name="base" value="')[1].split('"')[0]


def cover(browser: Browser, **changes: str) -> dict[str, Any]:
    filled = {name: FILLED[name] for name in FILLED if name not in ("start", "groups", "council")}
    own = {"title": "Business Plan", "slug": "business-plan-2019-2024", "kind": "business"}
    return {**filled, **own, "base": base(browser), **changes}


def test_a_plan_is_begun_with_an_address_made_of_its_title(director: Browser) -> None:
    answer = director.submit(NEW, **FILLED)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/afc/plans/early-help-strategy/"
    assert "Add a section" in director.get("/afc/plans/early-help-strategy/").text


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("priorities", ["Shared priorities", "Kingston", "Richmond", "Windsor and Maidenhead"]),
        ("domains", ["What inspectors judged", "Homes", "Schools"]),
        ("focus", ["Focus areas", "Homes", "Schools"]),
        ("delivery", ["Financial plan", "Performance", "Equality", "Workforce", "Risk register"]),
        ("framework", ["The framework of plans", "How it is approved"]),
    ],
)
def test_a_plan_begins_with_the_sections_that_were_chosen(
    director: Browser, start: str, words: list[str]
) -> None:
    director.submit(NEW, **{**FILLED, "start": start, "groups": "Homes\n\nSchools"})
    page = director.get("/afc/plans/early-help-strategy/").text
    assert [word for word in words if word not in page] == []


def test_a_plan_of_one_council_has_an_address_that_begins_with_its_own(
    director: Browser, signed_in: Signed
) -> None:
    own: dict[str, Any] = {"covers": "council", "council": "kingston", "start": "priorities"}
    answer = director.submit(NEW, **{**FILLED, **own})
    path = "/afc/plans/kingston-early-help-strategy/"
    assert answer.headers["Location"] == path
    assert "Priorities of Kingston" in signed_in("editor@kingston.example").get(path).text
    for other in ("editor@richmond.example", "commissioner@kingston.example"):
        assert signed_in(other).get(path).status_code == 404
        assert "Early help strategy" not in signed_in(other).get("/afc/plans/").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Enter the plan’s title."),
        ({"title": "x" * 100_000}, "Title must be 200 characters or fewer. You wrote 100,000."),
        ({"title": "!!!"}, "Use a name with at least one letter"),
        ({"slug": "new"}, "“new” is the address of a page here: choose another."),
        ({"slug": "business-plan-2019-2024"}, "There is already a plan at this address"),
        ({"slug": "Upper Case"}, "Write the address in small letters"),
        ({"slug": "kingston-plan"}, "are for plans of that council alone"),
        ({"first_year": "19"}, "Enter a year in four digits"),
        ({"first_year": "<b>2019</b>"}, "Enter a year in four digits"),
        ({"years": "0"}, "Enter a whole number of years from 1 to 20."),
        ({"years": "½"}, "Enter a whole number of years from 1 to 20."),
        ({"covers": "council"}, "Choose the council whose plan it is."),
        ({"parent": "business-plan-2019-2022"}, "Choose one of the answers that are offered."),
        ({"owner_body": "nobody"}, "Choose one of the answers that are offered."),
        ({"kind": "poem"}, "Choose one of the answers that are offered."),
        ({"start": "poem"}, "Choose one of the answers that are offered."),
        ({"groups": "x" * 300}, "A line has at most 200 characters. One of yours has 300."),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    director: Browser, typed: dict[str, Any], words: str
) -> None:
    kept = {"service": "Kept <service>", "groups": "Kept group"}
    answer = director.submit(NEW, **{**FILLED, **kept, **typed})
    page = unescape(answer.text)
    assert answer.status_code in (409, 422)
    assert words in page
    assert "There is a problem" in page
    texts = {k: v for k, v in {**kept, **typed}.items() if k in ("title", "slug", "groups")}
    assert all(value in page for value in texts.values())
    assert "&lt;service&gt;" in answer.text


def test_a_cover_is_changed_and_its_plan_found_at_the_new_address(director: Browser) -> None:
    answer = director.submit(COVER, **cover(director, title="Our plan", slug="our-plan"))
    assert answer.headers["Location"] == "/afc/plans/our-plan/"
    assert "Our plan" in director.get("/afc/plans/our-plan/").text
    assert director.get(PLAN).status_code == 404


def test_a_cover_that_somebody_changed_meanwhile_shows_both(
    director: Browser, signed_in: Signed
) -> None:
    mine = cover(director, title="Mine", kind="strategy")
    theirs = signed_in("director-2@afc.example")
    theirs.submit(COVER, **cover(theirs, title="Theirs", kind="team"))
    answer = director.submit(COVER, **mine)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Team plan" in answer.text
    assert 'value="Mine"' in answer.text
    again = answer.text.split('name="base" value="')[1].split('"')[0]
    assert director.submit(COVER, **{**mine, "base": again}).status_code == 303
    assert "<h1>Mine</h1>" in director.get(PLAN).text


@pytest.mark.parametrize("stale", ["", "no digest", "0" * 64])
def test_a_form_that_does_not_say_what_it_began_from_overwrites_nothing(
    director: Browser, stale: str
) -> None:
    answer = director.submit(COVER, **cover(director, title="Mine", base=stale))
    assert answer.status_code == 409
    assert "<h1>Business Plan</h1>" in director.get(PLAN).text


def test_a_plan_is_not_offered_as_its_own_parent_and_is_refused_as_one(director: Browser) -> None:
    assert 'value="business-plan-2019-2024"' in director.get(NEW).text
    page = director.get(COVER).text
    assert '<option value="business-plan-2019-2024"' not in page
    answer = director.submit(COVER, **cover(director, parent="business-plan-2019-2024"))
    assert answer.status_code == 422
    assert "Choose one of the answers that are offered." in answer.text


def test_a_circle_of_parents_is_refused_in_words(director: Browser) -> None:
    director.submit(NEW, **{**FILLED, "parent": "business-plan-2019-2024"})
    answer = director.submit(COVER, **cover(director, parent="early-help-strategy"))
    assert answer.status_code == 409
    assert "A plan cannot stand under itself" in answer.text


@pytest.mark.parametrize("path", [NEW, COVER, f"{PLAN}sections/"])
def test_only_a_director_begins_plans_and_changes_their_frame(signed_in: Signed, path: str) -> None:
    assert signed_in("editor@kingston.example").get(path).status_code == 403


def test_every_page_beside_plans_is_a_word_that_no_plan_takes(app: Flask) -> None:
    beside = {
        word
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/<company>/plans/")
        and (word := rule.rule.split("/")[3])
        and "<" not in word
    }
    assert {"new", "import"} <= beside
    assert [word for word in sorted(beside) if not slug_problem(word, "", [])] == []
