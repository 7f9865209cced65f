"""What the tests of open data begin from: a plan that was approved, by votes of which one is
recorded by name."""

import pytest

from tests.factories import decisions
from tests.factories.decisions import COMMITTEE
from tests.factories.world import World

RECORDED = COMMITTEE[0]
"""Who required her own vote to be recorded, on recommendation (a)."""


@pytest.fixture
def decided(world: World) -> str:
    """A plan approved by eight members; one of them has her vote recorded."""
    slug = decisions.submit(world, asks="approval")
    decisions.begin(world)
    for letter in "abc":
        decisions.call(world, slug, letter)
        for email in COMMITTEE:
            mine = email == RECORDED and letter == "a"
            decisions.vote(world, email, slug, letter, recorded=mine)
        decisions.close(world, slug, letter)
    return slug
