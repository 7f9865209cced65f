"""A milestone is marked as done on the page of its priority, with and without scripts."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.factories.browser import Browser
from tests.plans.conftest import DIRECTOR, PLAN, State
from tests.queries import count_queries

PRIORITY = f"{PLAN}priorities/KIN-01"
RECORD = f"{PRIORITY}/progress?milestone=KIN-01-m1"
Signed = Callable[[str], Browser]


@pytest.fixture
def director(signed_in: Signed) -> Browser:
    return signed_in(DIRECTOR)


def send(browser: Browser, day: str = "3 6 2019", **fields: str) -> TestResponse:
    """The form as filled in; ``day`` is what stands in its three boxes."""
    boxes = dict(zip(("done_on-day", "done_on-month", "done_on-year"), day.split(), strict=True))
    form = {"base": "0", "note": "Fewer wait.", "record": "done", **boxes, **fields}
    htmx = form.pop("htmx", "")
    return browser.submit(RECORD, htmx=bool(htmx), **form)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_milestone_is_due_and_its_link_names_it(director: Browser) -> None:
    page = director.get(PRIORITY).text
    assert "Due this plan year, by 31 March 2020" in page
    assert "Mark as done : First step of KIN-01" in words(page)


def test_what_was_recorded_stands_on_the_page_with_its_author(director: Browser) -> None:
    answer = send(director)
    assert answer.status_code == 303
    assert answer.location == f"{PRIORITY}#milestone-KIN-01-m1"
    page = words(director.get(PRIORITY).text)
    assert "Done on 3 June 2019" in page
    assert "Fewer wait." in page
    assert "Director Afc, Director, Achieving for Children, 24 June 2019" in page


def test_htmx_is_given_the_milestone_alone(director: Browser) -> None:
    form = director.fragment(RECORD).text
    assert form.strip().startswith('<div id="milestone-KIN-01-m1" class="editor')
    answer = send(director, htmx="yes")
    assert answer.status_code == 200
    assert answer.text.strip().startswith('<div id="milestone-KIN-01-m1" class="milestone"')
    assert "Recorded. Done on 3 June 2019" in answer.text


def test_the_form_begins_with_today(director: Browser) -> None:
    boxes = re.findall(r'name="done_on-\w+"[^>]*value="(\d+)"', director.get(RECORD).text)
    assert boxes == ["24", "6", "2019"]


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("31 2 2019", "31 2 2019 is not a day that exists."),
        ("25 6 2019", "The day it was done cannot be in the future. Today is 24 June 2019."),
        ("31 3 2019", "The day it was done cannot be before the plan begins, on 1 April 2019."),
        ("x 6 19", "x 6 19 is not a day that exists."),
    ],
)
def test_a_day_that_cannot_be_is_told_beside_its_boxes_and_nothing_is_lost(
    director: Browser, day: str, message: str
) -> None:
    answer = send(director, day)
    assert answer.status_code == 422
    assert answer.text.count(message) == 2
    assert re.findall(r'name="done_on-\w+"[^>]*value="(\w+)"', answer.text) == day.split()
    assert "Fewer wait." in answer.text


def test_no_day_at_all_is_asked_for(director: Browser) -> None:
    answer = director.submit(RECORD, base="0", note="", record="done")
    assert answer.status_code == 422
    assert "Enter the day on which it was done." in answer.text


def test_a_long_note_is_refused_whole_and_given_back_whole(director: Browser) -> None:
    answer = send(director, note="long " * 20_000)
    assert answer.status_code == 422
    assert "The note must be 4,000 characters or fewer. You wrote" in answer.text
    assert "long " * 20_000 in answer.text


def test_a_note_alone_leaves_the_milestone_open(director: Browser) -> None:
    send(director, record="open", note="Waits for the new building.")
    page = words(director.get(PRIORITY).text)
    assert "Waits for the new building." in page
    assert "Mark as done" in page


def test_two_people_recording_at_once_lose_nothing(director: Browser, signed_in: Signed) -> None:
    send(signed_in("editor@kingston.example"), note="Mine.")
    answer = send(director, "10 6 2019", note="And mine.")
    assert answer.status_code == 409
    assert "Editor Kingston recorded “Done on 3 June 2019” on 24 June 2019" in answer.text
    assert "And mine." in answer.text
    assert send(director, "10 6 2019", note="And mine.", base="1").status_code == 303
    page = words(director.get(PRIORITY).text)
    assert "Done on 10 June 2019" in page
    assert "Mine." in page


def test_script_in_a_note_is_words(director: Browser) -> None:
    send(director, note="<script>alert(1)</script> *so*")
    page = director.get(PRIORITY).text
    assert "<script>alert" not in page
    assert "<em>so</em>" in page


def test_a_removed_milestone_keeps_its_history_on_the_page(director: Browser) -> None:
    send(director)
    director.submit(f"{PRIORITY}/edit", base="1", milestones_2019="Something else altogether")
    page = words(director.get(PRIORITY).text)
    assert "No longer in the text" in page
    assert "First step of KIN-01" in page
    assert "Done on 3 June 2019" in page


def test_a_milestone_that_never_was_is_not_found(director: Browser) -> None:
    assert director.get(f"{PRIORITY}/progress?milestone=2019-nothing").status_code == 404


def test_without_a_milestone_one_is_led_back_to_the_priority(director: Browser) -> None:
    answer = director.get(f"{PRIORITY}/progress")
    assert (answer.status_code, answer.location) == (303, PRIORITY)


def test_her_councils_commissioner_reads_progress_and_may_not_record_it(
    signed_in: Signed, director: Browser, released: State
) -> None:
    released("kingston")
    send(director)
    commissioner = signed_in("commissioner@kingston.example")
    page = words(commissioner.get(PRIORITY).text)
    assert "Fewer wait." in page
    assert "Correct" not in page
    answer = send(commissioner)
    assert answer.status_code == 403
    assert "can record progress" in answer.text


@pytest.mark.parametrize("email", [None, "commissioner@richmond.example"])
def test_others_read_the_milestone_and_nothing_of_its_progress(
    signed_in: Signed, director: Browser, client: Browser, frozen: State, email: str | None
) -> None:
    frozen("approved_in_principle")
    send(director)
    page = (signed_in(email) if email else client).get(PRIORITY).text
    assert "First step of KIN-01" in page
    assert not re.search("Fewer wait|Done on|Due this plan year|Late", page)


@pytest.mark.parametrize("times", [1, 4])
def test_the_page_of_a_priority_asks_one_query_for_all_its_progress(
    director: Browser, times: int
) -> None:
    for number in range(times):
        send(director, f"{number + 1} 6 2019", base=str(number))
    with count_queries() as asked:
        director.get(PRIORITY)
    assert sum("plan_progress" in text for text in asked.texts) == 1


def test_a_compare_cell_says_how_its_priority_stands(director: Browser) -> None:
    send(director)
    page = words(director.get(f"{PLAN}compare").text)
    assert re.search(r"Lead of KIN-01 Done", page)
    assert re.search(r"Lead of RIC-01 0 of 1 done", page)
