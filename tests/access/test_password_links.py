"""Choosing one's own password by a link: invited, or having forgotten it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.access import link_routes
from portal.notices import welcoming
from portal.notices.models import Letter
from portal.web.database import db
from portal.web.pacing import Pace
from tenants import clock, identity, password_links
from tenants.models import PasswordLink, Person
from tenants.service import invite_person
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.world import World

PASSWORD = "three words unrelated"
MEMBER = "member-1@kingston.example"


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_routes, "FROM_ONE_PLACE", Pace(20))
    monkeypatch.setattr(link_routes, "TO_ONE_ADDRESS", Pace(3))


def letters(world: World) -> list[tuple[str, str]]:
    with world.operator_of() as scope:
        return [(row.recipient, row.link) for row in scope.session.scalars(select(Letter))]


def invited(world: World) -> str:
    """The path of a link for somebody who has no password."""
    with world.operator_of() as scope:
        person = invite_person(scope, "dora@kingston.example", "Dora Lind")
        welcoming.mail_welcome(scope, person)
        scope.session.commit()
    [(recipient, link)] = letters(world)
    assert recipient == "dora@kingston.example"
    return link


def can_sign_in(world: World, email: str, password: str = PASSWORD) -> bool:
    answer = world.browser().submit("/sign-in", email=email, password=password)
    return answer.status_code == 303


@both_databases
def test_who_is_invited_chooses_a_password_and_signs_in(world: World) -> None:
    link = invited(world)
    page = world.browser().get(link)
    assert "For Dora Lind, who signs in as dora@kingston.example." in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert world.browser().submit(link, password=PASSWORD).status_code == 303
    assert can_sign_in(world, "dora@kingston.example")


@both_databases
def test_a_link_works_once(world: World) -> None:
    link = invited(world)
    world.browser().submit(link, password=PASSWORD)
    assert world.browser().get(link).status_code == 404
    assert world.browser().submit(link, password="another one of these").status_code == 404
    assert can_sign_in(world, "dora@kingston.example")


def test_a_link_ends_by_itself(world: World) -> None:
    link = invited(world)
    with time_machine.travel(clock.now() + password_links.WELCOME + timedelta(minutes=1)):
        assert world.browser().get(link).status_code == 404
        assert world.browser().submit(link, password=PASSWORD).status_code == 404


def test_a_newer_link_ends_the_one_before(world: World) -> None:
    first = invited(world)
    world.browser().submit("/forgotten", email="dora@kingston.example")
    with world.operator_of() as scope:
        person = scope.session.scalars(select(Person).where(Person.name == "Dora Lind")).one()
        welcoming.mail_welcome(scope, person)
        scope.session.commit()
    assert world.browser().get(first).status_code == 404
    assert world.browser().get(letters(world)[-1][1]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Choose a password."), ("short", "Choose a password of 12 characters or more.")],
)
def test_a_password_that_cannot_be_leaves_the_link_whole(
    world: World, typed: str, said: str
) -> None:
    link = invited(world)
    answer = world.browser().submit(link, password=typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert world.browser().get(link).status_code == 200


@pytest.mark.parametrize("token", ["x", "%00", "a" * 4000])
def test_a_link_that_never_was_is_not_found(client: Browser, token: str) -> None:
    assert client.get(f"/welcome/{token}").status_code == 404


def test_the_database_holds_no_secret(world: World) -> None:
    token = invited(world).removeprefix("/welcome/")
    with world.operator_of() as scope:
        digests = scope.session.scalars(select(PasswordLink.token_digest)).all()
    assert token not in digests
    assert [len(each) for each in digests] == [64]


@both_databases
def test_whoever_forgot_her_password_sets_another_and_is_signed_out_everywhere(
    world: World,
) -> None:
    browser = world.browser(MEMBER)
    assert browser.get("/afc/hat").status_code == 200
    world.browser().submit("/forgotten", email=f" {MEMBER.upper()} ")
    [(recipient, link)] = letters(world)
    assert recipient == MEMBER
    world.browser().submit(link, password=PASSWORD)
    assert can_sign_in(world, MEMBER)
    assert browser.get("/afc/hat").status_code == 403


def test_whoever_guessed_too_often_gets_in_by_her_link(world: World) -> None:
    for _ in range(identity.FREE_FAILURES + 1):
        can_sign_in(world, MEMBER, "wrong")
    world.browser().submit("/forgotten", email=MEMBER)
    world.browser().submit(letters(world)[0][1], password=PASSWORD)
    assert can_sign_in(world, MEMBER)


@both_databases
def test_an_unknown_address_gets_the_same_answer_and_no_email(world: World) -> None:
    known, unknown = (
        world.browser().submit("/forgotten", email=email).text.replace(email, "")
        for email in (MEMBER, "nobody@example.org")
    )
    assert known == unknown
    assert [recipient for recipient, _ in letters(world)] == [MEMBER]


def test_who_may_not_sign_in_is_sent_nothing(world: World) -> None:
    with world.operator_of() as scope:
        person = scope.session.scalars(select(Person).where(Person.email == MEMBER)).one()
        person.active = False
        scope.session.commit()
    world.browser().submit("/forgotten", email=MEMBER)
    assert letters(world) == []


def test_one_address_is_sent_three_links_an_hour(world: World) -> None:
    for _ in range(5):
        assert world.browser().submit("/forgotten", email=MEMBER).status_code == 200
    assert len(letters(world)) == 3


def test_one_place_asks_twenty_times_an_hour(world: World) -> None:
    asked = (world.browser().submit("/forgotten", email=f"a{n}@b.example") for n in range(21))
    assert [answer.status_code for answer in asked] == [200] * 20 + [429]


@both_databases
def test_of_two_at_the_same_moment_one_uses_a_link(world: World) -> None:
    token = invited(world).removeprefix("/welcome/")
    with world.app.app_context():
        session = db.session()
        identity.stand_outside(session, writes=True)
        assert password_links.set_password(session, token, PASSWORD) is not None
        assert password_links.set_password(session, token, "of somebody else") is None
        session.commit()
    assert can_sign_in(world, "dora@kingston.example")
