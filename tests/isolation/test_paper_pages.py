"""Reports for everybody: hers to read she reads, of any other not a word, not even that it is."""

import pytest
from flask import Flask

from tests.factories.marked import MARKERS
from tests.isolation.matrix import intrusions, read_everything
from tests.isolation.paths import endpoints_of
from tests.isolation.who_reads import everybody, reads

pytestmark = pytest.mark.isolation


def test_everybody_is_shown_every_report_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "papers"))
    assert found.faults == []
    hers = {
        (str(person), marker.word)
        for person in everybody()
        for marker in MARKERS
        if marker.thing == "report" and reads(person, marker.company, marker.area, marker.state)
    }
    assert hers - found.shown == set()


def test_nobody_changes_a_report_who_does_not_work_on_it(marked_app: Flask) -> None:
    assert intrusions(marked_app, rules=endpoints_of(marked_app, "papers")) == []
