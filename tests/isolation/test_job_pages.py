"""What the worker was asked for, for everybody: each reads what she, or all, asked for."""

import pytest
from flask import Flask

from tests.factories.marked import MARKERS
from tests.isolation.matrix import read_everything
from tests.isolation.paths import endpoints_of
from tests.isolation.who_reads import everybody, reads

pytestmark = pytest.mark.isolation


def test_everybody_reads_of_the_jobs_that_are_hers_and_of_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "jobs"))
    assert found.faults == []
    hers = {
        (str(person), marker.word)
        for person in everybody()
        for marker in MARKERS
        if marker.thing == "job" and reads(person, marker.company, marker.area, marker.state)
    }
    assert hers
    assert hers - found.shown == set()
