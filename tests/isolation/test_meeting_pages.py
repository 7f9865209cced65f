"""Meetings and their agendas, for everybody: their pages, and every change to them."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_agendas_that_are_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "meetings"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "meeting")
    assert wanted - found.shown == set()


def test_nobody_changes_an_agenda_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "meetings"))
    assert found.faults == []
