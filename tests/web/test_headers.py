"""What every answer carries: a strict policy, and caches that never mix readers."""

from collections.abc import Callable

import pytest

from portal.app import create_app
from portal.web.headers import POLICY
from tests.factories.browser import Browser
from tests.factories.house import Database

DIRECTOR = "director@afc.example"
ADDRESSES = ["/", "/afc/", "/sign-in", "/accessibility", "/healthz", "/afc/feed.atom",
             "/afc/colours.css", "/nothing", "/afc/nothing", "/afc/hat"]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_the_policy(client: Browser, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in POLICY
    assert "form-action 'self'" in POLICY


@pytest.mark.parametrize("path", ["/", "/afc/", "/afc/feed.atom", "/afc/hat", "/afc/nothing"])
def test_what_a_signed_in_person_gets_is_private(
    signed_in: Callable[[str], Browser], path: str
) -> None:
    assert signed_in(DIRECTOR).get(path).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/afc/", "/afc/search", "/afc/feed.atom"])
def test_a_page_differs_by_who_asks(client: Browser, path: str) -> None:
    assert "Cookie" in client.get(path).headers["Vary"]


def test_a_page_that_htmx_can_ask_for_differs_by_that_too(client: Browser) -> None:
    assert "HX-Request" in client.get("/afc/search").headers["Vary"]


def test_a_stranger_who_only_reads_gets_no_cookie(client: Browser) -> None:
    for path in ("/", "/afc/", "/afc/search", "/afc/feed.atom", "/accessibility"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_in_production_cookies_and_pages_are_encrypted_alone(database: Database) -> None:
    browser = create_app(database.config("production")).test_client()
    answer = browser.get("/sign-in", base_url="https://portal.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_in_development_http_goes_on_working(client: Browser) -> None:
    answer = client.get("/sign-in")
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


def test_the_portal_says_that_it_is_well(client: Browser) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_the_accessibility_statement_names_its_law_and_what_was_not_tested(
    client: Browser,
) -> None:
    page = client.get("/accessibility").text
    assert "Accessibility Regulations 2018" in page
    assert "No disabled person has audited or tried the portal yet." in page
