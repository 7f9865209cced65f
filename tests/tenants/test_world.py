"""The fixtures themselves: the world is there, on both databases, and nobody's test shares it."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from portal.plans.models import Item, Revision
from tests.both import both_databases
from tests.factories.browser import Browser
from tests.fixtures import ScopeOf
from tests.queries import count_queries


@both_databases
def test_a_director_reads_every_text_of_the_draft(scope_of: ScopeOf) -> None:
    with scope_of("director@afc.example") as scope:
        assert len(scope.session.scalars(select(Revision)).all()) == 9


@both_databases
def test_the_public_reads_nothing_of_a_draft(scope_of: ScopeOf) -> None:
    with scope_of(None, writes=False) as scope:
        assert scope.session.scalars(select(Item)).all() == []


@both_databases
def test_a_signed_in_browser_is_known_by_name(signed_in: Callable[[str], Browser]) -> None:
    page = signed_in("director@afc.example").get("/afc/")
    assert page.status_code == 200
    assert "Director Afc" in page.text


def test_a_form_with_a_token_is_taken_and_without_one_refused(
    signed_in: Callable[[str], Browser],
) -> None:
    browser = signed_in("director@afc.example")
    assert browser.post("/sign-out").status_code == 400
    assert browser.submit("/sign-out").status_code == 303


def test_statements_are_counted_without_those_that_frame_a_transaction(app: Flask) -> None:
    with count_queries() as asked:
        app.test_client().get("/healthz")
    assert len(asked) == 1, asked
