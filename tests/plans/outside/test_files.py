"""The files of a plan: each holds what the reader reads on its page, all hold the same."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from flask import Flask

from portal.documents.pdf import render_pdf
from portal.documents.tree import Document
from portal.plans.content import Milestone
from portal.plans.outside import files, whole
from portal.plans.outside.document import step_words
from portal.plans.outside.files import FORMATS, Shelf
from tests.documents.readers import (
    letters,
    page_words,
    pdf_everything,
    pdf_words,
    word_everything,
    word_words,
)
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.fixtures import ScopeOf
from tests.plans.conftest import DIRECTOR, PLAN, State, plan_of, version_of
from tests.queries import count_queries

ENDINGS = (*FORMATS, "html")
every_file = pytest.mark.parametrize("ending", ENDINGS)
TEXTS = (
    "We will do what KIN-01 asks.",
    "Children are better off through KIN-01.",
    "The evidence for KIN-01.",
    "The measure of KIN-01.",
    "Lead of KIN-01",
    "First step of KIN-01",
    "Priority C-02",
    "Passage A1",
)
"""Texts of every field, of several sections."""


def said(body: bytes) -> str:
    """The letters of a file, whatever its kind."""
    if body.startswith(b"%PDF"):
        return letters(pdf_words(body))
    if body.startswith(b"PK"):
        return letters(word_words(body))
    return letters(body.decode())


@pytest.fixture
def director(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in(DIRECTOR)


@every_file
def test_it_holds_every_text_that_the_reader_reads(director: Browser, ending: str) -> None:
    answer = director.get(f"{PLAN}plan.{ending}")
    assert answer.status_code == 200
    held = said(answer.data)
    assert [text for text in TEXTS if letters(text) not in held] == []


@every_file
def test_a_version_can_be_taken_along_too(world: World, frozen: State, ending: str) -> None:
    frozen("approved")
    held = said(world.browser().get(f"{PLAN}versions/1/plan.{ending}").data)
    assert [text for text in TEXTS if letters(text) not in held] == []


@every_file
def test_it_holds_nothing_that_is_not_shared(
    world: World, released: Callable[[str], None], ending: str
) -> None:
    released("kingston")
    reader = world.browser("commissioner@kingston.example")
    body = reader.get(f"{PLAN}plan.{ending}").data
    whole = pdf_everything(body) if ending == "pdf" else ""
    whole = whole or (word_everything(body) if ending == "docx" else said(body))
    assert letters("We will do what KIN-01 asks.") in letters(whole)
    assert "RIC01" not in letters(whole)
    assert letters("what C-01 asks") not in letters(whole)


def test_pdf_word_and_page_hold_the_very_same_words(director: Browser) -> None:
    pdf, word, page = (director.get(f"{PLAN}plan.{e}").data for e in ("pdf", "docx", "html"))
    assert (
        letters(pdf_words(pdf)) == letters(word_words(word)) == letters(page_words(page.decode()))
    )


def test_csv_json_and_markdown_hold_the_very_same_items(director: Browser) -> None:
    table = csv.DictReader(io.StringIO(director.get(f"{PLAN}plan.csv").text, newline=""))
    held = json.loads(director.get(f"{PLAN}plan.json").data)
    markdown = director.get(f"{PLAN}plan.md").text
    items = [item for section in held["sections"] for item in section["items"]]
    rows = list(table)
    assert [row["ref"] for row in rows] == [item["ref"] for item in items]
    assert [row["digest"] for row in rows] == [item["digest"] for item in items]
    assert re.findall(r'plan-item \{"ref": "([^"]+)"', markdown) == [item["ref"] for item in items]


def test_the_table_says_what_its_columns_mean(director: Browser) -> None:
    answer = director.get(f"{PLAN}plan.csv")
    assert 'rel="describedby"' in answer.headers["Link"]
    described = json.loads(director.get(f"{PLAN}plan.csv-metadata.json").data)
    header = next(csv.reader(io.StringIO(answer.text)))
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert all(column["dc:description"] for column in columns)
    assert described["url"] == "plan.csv"
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"


def test_a_text_that_a_spreadsheet_would_run_does_not_run(director: Browser) -> None:
    director.submit(f"{PLAN}priorities/KIN-01/edit?part=outcome", base="1", outcome="=1+1")
    assert "'=1+1" in director.get(f"{PLAN}plan.csv").text


@every_file
def test_it_is_for_this_reader_alone(director: Browser, ending: str) -> None:
    answer = director.get(f"{PLAN}plan.{ending}")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    if ending != "html":
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        again = director.get(
            f"{PLAN}plan.{ending}", headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert again.status_code == 304


def test_the_plan_s_page_leads_to_every_file(director: Browser) -> None:
    page = director.get(PLAN).text
    linked = set(re.findall(rf'href="{PLAN}plan\.(\w+)"', page))
    assert linked == set(ENDINGS)


def test_a_version_s_page_leads_to_every_file(director: Browser, frozen: State) -> None:
    frozen("frozen")
    page = director.get(f"{PLAN}versions/1/").text
    linked = set(re.findall(rf'href="{PLAN}versions/1/plan\.(\w+)"', page))
    assert linked == set(ENDINGS)


@pytest.mark.parametrize("ending", ["exe", "PDF", "pdf.exe", ""])
def test_another_kind_of_file_is_not_there(director: Browser, ending: str) -> None:
    assert director.get(f"{PLAN}plan.{ending}").status_code == 404


@every_file
def test_a_file_takes_as_many_queries_however_much_it_holds(director: Browser, ending: str) -> None:
    with count_queries() as asked:
        director.get(f"{PLAN}plan.{ending}")
    assert len(asked) <= 8, asked


def test_a_file_that_is_kept_is_not_made_again(
    director: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(tree: Document) -> bytes:
        made.append(tree.title)
        return render_pdf(tree)

    monkeypatch.setattr(files, "SHELF", Shelf(files.MOST_KEPT))
    monkeypatch.setattr(files, "render_pdf", noted)
    first = director.get(f"{PLAN}plan.pdf").data
    assert director.get(f"{PLAN}plan.pdf").data == first
    assert len(made) == 1
    director.submit(
        f"{PLAN}priorities/KIN-01/edit?part=outcome", base="1", outcome="Other", reopens="amendment"
    )
    assert director.get(f"{PLAN}plan.pdf").data != first
    assert len(made) == 2


def test_the_shelf_lets_go_of_the_oldest() -> None:
    shelf = Shelf(10)
    made: list[str] = []

    def make(key: str) -> bytes:
        made.append(key)
        return b"12345"

    for key in "aabbcca":
        shelf.get(key, partial(make, key))
    assert made == ["a", "b", "c", "a"]


def test_what_cannot_be_made_is_asked_for_again() -> None:
    shelf = Shelf(10)

    def fail() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shelf.get("a", fail)
    assert shelf.get("a", lambda: b"x") == b"x"


def test_the_page_of_a_plan_is_the_document_alone(director: Browser, app: Flask) -> None:
    page = director.get(f"{PLAN}plan.html").text
    assert "<nav" in page
    assert "header__menu" not in page
    assert "<script" not in page


def test_a_version_keeps_the_cover_it_was_frozen_under(scope_of: ScopeOf, frozen: State) -> None:
    frozen("approved")
    with scope_of(DIRECTOR) as scope:
        plan = plan_of(scope)
        before = plan.title
        plan.title, plan.years = "Another title", 3
        scope.session.flush()
        read = whole.read_version(scope, plan, version_of(scope))
        assert (read.cover.title, read.cover.years) == (before, 5)


def test_a_milestone_says_when_it_is_due_as_written_and_from_when_it_was_carried() -> None:
    step = Milestone("m1", 2020, "Begin", date(2020, 6, 30), "30/06/2020", 2019)
    assert step_words(step) == "Begin (by 30/06/2020, carried from 2019/20)"
