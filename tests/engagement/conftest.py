"""A consultation in the states it passes through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import engaging
from tests.factories.browser import Browser
from tests.factories.world import World

DAY, MONTH = engaging.DAY, engaging.MONTH


@dataclass(frozen=True)
class Consultation:
    """Where it is read, and the secrets of its links."""

    world: World
    slug: str
    keys: Mapping[str, str]

    @property
    def here(self) -> str:
        return f"/afc/engagement/{self.slug}/"

    def guest(self, kind: str) -> Browser:
        """A browser that came in by this group's link."""
        browser = self.world.browser()
        browser.get(f"/afc/engagement/by-link?key={self.keys[kind]}")
        return browser

    def close(self) -> None:
        """Its last day was yesterday."""
        engaging.move(self.world, "afc", DAY + MONTH + timedelta(1))


Open = Callable[..., Consultation]


@pytest.fixture
def open_round(world: World) -> Open:
    """``open_round(kinds=("public",))``: opened today on C-01 and KIN-01, which are released."""
    engaging.release(world, 0, 1)

    def opened(**changes: Any) -> Consultation:
        slug, keys = engaging.open_round(world, **changes)
        return Consultation(world, slug, keys)

    return opened


@pytest.fixture
def private(open_round: Open) -> Consultation:
    """Of partners, young people and Kingston."""
    return open_round()


@pytest.fixture
def public(open_round: Open) -> Consultation:
    """Of the public and Kingston."""
    return open_round(kinds=("public", "young_people"), title="For all")
