"""Nothing that is not public stands in any byte that the public gets, nor is it counted there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import pytest
from flask import Flask

from portal.audit.queries import head_of
from portal.kit.chains import Head
from portal.meetings.service import arranging, listing, publishing
from portal.meetings.service.listing import ItemDetails
from portal.plans import queries as plans
from portal.plans.service import versioning
from tenants.roles import Role
from tests.factories import house, meeting, tenancy
from tests.factories.people import Post
from tests.factories.world import COMPANIES, World
from tests.fixtures import Templates
from tests.isolation import public_bytes
from tests.isolation.matrix import MARKER_OF, said, words_in
from tests.isolation.public_bytes import Found
from tests.isolation.who_reads import PUBLIC, reads

pytestmark = pytest.mark.isolation
Walk = tuple[Flask, Found]

TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
OF_RECORDS = re.compile(r"/decisions/[^/]+/record|/open-data/decisions\.")
"""Where the head of the company’s log is printed (record 25). It is told of the log as a whole, and
says of no event what it is about, nor whose; nothing else there may change."""


@pytest.fixture(scope="module")
def walked(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The marked world, and all that the public gets of it."""
    path = tmp_path_factory.mktemp("public") / "portal.sqlite3"
    with house.running(house.copy_sqlite(templates("marked"), path)) as app:
        yield app, public_bytes.gather(app)


def test_no_byte_that_the_public_gets_holds_a_word_that_is_not_public(walked: Walk) -> None:
    _, found = walked
    shown = {
        (address, word)
        for address, answer in found.answers.items()
        for word in words_in(answer, address)
    }
    hidden = [
        (address, word)
        for address, word in shown
        if not reads(PUBLIC, MARKER_OF[word].company, MARKER_OF[word].area, MARKER_OF[word].state)
    ]
    assert hidden == []
    assert len({word for _, word in shown}) > 20, "The walk sees no word at all"


def test_every_route_that_everybody_may_use_is_walked(walked: Walk) -> None:
    app, found = walked
    assert public_bytes.endpoints(app) - found.endpoints == set()
    assert {answer.status_code for answer in found.answers.values()} <= {
        200,
        303,
        308,
        403,
        404,
        405,
    }


def test_what_is_hidden_is_not_even_counted_in_what_the_public_gets(walked: Walk) -> None:
    app, found = walked
    heads = _heads(app)
    _hide_more(World(app))
    heads += _heads(app)
    before, after = _told(found, heads), _told(public_bytes.gather(app), heads)
    assert [address for address, said in before.items() if after.get(address) != said] == []
    assert after.keys() == before.keys()


def _told(found: Found, heads: Sequence[Head]) -> Mapping[str, str]:
    """What the public is told, but for the heads of the log where one is printed."""
    given = {a: answer for a, answer in found.answers.items() if answer.status_code == 200}
    return {address: _masked(address, said(answer), heads) for address, answer in given.items()}


def _heads(app: Flask) -> list[Head]:
    return [_head(World(app), company) for company in COMPANIES]


def _head(world: World, company: str) -> Head:
    with world.operator_of(company) as scope:
        return head_of(scope)


def _masked(address: str, text: str, heads: Sequence[Head]) -> str:
    if not OF_RECORDS.search(address):
        return TOKEN.sub("", text)
    for head in heads:
        printed = rf"(?<!\d){head.seq}(?=,thelastone|:{head.digest})"
        alone = rf"(?<![0-9A-Za-z]){head.seq}(?![0-9A-Za-z])"
        text = re.sub(head.digest, "", re.sub(f"{printed}|{alone}", "", text))
    return text


def _hide_more(world: World) -> None:
    """A meeting of the board with its agenda; items of Part II on an agenda in draft; a matter that
    waits, under a title of its own; people whose appointments are not on the public record."""
    with world.scope_of("chair@board.afc.example") as scope:
        board = meeting.body(scope, "board")
        soon = scope.today() + timedelta(days=9)
        held = arranging.arrange(scope, board, meeting.details(soon, "The board meets"))
        listing.list_item(scope, held, ItemDetails("What the board talks of"))
        publishing.publish(scope, held, meeting.WHY)
        scope.session.commit()
    with world.scope_of("clerk@afc.example") as scope:
        draft = meeting.found(scope, "to-come")
        for number in range(3):
            exempt = ItemDetails(
                f"Terms {number}",
                part=2,
                paragraphs=[3],
                public_interest="Bids are open.",
                exemption_reviewed_on=date(2020, 6, 24),
            )
            listing.list_item(scope, draft, exempt)
        scope.session.commit()
    with world.operator_of("afc") as scope:
        post = Post("one-more@kingston.example", "afc", Role.COMMISSIONER, "kingston")
        tenancy.appoint(scope, post)
        scope.session.commit()
    with world.scope_of("director@afc.example") as scope:
        plan = plans.find_plan(scope, "marked-draft")
        assert plan is not None
        versioning.freeze(scope, plan)
        scope.session.commit()
