"""The form at the door."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from portal.access.routes import is_ours
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.factories.people import PASSWORD
from tests.factories.world import World
from tests.queries import count_queries

DIRECTOR = "director@afc.example"
TRIES = 10


def sign_in(
    browser: Browser, email: str = DIRECTOR, password: str = PASSWORD, path: str = "/sign-in"
) -> TestResponse:
    return browser.submit(path, email=email, password=password)


def test_the_right_password_lets_a_person_in_and_home(client: Browser) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == "/afc/"
    assert "Director Afc" in client.get("/afc/").text


def test_an_address_is_known_in_capitals_too(client: Browser) -> None:
    assert sign_in(client, email=" Director@AFC.example ").status_code == 303


def test_a_wrong_password_is_refused_in_words_beside_its_field(client: Browser) -> None:
    answer = sign_in(client, password="wrong horse")
    assert answer.status_code == 422
    assert "The email address or the password is not right." in answer.text
    assert 'href="#password"' in answer.text
    assert client.get("/afc/hat").status_code == 403


def test_what_was_typed_stays_but_for_the_password(client: Browser) -> None:
    answer = sign_in(client, password="wrong horse")
    assert DIRECTOR in answer.text
    assert "wrong horse" not in answer.text


def test_nobodys_address_is_answered_like_a_wrong_password(client: Browser) -> None:
    known = sign_in(client, password="wrong horse")
    unknown = sign_in(client, email="nobody@afc.example", password="wrong horse")
    assert unknown.status_code == known.status_code
    assert plain(unknown.text.replace("nobody@", "director@")) == plain(known.text)


def test_empty_fields_are_asked_for(client: Browser) -> None:
    answer = sign_in(client, email="", password="")
    assert answer.status_code == 422
    assert "Enter your email address." in answer.text
    assert "Enter your password." in answer.text


@both_databases
def test_ten_wrong_passwords_are_answered_by_a_wait_in_words(client: Browser) -> None:
    answers = [sign_in(client, password=f"guess {number}") for number in range(TRIES)]
    assert answers[-1].status_code == 429
    assert "too many wrong passwords for this address. Wait 15 minutes" in answers[-1].text
    assert DIRECTOR in answers[-1].text


def test_the_right_password_does_not_help_while_the_address_waits(client: Browser) -> None:
    for number in range(TRIES):
        sign_in(client, password=f"guess {number}")
    assert sign_in(client).status_code == 429
    assert client.get("/afc/hat").status_code == 403


def test_after_the_wait_the_right_password_lets_in_again(client: Browser) -> None:
    for number in range(TRIES):
        sign_in(client, password=f"guess {number}")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        assert sign_in(client).status_code == 303


def test_an_address_that_waits_keeps_nobody_else_out(client: Browser) -> None:
    for number in range(TRIES):
        sign_in(client, password=f"guess {number}")
    assert sign_in(client, email="clerk@afc.example").status_code == 303


def test_a_success_lets_failures_be_forgotten(client: Browser) -> None:
    for _ in range(3):
        for number in range(4):
            assert sign_in(client, password=f"guess {number}").status_code == 422
        assert sign_in(client).status_code == 303


def test_a_forged_form_token_is_refused_with_all_but_the_password_kept(client: Browser) -> None:
    form = {"csrf_token": "forged", "email": DIRECTOR, "password": PASSWORD}
    answer = client.post("/sign-in", data=form)
    assert answer.status_code == 400
    assert DIRECTOR in answer.text
    assert PASSWORD not in answer.text
    assert client.get("/afc/hat").status_code == 403


def test_an_expired_form_token_is_refused(client: Browser) -> None:
    token = client.token()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=13)):
        form = {"csrf_token": token, "email": DIRECTOR, "password": PASSWORD}
        answer = client.post("/sign-in", data=form)
    assert answer.status_code == 400
    assert "load it afresh" in answer.text


def test_a_nul_byte_in_the_address_is_refused_in_words(client: Browser) -> None:
    answer = sign_in(client, email="director\0@afc.example")
    assert answer.status_code == 422
    assert "characters that cannot be printed" in answer.text


def test_a_megabyte_of_address_is_refused_and_given_back(client: Browser) -> None:
    answer = sign_in(client, email="e" * 1_000_000)
    assert answer.status_code == 422
    assert "The email address must be 254 characters or fewer. You wrote 1,000,000." in answer.text
    assert "e" * 1_000_000 in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "/\t/[evil",
        "/\n/evil.example",
        "/\0/evil.example/",
        "/afc/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/" + "a" * 3000,
    ],
)
def test_nobody_is_sent_to_another_site(client: Browser, elsewhere: str) -> None:
    assert not is_ours(elsewhere)
    with client.application.test_request_context("/sign-in", query_string={"next": elsewhere}) as c:
        path = c.request.full_path
    assert sign_in(client, path=path).location == "/"


def test_a_person_goes_on_to_the_page_she_asked_for(client: Browser) -> None:
    asked = client.get("/afc/hat").text
    link = re.search(r'href="(/sign-in\?next=[^"]+)"', asked)
    assert link is not None
    assert sign_in(client, path=link[1]).location == "/afc/hat"


def test_somebody_signed_in_is_not_asked_again(signed_in: Callable[[str], Browser]) -> None:
    assert signed_in(DIRECTOR).get("/sign-in?next=/afc/hat").location == "/afc/hat"


def test_the_page_prints_no_password(client: Browser) -> None:
    assert PASSWORD not in client.get("/sign-in").text


def test_nobody_signed_out_costs_the_database_anything_at_the_door(client: Browser) -> None:
    with count_queries() as asked:
        client.get("/sign-in")
    assert len(asked) == 0, asked


def test_a_session_from_before_signing_in_is_worth_nothing_after(app: Flask, world: World) -> None:
    planted = world.browser()
    planted.token()
    before = cookie(planted)
    assert sign_in(planted).status_code == 303
    assert cookie(planted) != before
    other = world.browser()
    other.set_cookie("goldthread", before)
    assert other.get("/afc/hat").status_code == 403


def test_signing_in_again_ends_the_session_before(world: World) -> None:
    browser = world.browser()
    sign_in(browser)
    before = cookie(browser)
    assert sign_in(browser, email="clerk@afc.example").status_code == 303
    other = world.browser()
    other.set_cookie("goldthread", before)
    assert other.get("/afc/hat").status_code == 403
    assert "Clerk Afc" in browser.get("/afc/").text


def cookie(browser: Browser) -> str:
    found = browser.get_cookie("goldthread")
    assert found is not None
    return str(found.value)


def plain(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", text)
