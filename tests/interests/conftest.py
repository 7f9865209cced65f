"""A matter before the joint committee, for every test of this room."""

import pytest

from tests.factories import decisions
from tests.factories.world import World


@pytest.fixture
def matter(world: World) -> str:
    """The address of the business plan's submission, with its sitting planned."""
    return decisions.submit(world)
