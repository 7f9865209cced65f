"""The register at the command line: shown on a day, begun from a list, changed from a day on."""

import json
from datetime import date

import pytest
from flask import Flask

from portal.decisions.queries import lines
from portal.decisions.rules.starter import STARTER
from tests.cli.test_commands import run
from tests.factories import registers
from tests.factories.world import World

BY = ("--decided-by", "Joint committee, 24 June 2019, minute 7")


@pytest.fixture
def kept(world: World) -> World:
    """The councils' own bodies and one line, in force since April 2019."""
    with world.operator_of() as scope:
        registers.own_bodies(scope)
        registers.add(scope)
        scope.session.commit()
    return world


def shown(app: Flask, *words: str) -> list[dict[str, object]]:
    found = run(app, "register", "show", "afc", "--json", *words)
    assert found.exit_code == 0, found.output
    answer: list[dict[str, object]] = json.loads(found.output)
    return answer


def test_a_route_is_changed_from_a_day_on_and_shown_on_any_day(kept: World) -> None:
    councils = [
        word
        for council in ("kingston", "richmond", "windsor-and-maidenhead")
        for word in ("--council", council, f"own-{council}")
    ]
    way = ("--route", "each_owner", "--rule", "every_council_consents")
    found = run(
        kept.app, "register", "change", "afc", "20", "--from", "2020-12-01", *way, *BY, *councils
    )
    assert found.output == "Matter 20 is changed from 2020-12-01 on.\n"
    [before] = shown(kept.app)
    [after] = shown(kept.app, "--on", "2020-12-01")
    assert (before["route"], before["in_force_to"]) == ("one_committee", "2020-11-30")
    assert after["route"] == "each_owner"
    assert after["councils"] == {
        "kingston": "own-kingston",
        "richmond": "own-richmond",
        "windsor-and-maidenhead": "own-windsor-and-maidenhead",
    }


def test_a_clerk_changes_a_limit_and_the_rest_stays(kept: World) -> None:
    words = ("20", "--from", "2020-12-01", "--limit", "£2m", "--as", "clerk@afc.example")
    assert run(kept.app, "register", "change", "afc", *words, *BY).exit_code == 0
    [after] = shown(kept.app, "--on", "2020-12-01")
    assert (after["limit"], after["rule"]) == ("2000000.00", "unanimous_of_those_present")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("99", "--from", "2020-12-01"), "holds no matter 99"),
        (("20", "--from", "2020-12-01"), "Nothing is different"),
        (("20", "--from", "2019-01-01", "--limit", "5"), "Enter a later day"),
        (("20", "--from", "2020-12-01", "--body", "bored"), "is called bored"),
        (("20", "--from", "2020-12-01", "--rule", "shout"), "No rule is called “shout”"),
        (
            ("20", "--from", "2020-12-01", "--limit", "5", "--as", "director@afc.example"),
            "keeps the register",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    kept: World, words: tuple[str, ...], message: str
) -> None:
    found = run(kept.app, "register", "change", "afc", *words, *BY)
    assert found.exit_code != 0
    assert message in " ".join(found.output.split())


def test_an_empty_register_begins_with_the_usual_lines(world: World) -> None:
    way = ("--body", "joint-committee", "--rule", "simple_majority:casting", "--quorum", "Three")
    limits = ("--limit", "contract", "£500,000", "--limit", "borrowing", "2m", "--but", "dividend")
    words = ("afc", *way, *limits, "--from", "2019-06-01", *BY)
    found = run(world.app, "register", "start", *words)
    assert found.output == f"{len(STARTER) - 1} lines from 2019-06-01 on.\n"
    with world.operator_of() as scope:
        held = {line.matter.kind: line.matter for line in lines.lines_on(scope, scope.today())}
        assert "dividend" not in held
        assert held["contract"].limit == 500_000
        assert held["plan"].in_force_from == date(2019, 6, 1)
    again = run(world.app, "register", "start", *words)
    assert "holds lines already" in again.output


def test_a_limit_that_is_needed_is_asked_for_and_nothing_lands(world: World) -> None:
    way = ("--body", "joint-committee", "--rule", "simple_majority", "--quorum", "Three")
    found = run(world.app, "register", "start", "afc", *way, *BY)
    assert found.exit_code == 1
    assert "Enter the limit" in found.output
    assert shown(world.app) == []
