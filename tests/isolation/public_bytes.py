"""Every byte that somebody without an account can get: by each route, and by each address that
stands in an answer, in a page, a feed, a calendar, a table or a file."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.test import TestResponse

from portal.web.guard import access_of
from tenants.roles import EVERYBODY
from tests.factories.browser import Browser
from tests.factories.world import COMPANIES, World
from tests.isolation.matrix import said
from tests.isolation.paths import places, things_of
from tests.isolation.who_reads import PUBLIC

ADDRESS = re.compile(rf"(?<![\w.])/(?:{'|'.join(COMPANIES)})(?:/[^\s\"'<>()\\\[\]{{}}|,;]*)?")
"""An address of one of the companies, wherever it stands."""
FOLDED = re.compile(r"\r\n[ \t]")
"""How a calendar breaks its lines."""


@dataclass
class Found:
    """The answers by their addresses, and the endpoints that were asked."""

    answers: dict[str, TestResponse] = field(default_factory=dict)
    endpoints: set[str] = field(default_factory=set)


def gather(app: Flask) -> Found:
    """Begin with every route that everybody may use, with all there is to put in its path; then
    follow every address in every answer, until there is none that was not asked."""
    world = World(app)
    browser = world.browser()
    found = Found()
    waiting = ["/", *_of_routes(app, world)]
    while waiting:
        address = waiting.pop()
        if address in found.answers:
            continue
        answer = _get(app, browser, address, found)
        if answer.status_code == 200:
            waiting += [each for each in addresses(answer) if each not in found.answers]
    return found


def endpoints(app: Flask) -> set[str]:
    """The endpoints that anybody may open in a company, and that only read."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (access := access_of(app, rule.endpoint))
        and access.permission in EVERYBODY
        and "GET" in (rule.methods or ())
    }


def addresses(answer: TestResponse) -> Iterator[str]:
    """The addresses of this portal that stand in an answer."""
    text = html.unescape(FOLDED.sub("", said(answer)))
    for address in ADDRESS.findall(text):
        yield address.rstrip(".").partition("#")[0]


def _of_routes(app: Flask, world: World) -> Iterator[str]:
    """Where there is something for the public; of a route that has nothing for it, one path."""
    readable = [p for p in places(app, things_of(world)) if "GET" in (p.rule.methods or ())]
    open_ = [place for place in readable if place.visible(PUBLIC)]
    shut = {place.rule.rule: place for place in readable} | {p.rule.rule: p for p in open_}
    yield from {place.path for place in (*open_, *shut.values())}


def _get(app: Flask, browser: Browser, address: str, found: Found) -> TestResponse:
    answer = browser.get(address)
    found.answers[address] = answer
    with app.test_request_context(address) as context:
        if context.request.endpoint:
            found.endpoints.add(context.request.endpoint)
    return answer
