"""Records, histories and open data show nobody what is not hers."""

import pytest
from flask import Flask

from tests.isolation.matrix import read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_every_page_of_this_room_keeps_the_walls(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "decision_records"))
    assert found.faults == []
    assert {word for _, word in found.shown} >= {
        "zqmatterpublicsharedafc",
        "zqmatterpublicsharedtfc",
    }
