"""What the worker was asked for, for everybody: each reads what she, or all, asked for."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_of_the_jobs_that_are_hers_and_of_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "jobs"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "job")
    assert wanted
    assert wanted - found.shown == set()
