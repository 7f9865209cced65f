"""The business plan's matter, decided by the joint committee."""

import pytest

from tests.factories import decisions
from tests.factories.world import World


@pytest.fixture
def matter(world: World) -> str:
    """Its address while it waits for a decision."""
    return decisions.submit(world)


@pytest.fixture
def decided(world: World, matter: str) -> str:
    """The same, approved in principle by all eight members."""
    decisions.begin(world)
    decisions.decide(world, matter)
    return matter
