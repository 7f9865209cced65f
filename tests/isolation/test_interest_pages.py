"""The registers, and the interests in a matter, for everybody: what is withheld stays withheld."""

import pytest
from flask import Flask

from tests.factories import interested
from tests.factories.marked import MARKERS
from tests.isolation.matrix import intrude, read_everything
from tests.isolation.paths import endpoints_of
from tests.isolation.who_reads import everybody, reads

pytestmark = pytest.mark.isolation

THINGS = {thing for thing, _ in interested.THINGS}


def test_everybody_is_shown_every_interest_that_is_hers_to_read_and_no_other(
    marked_app: Flask,
) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "interests"))
    assert found.faults == []
    hers = {
        (str(person), marker.word)
        for person in everybody()
        for marker in MARKERS
        if marker.thing in THINGS and reads(person, marker.company, marker.area, marker.state)
    }
    shown = {(who, word) for who, word in found.shown if word in {word for _, word in hers}}
    assert hers - shown == set()


def test_nobody_changes_a_register_that_she_does_not_keep(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "interests"))
    assert found.faults == []
    assert found.requests > 100
