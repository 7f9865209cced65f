"""What follows a decision, in Chromium: without scripts, narrow, and with the keyboard's order."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import expect

from portal.decisions import queries
from portal.decisions.service import sittings, submitting, voting
from portal.effects.service import conditions
from portal.web.database import db
from tenants.scope import Scope
from tenants.service import act_as
from tests.browser.portal import DESK, NARROWEST, People, axe_violations, sideways
from tests.factories import decisions, house
from tests.factories.house import Database

CLERK, DIRECTOR = decisions.CLERK, decisions.DIRECTOR


@contextmanager
def acting(app: Flask, email: str) -> Iterator[Scope]:
    """What one of the demonstration's people does, kept at the end."""
    with app.app_context():
        scope = act_as(db.session(), "afc", email)
        yield scope
        db.session().commit()


def approve_on_condition(app: Flask) -> str:
    """The joint committee approves the plan on a condition. Returns the matter's address."""
    with acting(app, DIRECTOR) as scope:
        said = decisions.submission(scope, decisions.freeze(scope), asks="approval")
        slug = submitting.submit(scope, said).slug
    with acting(app, CLERK) as scope:
        seats = queries.seats(scope, decisions.sitting(scope))
        here = [seat.appointment_id for seat in seats]
        sittings.mark_attendance(scope, decisions.sitting(scope), here)
        sittings.open_sitting(scope, decisions.sitting(scope))
        details = conditions.ConditionDetails(
            "precedent", "That the three councils are consulted once more", "The managing director"
        )
        conditions.record_condition(scope, decisions.recommendation(scope, slug, "a"), details)
    for letter in "abc":
        _hold_vote(app, slug, letter)
    return slug


def _hold_vote(app: Flask, slug: str, letter: str) -> None:
    with acting(app, CLERK) as scope:
        voting.open_vote(scope, decisions.recommendation(scope, slug, letter))
    for email in decisions.COMMITTEE:
        with acting(app, email) as scope:
            voting.cast_vote(scope, decisions.recommendation(scope, slug, letter), "for")
    with acting(app, CLERK) as scope:
        found = decisions.recommendation(scope, slug, letter)
        voting.close_vote(scope, found, confirmed=True)


@pytest.mark.browser
def test_a_clerk_discharges_the_condition_without_scripts_and_the_plan_comes_into_force(
    demonstration: Database, people: People
) -> None:
    with house.running(demonstration) as app:
        slug = approve_on_condition(app)
    page = people.page(CLERK, javascript=False)
    page.goto(f"/afc/decisions/{slug}")
    expect(page.get_by_text("Waiting for the condition")).to_be_visible()
    for size in (DESK, NARROWEST):
        for path in ("", "/after", "/conditions/new"):
            shown = people.page(CLERK, size=size)
            shown.goto(f"/afc/decisions/{slug}{path}")
            assert axe_violations(shown) == []
            assert not sideways(shown)
    page.get_by_role("link", name="Record its discharge").click()
    page.get_by_role("button", name="Record a discharge").click()
    expect(page.get_by_text("Enter what shows that it was met.").first).to_be_visible()
    page.get_by_label("Day", exact=True).fill("24")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2019")
    page.get_by_label("What shows that it was met?").fill("All three councils answered.")
    page.get_by_role("button", name="Record a discharge").click()
    expect(page.get_by_text("Version 1 is in force from 24 June 2019.")).to_be_visible()
