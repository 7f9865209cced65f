"""The pages of what every owner decides, for everybody: the board, its dispute, its document."""

import pytest
from flask import Flask

from tests.factories.marked import MARKERS
from tests.isolation.matrix import read_everything
from tests.isolation.paths import endpoints_of
from tests.isolation.who_reads import everybody, reads

pytestmark = pytest.mark.isolation


def test_everybody_is_shown_every_consent_that_is_hers_and_no_other(marked_app: Flask) -> None:
    rules = endpoints_of(marked_app, "consents") | {"decisions.matter", "decisions.document"}
    found = read_everything(marked_app, rules=rules)
    assert found.faults == []
    hers = {
        (str(person), marker.word)
        for person in everybody()
        for marker in MARKERS
        if marker.thing == "consent" and reads(person, marker.company, marker.area, marker.state)
    }
    assert hers - found.shown == set()
