"""Notices of executive bodies, for everybody: their pages, and every change to them."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_notices_and_the_body_alone_what_was_said(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "executive"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "notice")
    assert wanted - found.shown == set()


def test_nobody_publishes_or_answers_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "executive"))
    assert found.faults == []
