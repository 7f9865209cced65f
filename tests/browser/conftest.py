"""Chromium, and the portal that it looks at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import portal
from tests.factories.house import Database
from tests.fixtures import BUILDS

BUILDS["browsed"] = portal.build_demonstration


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests of a worker."""
    with sync_playwright() as playwright:
        browser = portal.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def read_only_address(
    templates: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A demonstration that the tests of a module only read."""
    from tests.factories import house

    folder = tmp_path_factory.mktemp("read-only")
    database = house.copy_sqlite(templates("browsed"), folder / "portal.sqlite3")
    with portal.serving(database) as address:
        yield address


@pytest.fixture
def demonstration(make_database: Callable[[str, str], Database], backend: str) -> Database:
    """A demonstration of this test's own, on the test's database."""
    return make_database(backend, "browsed")


@pytest.fixture
def address(demonstration: Database) -> Iterator[str]:
    """Where this test's own demonstration is served."""
    with portal.serving(demonstration) as served:
        yield served


@pytest.fixture
def people(chromium: Browser, address: str) -> Iterator[portal.People]:
    """The people of this test's own demonstration."""
    crowd = portal.People(chromium, address, [])
    yield crowd
    crowd.close()


@pytest.fixture
def readers(chromium: Browser, read_only_address: str) -> Iterator[portal.People]:
    """The people of a demonstration that is only read."""
    crowd = portal.People(chromium, read_only_address, [])
    yield crowd
    crowd.close()
