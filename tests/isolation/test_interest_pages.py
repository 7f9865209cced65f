"""The registers, and the interests in a matter, for everybody: what is withheld stays withheld."""

import pytest
from flask import Flask

from tests.factories import interested
from tests.isolation.matrix import hers, intrude, read_everything
from tests.isolation.paths import endpoints_of

pytestmark = pytest.mark.isolation

THINGS = {thing for thing, _ in interested.THINGS}


def test_everybody_is_shown_every_interest_that_is_hers_to_read_and_no_other(
    marked_app: Flask,
) -> None:
    found = read_everything(marked_app, rules=endpoints_of(marked_app, "interests"))
    assert found.faults == []
    wanted = hers(lambda marker: marker.thing in THINGS)
    shown = {(who, word) for who, word in found.shown if word in {word for _, word in wanted}}
    assert wanted - shown == set()


def test_nobody_changes_a_register_that_she_does_not_keep(marked_app: Flask) -> None:
    found = intrude(marked_app, rules=endpoints_of(marked_app, "interests"))
    assert found.faults == []
    assert found.requests > 100
