"""Whoever holds a link tries every page, byte by byte, and finds what she was sent."""

import pytest
from flask import Flask

from portal.engagement import queries, service
from tests.factories import engaging
from tests.factories.engaged import ASKED, PRIVATE
from tests.factories.marked import MARKERS
from tests.factories.world import World
from tests.isolation.matrix import words_in
from tests.isolation.paths import places, things_of

pytestmark = pytest.mark.isolation


def _hers() -> set[str]:
    """What is public, the consultation of the link, and the two released texts that it puts, with
    the title of their plan."""
    put = {("plan", None), ("plan", ASKED["afc"]), ("cover", None)}
    return {
        marker.word
        for marker in MARKERS
        if marker.state == "public"
        or (marker.company, marker.state) == ("afc", "asked")
        or (
            (marker.company, marker.state) == ("afc", "released")
            and (marker.thing, marker.area) in put
        )
    }


def test_a_link_opens_its_consultation_and_not_one_byte_more(marked_app: Flask) -> None:
    world = World(marked_app)
    key = _fresh_key(world)
    guest = world.browser()
    assert guest.get(f"/afc/engagement/by-link?key={key}").status_code == 303
    shown: set[str] = set()
    for place in places(marked_app, things_of(world)):
        if "GET" in (place.rule.methods or ()):
            answer = guest.get(place.path)
            assert answer.status_code < 500, place.path
            assert key.encode() not in answer.get_data()
            shown |= words_in(answer, place.path)
    assert shown - _hers() == set()
    asked = {m.word for m in MARKERS if m.company == "afc" and m.thing in ("asked", "quote")}
    assert asked <= shown


def _fresh_key(world: World) -> str:
    with world.scope_of("director@afc.example") as scope:
        found = engaging.found(scope, PRIVATE)
        [group] = [g for g in queries.groups(scope, found) if g.kind == "partners"]
        key = service.renew_link(scope, found, group).key
        scope.session.commit()
    return key
