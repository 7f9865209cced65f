"""Every page, fragment and file of a plan as a whole, for everybody: bytes, not only statuses."""

import pytest
from flask import Flask

from tests.both import on_postgres
from tests.factories.marked import FORMER, MARKERS, NOBODY, TWO_HATS
from tests.isolation.matrix import hers, read_everything
from tests.isolation.paths import OF_ONE_PRIORITY, endpoints_of
from tests.isolation.who_reads import everybody

pytestmark = pytest.mark.isolation

A_FEW = {
    None,
    NOBODY,
    FORMER,
    TWO_HATS,
    "commissioner@richmond.example",
    "editor@kingston.example",
    "co-chair@kingston.example",
    "director@tfc.example",
}


def test_everybody_is_shown_every_text_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "plans") - OF_ONE_PRIORITY)
    assert found.faults == []
    wanted = hers(
        lambda marker: marker.thing in ("plan", "cover", "own") and marker.state != "older"
    )
    assert wanted - found.shown == set()


@on_postgres
def test_both_locks_together_show_the_same(marked_app: Flask) -> None:
    people = [person for person in everybody() if person.email in A_FEW]
    assert len(people) == len(A_FEW)
    rules = {"plans.plan", "plans.priority", "plans.compare", "plans.version"}
    found = read_everything(marked_app, rules=rules, people=people)
    assert found.faults == []
    assert len(found.shown) > len(MARKERS)
