"""Who asked sees how far it is; the page asks again by itself, and without scripts by a link."""

from collections.abc import Callable

from flask import Flask

from tenants.audiences import DIRECTORS
from tests.factories import jobs
from tests.factories.browser import Browser
from tests.factories.world import World
from tests.queries import count_queries

SignedIn = Callable[[str], Browser]
HTMX = {"HX-Request": "true"}


def test_whoever_asked_sees_it_and_nobody_else(world: World, signed_in: SignedIn) -> None:
    number = jobs.asked(world, "editor@kingston.example")
    page = signed_in("editor@kingston.example").get(f"/afc/jobs/{number}")
    assert "Waiting for the worker." in page.text
    assert signed_in("director@afc.example").get(f"/afc/jobs/{number}").status_code == 404
    assert "A job" not in signed_in("director@afc.example").get("/afc/jobs/").text


def test_a_job_for_several_is_seen_by_them(world: World, signed_in: SignedIn) -> None:
    number = jobs.asked(world, audience=DIRECTORS)
    assert signed_in("director@afc.example").get(f"/afc/jobs/{number}").status_code == 200
    assert signed_in("clerk@afc.example").get(f"/afc/jobs/{number}").status_code == 404


def test_the_fragment_asks_again_until_the_job_has_ended(
    app: Flask, world: World, signed_in: SignedIn
) -> None:
    number, browser = jobs.asked(world), signed_in("director@afc.example")
    waiting = browser.get(f"/afc/jobs/{number}", headers=HTMX).text
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    with jobs.kind():
        jobs.work(app)
    ended = browser.get(f"/afc/jobs/{number}", headers=HTMX).text
    assert "hx-trigger" not in ended
    assert "Done as asked." in ended


def test_without_scripts_a_link_looks_again(world: World, signed_in: SignedIn) -> None:
    number = jobs.asked(world)
    page = signed_in("director@afc.example").get(f"/afc/jobs/{number}").text
    assert f'<a href="/afc/jobs/{number}">Look again</a>' in page


def test_the_list_asks_the_same_for_one_job_and_for_many(world: World, signed_in: SignedIn) -> None:
    jobs.asked(world)
    browser = signed_in("director@afc.example")
    with count_queries() as few:
        browser.get("/afc/jobs/")
    with world.scope_of("director@afc.example") as scope:
        for at in range(2, 30):
            jobs.ask(scope, subject_id=at)
        scope.session.commit()
    with count_queries() as many:
        browser.get("/afc/jobs/")
    assert len(many) == len(few) <= 8
