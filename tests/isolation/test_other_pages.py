"""Every other page of a company, for everybody: decisions, search, the feed, the home pages."""

import pytest
from flask import Flask

from tests.both import on_postgres
from tests.factories.marked import MARKERS, Marker
from tests.isolation.matrix import hers, read_everything, walks
from tests.isolation.paths import READ_ALONE, endpoints_of
from tests.isolation.who_reads import Person, everybody, reads

pytestmark = pytest.mark.isolation


def test_everybody_is_shown_every_matter_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, but=READ_ALONE))
    assert found.faults == []
    assert hers(lambda marker: marker.thing == "matter") - found.shown == set()


def test_a_search_finds_of_every_text_the_newest_that_is_hers_and_no_other(
    marked_app: Flask,
) -> None:
    found = read_everything(marked_app, rules={"search.search"})
    assert found.faults == []
    assert hers(lambda marker: marker.thing == "matter") - found.shown == set()
    newest = {
        (str(person), marker.word)
        for marker in MARKERS
        if marker.thing == "plan"
        for person in everybody()
        if walks(person, marker.company) and _is_newest(person, marker)
    }
    assert newest
    assert newest - found.shown == set()


WRITTEN = (
    *(("draft",), ("older", "released"), ("submitted", "edited")),
    *(("public", "edited"), ("public", "submitted", "edited")),
)
"""The states of each plan's texts in the order in which they were written."""


def _is_newest(person: Person, marker: Marker) -> bool:
    """Whether there is a plan in which she reads this text and none that replaced it."""
    hers = [
        [state for state in states if reads(person, marker.company, marker.area, state)]
        for states in WRITTEN
    ]
    return any(states[-1:] == [marker.state] for states in hers)


@on_postgres
def test_both_locks_together_show_the_same(marked_app: Flask) -> None:
    rules = {"search.search", "feeds.news", "decisions.matter", "decisions.index"}
    people = everybody()[::3]
    found = read_everything(marked_app, rules=rules, people=people)
    assert found.faults == []
    assert len(found.shown) > len(MARKERS)


def test_the_list_of_decisions_names_every_matter_that_is_hers(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules={"decisions.index"})
    assert hers(lambda marker: marker.thing == "matter") - found.shown == set()
