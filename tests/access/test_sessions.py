"""Sessions end: at sign-out, when they are old or idle, and with the person's account."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from portal.web.database import db
from tenants import identity
from tenants.models import Person
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.people import PASSWORD
from tests.factories.world import World

DIRECTOR = "director@afc.example"
AT_WORK = "/afc/hat"
"""A page for people who are signed in."""


@pytest.fixture
def director(world: World) -> Browser:
    browser = world.browser()
    assert browser.submit("/sign-in", email=DIRECTOR, password=PASSWORD).status_code == 303
    assert browser.get(AT_WORK).status_code == 200
    return browser


def in_future(**time: int) -> "time_machine.travel":
    return time_machine.travel(datetime.now(UTC) + timedelta(**time))


@both_databases
def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(
    director: Browser, world: World
) -> None:
    kept = director.get_cookie("goldthread")
    assert kept is not None
    assert director.submit("/sign-out").status_code == 303
    thief = world.browser()
    thief.set_cookie("goldthread", str(kept.value))
    assert thief.get(AT_WORK).status_code == 403


def test_signing_out_says_so(director: Browser) -> None:
    director.submit("/sign-out")
    assert "You are signed out." in director.get("/").text
    assert director.get(AT_WORK).status_code == 403


def test_signing_out_leaves_other_sessions_of_the_person_alone(
    director: Browser, signed_in: Callable[[str], Browser]
) -> None:
    elsewhere = signed_in(DIRECTOR)
    director.submit("/sign-out")
    assert elsewhere.get(AT_WORK).status_code == 200


def test_signing_out_empties_the_browsers_cache(director: Browser) -> None:
    assert director.submit("/sign-out").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_link_cannot_sign_a_person_out(director: Browser) -> None:
    assert director.get("/sign-out", follow_redirects=True).status_code == 404
    assert director.get(AT_WORK).status_code == 200


def test_another_site_cannot_sign_a_person_out(director: Browser) -> None:
    assert director.post("/sign-out").status_code == 400
    assert director.get(AT_WORK).status_code == 200


def test_a_stranger_signing_out_is_sent_home(client: Browser) -> None:
    assert client.submit("/sign-out").location == "/"


def test_a_session_ends_after_sixty_minutes_without_a_page(director: Browser) -> None:
    with in_future(minutes=61):
        assert director.get(AT_WORK).status_code == 403


def test_a_session_in_use_goes_on_after_sixty_minutes(director: Browser) -> None:
    for minutes in (40, 80, 120):
        with in_future(minutes=minutes):
            assert director.get(AT_WORK).status_code == 200


def test_no_session_lasts_longer_than_twelve_hours(director: Browser) -> None:
    for minutes in range(0, 12 * 60, 50):
        with in_future(minutes=minutes):
            assert director.get(AT_WORK).status_code == 200
    with in_future(hours=12, minutes=1):
        assert director.get(AT_WORK).status_code == 403


def test_somebody_deactivated_is_out_at_the_next_request(director: Browser, app: Flask) -> None:
    with app.app_context():
        identity.stand_outside(db.session(), writes=True)
        db.session().execute(update(Person).where(Person.email == DIRECTOR).values(active=False))
        db.session().commit()
    assert director.get(AT_WORK).status_code == 403
    assert director.submit("/sign-in", email=DIRECTOR, password=PASSWORD).status_code == 422


def test_a_cookie_that_was_tampered_with_is_nobodys(director: Browser) -> None:
    kept = director.get_cookie("goldthread")
    assert kept is not None
    director.set_cookie("goldthread", f"{kept.value[:-2]}xx")
    assert director.get(AT_WORK).status_code == 403


def test_a_token_of_one_person_does_not_serve_another(world: World) -> None:
    browser = world.browser(DIRECTOR)
    browser.enter(world.person_id("clerk@afc.example"), f"signed-in-{DIRECTOR}")
    assert browser.get(AT_WORK).status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(world: World) -> None:
    answer = world.browser().submit("/sign-in", email=DIRECTOR, password=PASSWORD)
    words = answer.headers["Set-Cookie"]
    assert "HttpOnly" in words
    assert "SameSite=Lax" in words
