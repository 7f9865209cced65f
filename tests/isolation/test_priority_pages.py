"""Every page, fragment and file of one priority, for everybody."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.marked import MARKERS, WRITERS, Marker
from tests.isolation.matrix import hers, read_everything
from tests.isolation.paths import OF_ONE_PRIORITY, endpoints_of
from tests.isolation.who_reads import Person, everybody

pytestmark = pytest.mark.isolation

SEEN_ELSEWHERE = ("older", "submitted", "public")
"""Replaced by newer drafts: directors read these in versions and in the search."""


def test_these_are_the_routes_of_one_priority(app: Flask) -> None:
    named = {e for e in endpoints_of(app, "plans") if _takes_a_reference(app, e)}
    assert named == OF_ONE_PRIORITY


def _takes_a_reference(app: Flask, endpoint: str) -> bool:
    return any("ref" in rule.arguments for rule in app.url_map.iter_rules(endpoint))


def test_everybody_is_shown_every_priority_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=OF_ONE_PRIORITY)
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "plan" and marker.state not in SEEN_ELSEWHERE)
    assert wanted - found.shown == set()
    unsaved = {(str(person), m.word) for person, m in _unsaved()}
    assert {shown for shown in found.shown if "zqscratch" in shown[1]} == unsaved


def _unsaved() -> Iterator[tuple[Person, Marker]]:
    """Whoever has words that are not saved, with each of them."""
    for person in everybody():
        for marker in MARKERS:
            if marker.thing == "scratch" and person.email == WRITERS[marker.company]:
                yield person, marker


def test_everybody_is_shown_the_progress_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules={"plans.priority"})
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "progress")
    assert wanted
    assert wanted - found.shown == set()
