"""Every route says who may come in, and the guard is what it says it to."""

import pytest
from flask import Blueprint, Flask

from portal.web import guard
from portal.web.guard import Room, access_of
from tenants.roles import EVERYBODY, SIGNED_IN, Permission

SIGNED_OUT_HOUSE = {
    "access.sign_in",
    "access.sign_out",
    "access.welcome",
    "access.forgotten",
    "overview.house_home",
    "house.healthz",
    "house.accessibility",
    "design.components",
}
"""Routes of the whole house that anybody may open; they show no company's rows."""


def test_every_route_is_classified(app: Flask) -> None:
    assert [e for e in app.view_functions if access_of(app, e) is None] == []


def test_a_route_of_the_house_is_named_here_or_asks_to_sign_in(app: Flask) -> None:
    house = {
        endpoint
        for endpoint in app.view_functions
        if (access := access_of(app, endpoint)) and not access.of_company and not access.signed_in
    }
    assert house == SIGNED_OUT_HOUSE


def test_a_route_with_a_company_in_its_path_asks_for_a_permission(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        assert access is not None
        assert access.of_company == rule.rule.startswith("/<company>/"), rule.rule


def test_what_the_public_may_ask_for_changes_nothing_but_what_it_is_sent(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        if access and access.permission in EVERYBODY - {Permission.NOTICE_ASK}:
            assert not {"POST", "PUT", "PATCH", "DELETE"} & (rule.methods or set()), rule.rule


def test_every_permission_is_carried_by_somebody_and_named_noun_verb() -> None:
    for permission in Permission:
        noun, _, verb = permission.value.partition(":")
        assert noun.isidentifier()
        assert verb.isidentifier()
    assert set(Permission) > SIGNED_IN > EVERYBODY


def test_a_route_that_nobody_classified_stops_the_start(app: Flask) -> None:
    loose = Blueprint("loose", __name__)
    loose.add_url_rule("/loose", "door", lambda: "open")
    stranger = Flask("stranger")
    stranger.register_blueprint(loose)
    with pytest.raises(RuntimeError, match=r"loose\.door"):
        guard.refuse_unclassified(stranger)


def test_a_room_cannot_hold_a_page_that_nobody_classified(app: Flask) -> None:
    room = Room("parlour", __name__)
    room.page("/chairs", Permission.PLAN_READ)(_chairs)
    house = Flask("house")
    house.register_blueprint(room)
    access = access_of(house, "parlour._chairs")
    assert access is not None
    assert access.permission is Permission.PLAN_READ
    assert [rule.rule for rule in house.url_map.iter_rules("parlour._chairs")] == [
        "/<company>/chairs"
    ]


def _chairs(_: object) -> str:
    return "chairs"
