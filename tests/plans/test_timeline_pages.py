"""Milestones over the years, as a picture, a table and lists; and the plan on one page."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from portal.plans import queries
from portal.plans.service import progressing
from portal.plans.service.progressing import Recorded
from portal.web.charts import bar_chart, level_chart
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of
from tests.queries import count_queries

Signed = Callable[[str], Browser]
PROGRESS, OVERVIEW = f"{PLAN}progress", f"{PLAN}overview"


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


@pytest.fixture(autouse=True)
def _recorded(scope_of: ScopeOf) -> None:
    """One of Kingston's two milestones is done; all of 2019 are due by the end of March."""
    with scope_of(DIRECTOR) as scope:
        reading = queries.find_reading(scope, "KIN-01", plan=plan_of(scope))
        assert reading is not None
        what = Recorded("KIN-01-m1", date(2019, 6, 3), "Secret of Kingston.")
        progressing.record_progress(scope, reading.item, what, base=0)
        scope.session.commit()


def words(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_sentence_counts_what_is_done_late_and_due(director: Browser) -> None:
    page = words(director.get(f"{PROGRESS}?lens=all").text)
    assert "1 of 8 milestones is done, none is late, and 7 more are due by 31 March 2020." in page


def test_every_number_leads_to_its_milestones_and_says_how_many(director: Browser) -> None:
    page = director.get(f"{PROGRESS}?lens=all").text
    table = page[page.index("<table") :]
    links = re.findall(r'<a href="(/afc/[^"]+)">(\d+)</a>', table)
    assert len(links) > 8
    for href, number in links:
        listed = director.get(href.replace("&amp;", "&")).text
        assert len(re.findall(r'<th role="rowheader"', listed)) == int(number), href


def test_a_list_leads_to_the_milestone_on_the_page_of_its_priority(director: Browser) -> None:
    page = director.get(f"{PROGRESS}?council=kingston&state=done").text
    assert f'href="{PLAN}priorities/KIN-01#milestone-KIN-01-m1"' in page
    assert "Done on 3 June 2019" in page
    assert 'id="milestone-KIN-01-m1"' in director.get(f"{PLAN}priorities/KIN-01").text


@pytest.mark.parametrize("asked", ["state=lost", "council=atlantis", "year=20x9", "year=9"])
def test_a_list_of_what_is_not_there_is_not_found(director: Browser, asked: str) -> None:
    assert director.get(f"{PROGRESS}?{asked}").status_code == 404


def test_the_picture_says_the_same_in_words_for_who_does_not_see_it(director: Browser) -> None:
    page = director.get(PROGRESS).text
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert 'role="img"' in svg
        assert "style=" not in svg
    assert "2019: 1 of 2. 2020: none planned." in page


@pytest.mark.parametrize("email", [None, "commissioner@richmond.example"])
def test_others_see_what_is_planned_and_nothing_of_what_is_done(
    signed_in: Signed, client: Browser, frozen: State, email: str | None
) -> None:
    frozen("approved_in_principle")
    browser = signed_in(email) if email else client
    for address in (f"{PROGRESS}?lens=all", OVERVIEW):
        page = words(browser.get(address).text)
        assert not re.search(r"Done on|Milestone done|Secret", page)
        assert "KIN-01 Done" not in page
    assert browser.get(f"{PROGRESS}?council=kingston&state=done").text.count("rowheader") == 0
    listed = browser.get(f"{PROGRESS}?council=kingston&state=planned").text
    assert listed.count('<th role="rowheader"') == 2


def test_one_page_has_the_matrix_the_counts_and_the_latest_updates(director: Browser) -> None:
    page = words(director.get(OVERVIEW).text)
    assert re.search(r"Early help C-01 .*KIN-01 Done RIC-01 0 of 1 done", page)
    assert "KIN-01 Priority KIN-01 Milestone done by Director Afc, first text by" in page
    assert "1 of 8 milestones is done" in page


def test_one_page_names_a_thing_once_however_often_it_changed(director: Browser) -> None:
    for number in range(1, 4):
        director.submit(f"{PLAN}priorities/RIC-01/edit", base=str(number), outcome=f"No {number}")
    page = words(director.get(OVERVIEW).text)
    assert page.count("RIC-01 Priority RIC-01") == 1
    assert "RIC-01 Priority RIC-01 Text changed (3 times) by Director Afc" in page


def test_a_commissioner_is_told_of_her_own_councils_updates_alone(
    signed_in: Signed, released: State
) -> None:
    released("kingston")
    page = words(signed_in("commissioner@kingston.example").get(OVERVIEW).text)
    assert "Milestone done" in page
    assert "RIC-01" not in page
    assert "Not shared with you" in page


@pytest.mark.parametrize(
    ("address", "most"),
    # The plan on one page is also the comparison in short: one query more, for what derives.
    [(PROGRESS, 8), (f"{PROGRESS}?state=due", 8), (OVERVIEW, 9)],
)
def test_a_page_of_milestones_asks_few_queries(director: Browser, address: str, most: int) -> None:
    director.get(address)
    with count_queries() as asked:
        assert director.get(address).status_code == 200
    assert len(asked) <= most, asked


def test_a_bar_is_as_long_as_its_number_and_never_too_short_to_see() -> None:
    chart = bar_chart([("2019", {"done": 10, "late": 0, "due": 90}, "10 of 100")], 100)
    (bar,) = chart.bars
    assert [(part.kind, part.number) for part in bar.parts] == [("done", 10), ("due", 90)]
    assert bar.parts[1].width == pytest.approx(9 * bar.parts[0].width, rel=0.02)
    (thin,) = bar_chart([("2019", {"done": 1}, "")], 1000).bars
    assert thin.parts[0].width == 3


def test_an_empty_picture_divides_by_nothing() -> None:
    assert bar_chart([("2019", {"done": 0}, "none planned")], 0).bars[0].parts == ()
    assert level_chart([], []).dots == ()


def test_a_level_with_too_many_things_says_how_many_more_there_are() -> None:
    chart = level_chart([[(n, f"R-{n}", "item") for n in range(20)], [("x", "X", "here")]], [])
    assert [dot.label for dot in chart.dots][-2:] == ["12 more", "X"]
    assert all(0 < dot.x < chart.width and 0 < dot.y < chart.height for dot in chart.dots)
