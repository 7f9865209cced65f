"""What follows a decision, for everybody: its pages, its files, and every change to it."""

import pytest
from flask import Flask

from tests.isolation.matrix import intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_what_follows_the_decisions_that_are_hers(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "effects"))
    assert found.faults == []
    assert found.shown


def test_nobody_changes_what_follows_a_decision_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "effects"))
    assert found.faults == []
    assert found.requests
