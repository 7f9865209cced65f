"""``portal import`` at the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from portal.cli import portal

TEXT = "Actions\n\nNo\tAction\tLead\tTimescale\n1\tOpen the hub\tHub lead\t31/02/2024\n"
WHERE = ("--company", "pilot", "--plan", "none")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(portal, ["import", *words])


def test_a_dry_run_says_what_would_be_made(empty_app: Flask, plan_file: Path) -> None:
    answer = _run(empty_app, str(plan_file), *WHERE, "--dry-run", "--json")
    assert answer.exit_code == 0, answer.output
    said: dict[str, Any] = json.loads(answer.stdout)
    assert said["lost"] == 0
    assert said["unread"] == []
    (table,) = said["tables"]
    assert (table["heading"], table["kind"], table["lines"], table["landed"]) == (
        ("Actions", "action", 2, 1)
    )
    assert table["columns"] == {"No": "ref", "Action": "what", "Lead": "lead", "Timescale": "when"}
    assert table["records"][0]["what"] == "Open the hub"
    assert table["flagged"][0]["text"] == "31/02/2024"


def test_without_json_it_says_so_in_words(empty_app: Flask, plan_file: Path) -> None:
    answer = _run(empty_app, str(plan_file), *WHERE, "--dry-run")
    assert "1 rows read" in answer.stdout
    assert "0 lost" in answer.stdout


def test_a_plan_that_is_not_there_is_said(empty_app: Flask, plan_file: Path) -> None:
    answer = _run(empty_app, str(plan_file), *WHERE, "--dry-run")
    assert "The plan is not there" in answer.stderr


def test_landing_is_refused_while_it_is_not_there(empty_app: Flask, plan_file: Path) -> None:
    answer = _run(empty_app, str(plan_file), *WHERE)
    assert answer.exit_code == 1
    assert "not there yet" in answer.output


def test_a_file_that_cannot_be_read_is_refused_in_words(empty_app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    answer = _run(empty_app, str(path), *WHERE, "--dry-run")
    assert answer.exit_code == 1
    assert "picture.png: This is a picture." in answer.output
