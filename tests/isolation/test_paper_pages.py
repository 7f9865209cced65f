"""Reports for everybody: hers to read she reads, of any other not a word, not even that it is."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_is_shown_every_report_that_is_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "papers"))
    assert found.faults == []
    assert hers(lambda marker: marker.thing == "report") - found.shown == set()


def test_nobody_changes_a_report_who_does_not_work_on_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "papers"))
    assert found.faults == []
