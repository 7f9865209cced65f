"""Texts put into the index straight, as a room's service would."""

from collections.abc import Callable
from itertools import count

import pytest

from portal.search.service import Findable, index
from tenants.audiences import PUBLIC
from tests.factories.world import World

Put = Callable[..., None]


@pytest.fixture
def put(world: World) -> Put:
    """``put("A title", "text", audience="editors", kind="papers")`` in afc, as its operator."""
    numbers = count(1)

    def write(title: str, text: str = "", **said: object) -> None:
        number = next(numbers)
        company = str(said.pop("company", "afc"))
        given = {"kind": "papers", "area_id": 0, "audience": PUBLIC, "ref": "", **said}
        given.setdefault("thing", f"test {number}")
        given.setdefault("path", f"papers/{number}")
        with world.operator_of(company) as scope:
            index(scope, Findable("test", number, title=title, text=text, **given))  # type: ignore[arg-type]  # as the test says
            scope.session.commit()

    return write
