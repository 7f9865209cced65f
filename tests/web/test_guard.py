"""The guard: nobody comes in unclassified, invisible is 404, not allowed is 403 in words."""

import logging
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.plans.models import Plan
from portal.web.fragments import go
from portal.web.guard import Room, access_of, keep_even_if_refused, refuse_unclassified
from tenants.models import Area, Person
from tenants.roles import Permission
from tenants.scope import NotAllowedError, NotFoundError, Scope
from tests.both import both_databases
from tests.factories import house
from tests.factories.browser import Browser
from tests.factories.house import Database
from tests.factories.world import World
from tests.queries import count_queries

DIRECTOR = "director@afc.example"
SignedIn = Callable[[str], Browser]


trial = Room("trial", __name__)
"""A room whose pages do what a page can do wrong."""


def rename_kingston(scope: Scope) -> None:
    scope.session.execute(update(Area).where(Area.area_id == 1).values(name="Elsewhere"))


@trial.page("/trial/rename", Permission.PLAN_EDIT, methods=("POST",))
def rename(scope: Scope) -> str:
    rename_kingston(scope)
    return "renamed"


@trial.page("/trial/refuse/<int:status>", Permission.PLAN_EDIT, methods=("POST",))
def refuse(scope: Scope, status: int) -> tuple[str, int]:
    rename_kingston(scope)
    return "refused", status


@trial.page("/trial/keep", Permission.PLAN_EDIT, methods=("POST",))
def keep(scope: Scope) -> tuple[str, int]:
    rename_kingston(scope)
    keep_even_if_refused()
    return "refused, and kept", 422


@trial.page("/trial/fail", Permission.PLAN_EDIT, methods=("POST",))
def fail(scope: Scope) -> str:
    rename_kingston(scope)
    raise NotAllowedError("Only the clerk can do this.")


@trial.page("/trial/write", Permission.COMPANY_READ)
def write(scope: Scope) -> str:
    kingston = scope.area(1)
    kingston.name = "Elsewhere"
    scope.session.flush()
    return "written"


@trial.page("/trial/gone", Permission.COMPANY_READ)
def gone(_: Scope) -> str:
    raise NotFoundError("No such thing")


@trial.page("/trial/on", Permission.COMPANY_READ, methods=("POST",))
def on(scope: Scope) -> object:
    return go("overview.company_home", company=scope.company.slug)


@trial.house("/trial-house")
def reads(session: Session) -> str:
    return str(len(session.scalars(select(Plan)).all()))


@trial.house("/trial-work", signed_in=True)
def work(_: Session) -> str:
    return "work"


def kingston(world: World) -> str:
    with world.scope_of(None, writes=False) as scope:
        return scope.area(1).name


@pytest.fixture
def app(database: Database) -> Iterator[Flask]:
    """The portal with the trial room, answering faults as in production."""
    with house.running(database) as running:
        running.config["PROPAGATE_EXCEPTIONS"] = False
        running.register_blueprint(trial)
        yield running


def test_every_route_says_who_may_come_in(app: Flask) -> None:
    refuse_unclassified(app)
    loose = [e for e in app.view_functions if e != "static" and access_of(app, e) is None]
    assert loose == []


def test_the_portal_does_not_start_with_a_route_that_nobody_classified(app: Flask) -> None:
    app.add_url_rule("/loose", "loose", lambda: "anything")
    with pytest.raises(RuntimeError, match="Routes without access: loose"):
        refuse_unclassified(app)


def test_a_company_that_is_not_there_is_not_found(client: Browser) -> None:
    assert client.get("/nowhere/").status_code == 404


def test_a_page_of_a_company_asks_for_its_permission(client: Browser, signed_in: SignedIn) -> None:
    assert client.submit("/afc/trial/rename").status_code == 403
    assert signed_in("clerk@afc.example").submit("/afc/trial/rename").status_code == 403
    assert signed_in("director@tfc.example").submit("/afc/trial/rename").status_code == 403
    assert signed_in(DIRECTOR).submit("/afc/trial/rename").status_code == 200


def test_a_refusal_says_why(client: Browser, signed_in: SignedIn) -> None:
    assert "Sign in to see this." in client.submit("/afc/trial/rename").text
    page = signed_in("clerk@afc.example").submit("/afc/trial/rename").text
    assert "Only the company’s directors" in page.replace("&#39;", "’")


def test_what_a_page_wrote_is_kept(signed_in: SignedIn, world: World) -> None:
    signed_in(DIRECTOR).submit("/afc/trial/rename")
    assert kingston(world) == "Elsewhere"


@both_databases
@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_what_a_refused_page_wrote_is_not_kept(
    signed_in: SignedIn, world: World, status: int
) -> None:
    assert signed_in(DIRECTOR).submit(f"/afc/trial/refuse/{status}").status_code == status
    assert kingston(world) == "Kingston"


def test_what_was_written_before_a_refusal_is_not_kept(signed_in: SignedIn, world: World) -> None:
    answer = signed_in(DIRECTOR).submit("/afc/trial/fail")
    assert answer.status_code == 403
    assert "Only the clerk can do this." in answer.text
    assert kingston(world) == "Kingston"


def test_a_page_can_keep_what_it_wrote_though_it_refuses(signed_in: SignedIn, world: World) -> None:
    assert signed_in(DIRECTOR).submit("/afc/trial/keep").status_code == 422
    assert kingston(world) == "Elsewhere"


@both_databases
def test_a_get_that_writes_is_a_fault_of_ours_and_writes_nothing(
    signed_in: SignedIn, world: World
) -> None:
    assert signed_in(DIRECTOR).get("/afc/trial/write").status_code == 500
    assert kingston(world) == "Kingston"


def test_a_fault_is_logged_and_not_told(client: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        page = client.get("/afc/trial/write").text
    assert "The fault is ours, not yours." in page
    assert "WallError" not in page
    assert "Traceback" not in page
    assert "WallError" in caplog.text
    reference = page.partition("<strong>")[2].partition("</strong>")[0]
    assert len(reference) == 8
    assert reference in caplog.text


def test_a_thing_outside_the_walls_is_not_found(client: Browser, signed_in: SignedIn) -> None:
    assert client.get("/afc/trial/gone").status_code == 404
    path = "/afc/plans/business-plan-2019-2024/"
    assert client.get(path).status_code == 404
    assert signed_in(DIRECTOR).get(path).status_code == 200
    assert signed_in("director@tfc.example").get(path).status_code == 404


@both_databases
@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_number_that_names_nothing_is_not_found(signed_in: SignedIn, number: str) -> None:
    path = f"/afc/plans/business-plan-2019-2024/versions/{number}/"
    assert signed_in(DIRECTOR).get(path).status_code == 404


def test_a_page_of_the_house_reads_no_companys_rows(client: Browser, signed_in: SignedIn) -> None:
    assert client.get("/trial-house").text == "0"
    assert signed_in(DIRECTOR).get("/trial-house").text == "0"


def test_a_page_of_the_house_can_ask_for_a_person(client: Browser, signed_in: SignedIn) -> None:
    assert client.get("/trial-work").status_code == 403
    assert signed_in(DIRECTOR).get("/trial-work").text == "work"


def test_a_form_without_a_token_changes_nothing(signed_in: SignedIn, world: World) -> None:
    assert signed_in(DIRECTOR).post("/afc/trial/rename").status_code == 400
    assert kingston(world) == "Kingston"


def test_after_a_change_the_browser_is_sent_on(signed_in: SignedIn) -> None:
    answer = signed_in(DIRECTOR).submit("/afc/trial/on")
    assert (answer.status_code, answer.location) == (303, "/afc/")


def test_after_a_change_htmx_is_sent_on_by_a_header(signed_in: SignedIn) -> None:
    answer = signed_in(DIRECTOR).submit("/afc/trial/on", htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/afc/")


@pytest.mark.parametrize(("company", "most"), [("afc", 2), ("tfc", 3)])
def test_scope_and_frame_cost_two_queries_at_home_and_three_elsewhere(
    signed_in: SignedIn, company: str, most: int
) -> None:
    browser = signed_in(DIRECTOR)
    with count_queries() as asked:
        browser.get(f"/{company}/colours.css")
    assert len(asked) == most, asked


def test_a_person_who_lost_her_account_is_a_stranger_at_once(
    signed_in: SignedIn, world: World
) -> None:
    browser = signed_in(DIRECTOR)
    with world.operator_of("afc") as scope:
        scope.session.execute(update(Person).where(Person.email == DIRECTOR).values(active=False))
        scope.session.commit()
    assert browser.submit("/afc/trial/rename").status_code == 403
