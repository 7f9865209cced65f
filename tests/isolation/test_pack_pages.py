"""Packs, for everybody: every byte of a PDF, its properties and bookmarks, and its page."""

import pytest
from flask import Flask

from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation


def test_everybody_reads_the_packs_that_are_hers_and_no_other(marked_app: Flask) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "packs"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing == "report" and marker.state in ("public", "paper"))
    assert wanted
    assert wanted - found.shown == set()


def test_nobody_has_a_pack_built_without_a_right_to_it(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "packs"))
    assert found.faults == []
    assert found.requests
