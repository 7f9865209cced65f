"""The portal as people meet it: served by gunicorn on a demonstration, seen in Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError

from portal.demonstration import content
from portal.demonstration.build import build
from portal.web.database import db
from tests.factories.house import Database

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = (1280, 900)
TELEPHONE = (390, 844)
NARROWEST = (320, 800)
PASSWORD = "demonstration of a portal"
MOVED_ON = ("because of a navigation", "properties of null")
"""What Chromium says when it is asked of a page that the next one is just replacing."""


def build_demonstration(app: Flask) -> None:
    """The demonstration, as ``portal demo`` builds it."""
    with app.app_context():
        build(db.session(), content.load(), PASSWORD)
        db.session.remove()


def chromium() -> str:
    """Where Chromium is. Raises RuntimeError, saying what to install, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError("Browser tests need Chromium: install Debian's package chromium.")


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium with a profile of its own."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))


@contextmanager
def serving(database: Database) -> Iterator[str]:
    """The portal served on a free port; answers its address, and stops it at the end."""
    port = _free_port()
    environment = {
        **os.environ,
        "PORTAL_DATABASE_URL": database.app_url,
        "PORTAL_OWNER_DATABASE_URL": database.owner_url,
        "PORTAL_DATA": str(database.data),
        "PORTAL_SECRET_KEY": "a secret for tests alone",
    }
    command = [str(Path(sys.executable).parent / "portal"), "serve", "--port", str(port)]
    log = database.data / f"serve-{port}.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            # The worker beside it finishes what it has begun, a pack for instance.
            server.wait(60)


@dataclass
class People:
    """Opens pages as the people of the demonstration, each in a browser profile of her own."""

    browser: Browser
    address: str
    contexts: list[BrowserContext]

    def page(
        self,
        email: str | None = None,
        *,
        size: tuple[int, int] = DESK,
        javascript: bool = True,
        scale: float = 1,
    ) -> Page:
        """A page of somebody signed in; of a stranger without an e-mail address."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            device_scale_factor=scale,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        if email is not None:
            sign_in(page, email)
        return page

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()


def sign_in(page: Page, email: str) -> None:
    """Sign in by the form, as a person would."""
    page.goto("/sign-in")
    page.get_by_role("textbox", name="Email address").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its own best practice."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    result = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
        " 'best-practice']})"
    )
    return [
        f"{v['id']}: {v['help']} ({node['target']})"
        for v in result["violations"]
        for node in v["nodes"]
    ]


def settled(page: Page) -> None:
    """Wait until htmx has put everything in its place: no person types within those 20 ms."""
    moving = page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
    expect(moving).to_have_count(0)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width = _asked(page, "document.documentElement.scrollWidth - window.innerWidth")
    return max(0, int(width))


def _asked(page: Page, script: str) -> Any:
    """What a page answers, once all of it is there: a form just sent may replace it meanwhile."""
    for tries_left in (2, 1, 0):
        page.wait_for_load_state()
        try:
            return page.locator("html").evaluate(f"() => {script}")
        except PlaywrightError as error:
            if not tries_left or not any(words in str(error) for words in MOVED_ON):
                raise
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"The portal did not start:\n{log.read_text()}")
