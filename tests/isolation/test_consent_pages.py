"""The pages of what every owner decides, for everybody: the board, its dispute, its document."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_is_shown_every_consent_that_is_hers_and_no_other(marked_app: Flask) -> None:
    rules = endpoints_of(marked_app, "consents") | {"decisions.matter", "decisions.document"}
    found = read_everything(marked_app, rules=rules)
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "consent")
    assert wanted - found.shown == set()
