"""What an operator types at the server: each command's deed, its words, and its exit code."""

import json

import pytest
from click.testing import Result
from flask import Flask

from portal.cli import portal
from portal.web.database import db


def run(app: Flask, *words: str) -> Result:
    """The command, run inside the portal of ``app``."""
    return app.test_cli_runner().invoke(portal, words)


KINGSTON = (
    *("council", "admit", "pilot", "kingston", "Kingston"),
    *("--prefix", "KIN", "--share", "60", "--accent", "#3f4db0", "--on", "2019-04-01"),
)


@pytest.fixture
def pilot(empty_app: Flask) -> Flask:
    """A portal with one company that nobody owns yet."""
    assert run(empty_app, "company", "add", "pilot", "Pilot Company").exit_code == 0
    return empty_app


def test_a_company_is_founded_once(pilot: Flask) -> None:
    again = run(pilot, "company", "add", "pilot", "Another")
    assert again.exit_code == 1
    assert "already a company at /pilot/" in again.output


@pytest.mark.parametrize("slug", ["sign-in", "healthz", "static", "Sign In", "../etc"])
def test_a_company_cannot_take_an_address_that_means_something_else(
    empty_app: Flask, slug: str
) -> None:
    answer = run(empty_app, "company", "add", slug, "Odd Company")
    assert answer.exit_code != 0
    assert "address" in answer.output


def test_a_council_is_admitted_with_its_share(pilot: Flask) -> None:
    answer = run(pilot, *KINGSTON)
    assert answer.exit_code == 0, answer.output
    assert "Kingston owns 60 % of Pilot Company." in answer.output


def test_a_share_is_said_without_zeros_at_its_end(pilot: Flask) -> None:
    answer = run(pilot, *("33.3300" if word == "60" else word for word in KINGSTON))
    assert "Kingston owns 33.33 % of Pilot Company." in answer.output


def test_shares_above_the_whole_are_refused_in_words(pilot: Flask) -> None:
    run(pilot, *KINGSTON)
    answer = run(pilot, *(word.replace("ingston", "intbury") for word in KINGSTON))
    assert answer.exit_code == 1
    assert "more than 100 %" in answer.output


def test_a_colour_that_is_none_is_refused_in_words(pilot: Flask) -> None:
    answer = run(pilot, *(word.replace("#3f4db0", "url(x)") for word in KINGSTON))
    assert answer.exit_code != 0
    assert "Write it as #rrggbb" in answer.output


def test_a_colour_too_pale_to_be_seen_is_refused_in_words(pilot: Flask) -> None:
    answer = run(pilot, *(word.replace("#3f4db0", "#ffdf94") for word in KINGSTON))
    assert answer.exit_code != 0
    assert "too pale" in answer.output


def test_a_person_is_invited_and_can_sign_in(pilot: Flask) -> None:
    run(pilot, *KINGSTON)
    answer = run(
        pilot,
        *("person", "invite", "pilot", "anna@kingston.example", "Anna Whitcombe"),
        *("--role", "commissioner", "--council", "kingston", "--password", "correct horse"),
    )
    assert answer.exit_code == 0, answer.output
    assert "Anna Whitcombe is Commissioner, Kingston." in answer.output
    client = pilot.test_client()
    page = client.get("/sign-in")
    assert page.status_code == 200


def test_an_unknown_council_is_answered_with_the_known_ones(pilot: Flask) -> None:
    run(pilot, *KINGSTON)
    answer = run(
        pilot,
        *("person", "invite", "pilot", "anna@example.org", "Anna"),
        *("--role", "commissioner", "--council", "surrey", "--password", "correct horse"),
    )
    assert answer.exit_code == 1
    assert "kingston" in answer.output


def test_settings_are_shown_with_their_source_and_secrets_masked(app: Flask) -> None:
    answer = run(app, "config", "--json")
    shown = {row["name"]: row for row in json.loads(answer.output)}
    assert shown["PORTAL_SECRET_KEY"]["value"] == "********"
    assert shown["PORTAL_DATABASE_URL"]["source"] == "environment, PORTAL_DATABASE_URL"
    assert "a secret for tests alone" not in answer.output


def test_verify_answers_every_company_and_exits_with_success(app: Flask) -> None:
    answer = run(app, "audit", "verify", "--json")
    assert answer.exit_code == 0, answer.output
    verdicts = json.loads(answer.output)
    assert {slug: verdict["whole"] for slug, verdict in verdicts.items()} == {
        "afc": True,
        "tfc": True,
    }


def test_verify_of_an_unknown_company_fails_in_words(app: Flask) -> None:
    answer = run(app, "audit", "verify", "--company", "nowhere")
    assert answer.exit_code == 1
    assert "no company at /nowhere/" in answer.output


def test_a_database_that_was_never_migrated_is_told_apart(empty_app: Flask) -> None:
    with empty_app.app_context():
        scope_free = db.engine.raw_connection()
        scope_free.cursor().execute("ALTER TABLE company RENAME TO hidden")
        scope_free.close()
    answer = run(empty_app, "audit", "verify")
    assert answer.exit_code == 1
    assert "portal db upgrade" in answer.output


@pytest.mark.parametrize(
    "words",
    [
        ("demo",),
        ("serve",),
        ("db", "upgrade"),
        ("company", "add"),
        ("council", "admit"),
        ("person", "invite"),
        ("audit", "verify"),
        ("bench",),
        ("config",),
    ],
)
def test_every_command_explains_itself(app: Flask, words: tuple[str, ...]) -> None:
    answer = run(app, *words, "--help")
    assert answer.exit_code == 0
    assert answer.output.startswith("Usage:")


def test_a_director_is_never_one_councils_own(pilot: Flask) -> None:
    assert run(pilot, *KINGSTON).exit_code == 0
    person = ("person", "invite", "pilot", "dora@kingston.example", "Dora", "--password", "secret")
    refused = run(pilot, *person, "--role", "director", "--council", "kingston")
    assert refused.exit_code == 1
    assert "serves the whole company" in refused.output
    assert run(pilot, *person, "--role", "director").exit_code == 0
