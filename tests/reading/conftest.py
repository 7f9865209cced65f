"""A meeting whose papers are there to be read."""

import pytest

from tests.factories import reading
from tests.factories.world import World


@pytest.fixture
def papers(world: World) -> str:
    """The address of the meeting's reader."""
    return f"/afc/meetings/{reading.prepare(world)}/read"
