"""Every error is a page of words, inside and outside a company, and a notice for htmx."""

from collections.abc import Iterator

import pytest
from flask import Flask, abort
from sqlalchemy.orm import Session

from portal.web.guard import Room
from tenants.roles import Permission
from tenants.scope import Scope
from tests.both import both_databases
from tests.factories import house
from tests.factories.browser import HTMX, Browser
from tests.factories.house import Database
from tests.factories.world import World

HEADINGS = {
    400: "We could not take that",
    403: "You cannot do this",
    404: "There is nothing here",
    405: "That cannot be done here",
    409: "This changed while you were here",
    413: "That is too much at once",
    429: "Too many tries",
    500: "Something went wrong",
}
DIRECTOR = "director@afc.example"


def room() -> Room:
    """A page that answers any error, in a company and in the house."""
    stops = Room("stops", __name__)

    @stops.page("/stop/<int:status>", Permission.COMPANY_READ, methods=("GET", "POST"))
    def in_company(_: Scope, status: int) -> str:
        abort(status)

    @stops.house("/stop/<int:status>", methods=("GET", "POST"))
    def in_house(_: Session, status: int) -> str:
        abort(status)

    return stops


@pytest.fixture
def app(database: Database) -> Iterator[Flask]:
    """The portal, answering faults as in production."""
    with house.running(database) as running:
        running.config["PROPAGATE_EXCEPTIONS"] = False
        running.register_blueprint(room())
        yield running


@pytest.mark.parametrize("email", [None, DIRECTOR])
@pytest.mark.parametrize("status", HEADINGS)
def test_an_error_in_a_company_stands_in_its_frame(
    world: World, status: int, email: str | None
) -> None:
    answer = world.browser(email).get(f"/afc/stop/{status}")
    assert answer.status_code == status
    assert f"<h1>{HEADINGS[status]}</h1>" in answer.text
    assert ("Achieving for Children" in answer.text) == (status != 500)


@pytest.mark.parametrize("status", HEADINGS)
def test_an_error_outside_a_company_stands_in_the_frame_of_the_house(
    client: Browser, status: int
) -> None:
    answer = client.get(f"/stop/{status}")
    assert answer.status_code == status
    assert f"<h1>{HEADINGS[status]}</h1>" in answer.text
    assert "Achieving for Children" not in answer.text


@pytest.mark.parametrize("status", HEADINGS)
@pytest.mark.parametrize("path", ["/afc/stop", "/stop"])
def test_htmx_gets_a_notice_for_the_top_of_the_open_page(
    client: Browser, path: str, status: int
) -> None:
    answer = client.get(f"{path}/{status}", headers=HTMX)
    assert answer.status_code == status
    assert answer.headers["HX-Retarget"] == "#problem"
    assert answer.headers["HX-Reswap"].startswith("innerHTML")
    assert answer.text.strip().startswith('<div class="notice notice--error"')
    assert "<html" not in answer.text


def test_every_page_has_a_place_for_the_notice(client: Browser) -> None:
    assert client.get("/afc/").text.count('<div id="problem"></div>') == 1


def test_htmx_is_told_to_show_every_error_that_has_words(client: Browser) -> None:
    page = client.get("/").text
    assert '{"code":"4(0[0345]|13|29)|500","swap":true,"error":true}' in page


def test_a_stranger_refused_by_htmx_is_offered_the_door(client: Browser) -> None:
    assert "/sign-in" in client.get("/afc/hat", headers=HTMX).text


def test_an_error_without_a_page_of_its_own_is_answered_in_words(client: Browser) -> None:
    assert "We could not take that" in client.get("/afc/stop/418").text


@pytest.mark.parametrize("path", ["/afc/nothing-here", "/afc/nothing/at/all"])
def test_a_wrong_address_in_a_company_keeps_its_frame(client: Browser, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'href="/afc/"' in answer.text


@both_databases
@pytest.mark.parametrize(
    "path",
    ["/nothing", "/%00/", "/afc%00/", "/..%2f..%2fetc/passwd", "/afc/../../etc/passwd", "/%ff/"],
)
def test_a_wrong_address_is_not_found_in_words(client: Browser, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_forged_form_in_a_company_gives_back_what_was_typed(client: Browser) -> None:
    form = {"csrf_token": "forged", "wording": "Two\nlines <b>", "new_password": "secret words"}
    answer = client.post("/afc/stop/404", data=form)
    assert answer.status_code == 400
    assert "Two\nlines &lt;b&gt;</textarea>" in answer.text
    assert "secret words" not in answer.text
    assert 'href="/afc/"' in answer.text


def test_a_form_that_is_too_large_is_refused_in_words(client: Browser) -> None:
    answer = client.submit("/afc/stop/404", wording="w" * (9 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Nothing was changed." in answer.text


def test_a_conflict_gives_back_what_was_typed(client: Browser) -> None:
    answer = client.submit("/afc/stop/409", wording="My words")
    assert "My words</textarea>" in answer.text


def test_a_method_that_a_page_does_not_take_is_refused_in_words(client: Browser) -> None:
    answer = client.submit("/afc/search")
    assert answer.status_code == 405
    assert "That cannot be done here" in answer.text


def test_an_error_page_may_not_be_mixed_up_with_its_notice(client: Browser) -> None:
    assert "HX-Request" in client.get("/afc/stop/404").headers["Vary"]
