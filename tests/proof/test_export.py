"""The exported record: it checks itself with Python alone, and names whatever was changed."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.audit.models import AuditPayload
from portal.audit.service import erase
from portal.cli import portal
from portal.kit import digests
from portal.proof import check
from portal.proof.export import archive
from tests.both import both_databases
from tests.factories.world import World

Change = Callable[[str, Callable[[Any], None]], list[str]]


@pytest.fixture
def unpacked(marked_app: Flask, tmp_path: Path) -> Path:
    """The record of afc, in which plans were frozen, submitted and approved."""
    output = tmp_path / "record.zip"
    answer = marked_app.test_cli_runner().invoke(
        portal, ["audit", "export", "afc", "-o", str(output)]
    )
    assert answer.exit_code == 0, answer.output
    folder = tmp_path / "record"
    zipfile.ZipFile(output).extractall(folder)
    return folder


def run(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The check as a third party runs it: isolated from everything that is installed here."""
    bare = [sys.executable, "-S", "-E", "-s", "-m", "portal.proof.check"]
    return subprocess.run(bare, cwd=folder, capture_output=True, text=True)


@pytest.fixture
def change(unpacked: Path) -> Change:
    """Change one thing in a file of the record, and answer with what the check says then."""

    def changed(name: str, act: Callable[[Any], None]) -> list[str]:
        path = unpacked / name
        if name.endswith(".jsonl"):
            found = [json.loads(line) for line in path.read_text().split("\n") if line]
            act(found)
            path.write_text("".join(json.dumps(each) + "\n" for each in found))
        else:
            value = json.loads(path.read_text())
            act(value)
            path.write_text(json.dumps(value))
        return check.faults_in(unpacked)

    return changed


@both_databases
def test_a_whole_record_has_no_fault(marked_app: Flask, tmp_path: Path) -> None:
    with World(marked_app).operator_of("afc") as scope:
        (tmp_path / "record.zip").write_bytes(archive(scope))
    zipfile.ZipFile(tmp_path / "record.zip").extractall(tmp_path / "record")
    assert check.faults_in(tmp_path / "record") == []


def test_it_checks_itself_where_nothing_is_installed(unpacked: Path) -> None:
    done = run(unpacked)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the log is whole" in done.stdout


def test_the_same_record_makes_the_same_file(marked_app: Flask) -> None:
    with World(marked_app).operator_of("afc") as scope:
        assert archive(scope) == archive(scope)


def test_a_broken_record_ends_with_an_error_and_names_the_break(
    unpacked: Path, change: Change
) -> None:
    change("events.jsonl", lambda events: events[4].update(hat="Somebody else"))
    done = run(unpacked)
    assert done.returncode == 1
    assert "Event 5 (" in done.stdout


def _swap_a_word(version: Any) -> None:
    item = next(section["items"] for section in version["sections"] if section["items"])[0]
    item["content"]["wording"] += "!"


def _forge(version: Any) -> None:
    """Change a word and make every digest above it fit again."""
    section = next(section for section in version["sections"] if section["items"])
    item = section["items"][0]
    item["content"]["wording"] += "!"
    item["digest"] = digests.digest(item["content"])
    section["digest"] = check._leaf(section, version["scheme"])
    version["digest"] = check._digest(version)


VERSION = "versions/marked-public-1.json"


@pytest.mark.parametrize(
    ("name", "act", "fault"),
    [
        ("events.jsonl", lambda events: events.pop(6), "Event 7 is missing"),
        ("events.jsonl", lambda events: events.pop(), "The chain ends at event"),
        (
            "payloads.jsonl",
            lambda rows: rows[3].update(payload={"ref": "XX"}),
            "What event 4 says was changed",
        ),
        ("payloads.jsonl", lambda rows: rows.pop(2), "What event 3 says is gone"),
        (VERSION, _swap_a_word, "are not those that were frozen"),
        (VERSION, lambda version: version.update(digest="00" * 32), "not that of its sections"),
        (VERSION, _forge, "no event tells that it was frozen with this digest"),
        ("head.json", lambda head: head.update(seq=3), "its head says 3"),
    ],
)
def test_whatever_was_changed_is_found_and_named(
    change: Change, name: str, act: Callable[[Any], None], fault: str
) -> None:
    assert any(fault in each for each in change(name, act))


def test_what_was_erased_is_no_fault_and_stays_erased(marked_app: Flask, tmp_path: Path) -> None:
    with World(marked_app).operator_of("afc") as scope:
        erase(scope, 5, "A person asked for it.")
        scope.session.commit()
    with World(marked_app).operator_of("afc") as scope:
        assert scope.session.get_one(AuditPayload, (scope.company_id, 5)).payload is None
        (tmp_path / "record.zip").write_bytes(archive(scope))
    zipfile.ZipFile(tmp_path / "record.zip").extractall(tmp_path / "record")
    assert check.faults_in(tmp_path / "record") == []


def test_the_program_needs_nothing_but_python(unpacked: Path) -> None:
    imported = {
        line.split()[1].split(".")[0]
        for path in (unpacked / "portal").rglob("*.py")
        for line in path.read_text().splitlines()
        if line.startswith(("import ", "from "))
    }
    assert imported - {"portal"} <= sys.stdlib_module_names


def test_a_company_that_is_not_there_is_said(marked_app: Flask, tmp_path: Path) -> None:
    answer = marked_app.test_cli_runner().invoke(
        portal, ["audit", "export", "nowhere", "-o", str(tmp_path / "x.zip")]
    )
    assert answer.exit_code == 1
    assert "There is no company at /nowhere/." in answer.output
