"""Whose word the portal takes for its own address: its proxies', and nobody else's."""

from dataclasses import replace

import pytest

from portal.app import create_app
from portal.config import ConfigError, load
from portal.web.database import db
from tests.factories.house import Database

FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "portal.example"}


def feed(database: Database, proxies: int) -> str:
    app = create_app(replace(database.config(), proxies=proxies))
    text = app.test_client().get("/afc/feed.atom", headers=FORWARDED).text
    with app.app_context():
        db.engine.dispose()
    return text


def test_behind_a_proxy_of_ours_the_address_is_what_it_says(database: Database) -> None:
    assert "https://portal.example/afc/" in feed(database, proxies=1)


def test_without_one_the_header_is_anybodys_and_means_nothing(database: Database) -> None:
    assert "portal.example" not in feed(database, proxies=0)


def test_a_number_of_proxies_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(ConfigError, match="PORTAL_PROXIES is a whole number"):
        load({"PORTAL_PROXIES": "many", "PORTAL_SECRET_KEY": "x"})
