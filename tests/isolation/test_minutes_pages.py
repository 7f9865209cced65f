"""Minutes and meetings in their course, for everybody: hers she reads, and of any other no word."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_minutes_that_are_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "minutes"))
    assert found.faults == []
    readable = hers(lambda marker: marker.thing == "minutes" and marker.state != "body")
    assert readable - found.shown == set()


def test_nobody_changes_minutes_without_a_right_to_it(marked_app: Flask) -> None:
    assert intrude(marked_app, rules=endpoints_of(marked_app, "minutes")).faults == []


def test_the_screens_of_a_meeting_show_nobody_what_is_not_hers(marked_app: Flask) -> None:
    assert read_everything(marked_app, rules=endpoints_of(marked_app, "chamber")).faults == []


def test_nobody_conducts_a_meeting_without_a_right_to_it(marked_app: Flask) -> None:
    assert intrude(marked_app, rules=endpoints_of(marked_app, "chamber")).faults == []
