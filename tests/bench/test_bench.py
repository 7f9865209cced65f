"""``portal bench`` with tiny counts: the report's shape, and that the bare page does as much."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from portal.bench import bare, deciding, load
from portal.bench.command import (
    Effort,
    Measured,
    as_json,
    as_text,
    growth,
    measure,
    measured,
    prepare,
)
from portal.bench.recording import BenchError, Page, Recording, record
from portal.bench.stage import Scale
from portal.web.database import db, prepare_engine
from tests.factories import house
from tests.queries import count_queries

pytestmark = pytest.mark.bench
TINY = Scale(councils=2, priorities=3)
MOST_QUERIES = 17
COMPARE_QUERIES = 8
"""What the comparison asks a director's database, whatever the plan's size."""


def recorded(path: Path, scale: Scale) -> tuple[list[Recording], str]:
    """The pages recorded on a database of their own, and its address."""
    database = house.sqlite(path)
    house.prepare(database)
    with house.running(database) as app:
        return prepare(app, scale), database.app_url


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Recording], str]:
    """Recordings at the smallest scale."""
    return recorded(tmp_path_factory.mktemp("bench") / "tiny.sqlite3", TINY)


def test_the_report_has_the_shape_that_scripts_rely_on(empty_app: Flask, tmp_path: Path) -> None:
    found = measure(empty_app, tmp_path, TINY, Effort(seconds=0.5, rounds=1, threads=1))
    answer = as_json(found)
    assert answer.keys() == {"pages", "machine"}
    for page in answer["pages"]:
        assert page.keys() == {
            "name",
            "requests_per_s",
            "ratio_to_bare",
            "ratio_to_constant",
            "queries",
            "kilobytes",
        }
        assert page["requests_per_s"] > 0
        assert page["ratio_to_constant"] > 0
        assert page["ratio_to_bare"] > 0
        assert page["queries"] <= MOST_QUERIES
        assert page["kilobytes"] > 1
    assert all(page["name"] in as_text(found) for page in answer["pages"])


def test_a_constant_answer_is_quicker_than_the_bare_page(empty_app: Flask, tmp_path: Path) -> None:
    # Long enough, and the median of three rounds: in a few milliseconds a busy machine may tell
    # otherwise, though the constant answer is several times quicker.
    found = as_json(measure(empty_app, tmp_path, TINY, Effort(seconds=8, rounds=3, threads=1)))
    for page in found["pages"]:
        assert page["ratio_to_constant"] < page["ratio_to_bare"], page


def test_pages_of_decisions_ask_of_a_thousand_matters_what_they_ask_of_ten(
    tiny: tuple[list[Recording], str],
) -> None:
    asked = {each.page.name: each.queries for each in tiny[0]}
    few, many = (
        [asked[f"{name}, {load.words}"] for name in deciding.pages(load)]
        for load in (deciding.FEW, deciding.MANY)
    )
    assert few == many
    assert max(many) <= MOST_QUERIES


def test_how_the_time_grows_is_said_for_every_page_of_decisions() -> None:
    found = [
        Measured(f"{name}, {load.words}", rate, 1.0, 1.0, 5, 9.0)
        for load, rate in ((deciding.FEW, 100.0), (deciding.MANY, 80.0))
        for name in deciding.pages(load)
    ]
    assert growth(found) == dict.fromkeys(deciding.pages(deciding.MANY), 1.25)
    assert "forward plan: 1,000 matters take, of the time of 10 matters: 1.25" in as_text(found)


def test_the_bare_page_asks_as_often_and_says_as_much(tiny: tuple[list[Recording], str]) -> None:
    recordings, address = tiny
    engine = create_engine(address)
    prepare_engine(engine)
    pages = {
        str(number): bare.BarePage(each.statements, each.bytes)
        for number, each in enumerate(recordings)
    }
    client = bare.create_bare_app(pages, engine).test_client()
    for number, each in enumerate(recordings):
        with count_queries() as asked:
            answer = client.get(f"/bare/{number}")
        assert len(asked) == each.queries, asked
        assert len(answer.data) == each.bytes
        assert len(client.get(f"/constant/{number}").data) == each.bytes
    engine.dispose()


def test_a_plan_of_more_councils_and_priorities_asks_no_more_queries(
    tiny: tuple[list[Recording], str], tmp_path: Path
) -> None:
    larger, _ = recorded(tmp_path / "larger.sqlite3", Scale(councils=6, priorities=5))
    asked = {each.page.name: each.queries for each in tiny[0]}
    assert {each.page.name: each.queries for each in larger} == asked


def test_a_comparison_of_twelve_by_sixty_asks_as_often_as_one_of_three_by_ten(
    tmp_path: Path,
) -> None:
    asked = {}
    for councils, priorities in ((3, 10), (12, 60)):
        found, _ = recorded(tmp_path / f"{councils}.sqlite3", Scale(councils, priorities))
        by_name = {each.page.name: each.queries for each in found}
        asked[councils] = by_name["large compare, director"]
    assert asked == {3: COMPARE_QUERIES, 12: COMPARE_QUERIES}


def test_a_page_that_does_not_answer_cannot_be_recorded(empty_app: Flask) -> None:
    with empty_app.app_context():
        engine = db.engine
    with pytest.raises(BenchError, match="404"):
        record(empty_app.test_client(), engine, Page("nowhere", "/nowhere/"))


def test_ratios_are_taken_within_a_round_and_then_the_median_of_them() -> None:
    recording = Recording(Page("a page", "/"), [("SELECT 1", []), ("BEGIN", [])], 2048)
    rates = [[10.0, 20.0, 100.0], [30.0, 90.0, 200.0], [20.0, 30.0, 400.0]]
    found = measured(recording, rates, 0)
    assert (found.requests_per_s, found.ratio_to_bare, found.ratio_to_constant) == (20, 0.5, 0.1)
    assert (found.queries, found.kilobytes) == (1, 2.0)


@given(st.integers(min_value=200, max_value=300_000))
def test_the_bare_template_fills_exactly_as_many_bytes(size: int) -> None:
    around = len("<!doctype html>\n") + sum(len(f"<p>{line}</p>\n") for line in bare.lines_of(size))
    assert around == size


def test_a_job_survives_the_way_to_the_client_and_back() -> None:
    target = load.Target("/", {"Cookie": "a=b"}, 12)
    job = load.Job(port=1, threads=2, rounds=3, seconds=0.5, most=9, targets=[target])
    assert load.Job.from_json({**vars(job), "targets": [vars(target)]}) == job
