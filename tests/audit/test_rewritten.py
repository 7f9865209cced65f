"""A chain rewritten as a whole holds together; the head that was printed gives it away."""

import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.chain import event_digest
from portal.audit.models import AuditEvent
from portal.audit.queries import head_of, verify
from portal.cli import portal
from portal.kit.chains import GENESIS, Head, head_fault, read_head
from portal.proof import check
from portal.proof.export import archive
from tests.audit.conftest import Tamper
from tests.both import both_databases
from tests.factories.world import World

FORGED = 7
"""The event that is made to say something else."""


def printed_head(app: Flask) -> Head:
    with World(app).scope_of(None) as public:
        return head_of(public)


def rewrite(app: Flask, tamper: Tamper) -> None:
    """Say something else in one event, and make every digest after it fit again."""
    with World(app).operator_of("afc") as scope:
        events = scope.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
        scope.session.expunge_all()
    previous, statements = events[FORGED - 2].digest, []
    for entry in events[FORGED - 1 :]:
        entry.hat = "Somebody else" if entry.seq == FORGED else entry.hat
        entry.previous = previous
        entry.digest = previous = event_digest(entry)
        statements.append(
            f"UPDATE audit_event SET hat = '{entry.hat}', previous = '{entry.previous}',"  # noqa: S608 - ours
            f" digest = '{entry.digest}' WHERE company_id = 1 AND seq = {entry.seq}"
        )
    tamper(*statements, f"UPDATE audit_head SET digest = '{previous}' WHERE company_id = 1")  # noqa: S608 - ours


@both_databases
def test_a_chain_rewritten_as_a_whole_differs_from_the_head_that_was_printed(
    marked_app: Flask, tamper: Tamper
) -> None:
    printed = printed_head(marked_app)
    rewrite(marked_app, tamper)
    with World(marked_app).operator_of("afc") as scope:
        assert verify(scope).whole
        faults = verify(scope, [printed]).breaks
    assert [fault.split(",")[0] for fault in faults] == [
        f"The chain was rewritten: event {printed.seq} was printed with the digest {printed.digest}"
    ]


@both_databases
def test_a_chain_that_only_grew_fits_the_head_that_was_printed(marked_app: Flask) -> None:
    printed = printed_head(marked_app)
    with World(marked_app).operator_of("afc") as scope:
        early = scope.session.scalars(select(AuditEvent).where(AuditEvent.seq == 5)).one()
        assert verify(scope, [Head(early.seq, early.digest), printed]).breaks == ()


def test_the_command_compares_a_printed_head(marked_app: Flask, tamper: Tamper) -> None:
    command = ["audit", "verify", "--company", "afc", "--head", str(printed_head(marked_app))]
    assert marked_app.test_cli_runner().invoke(portal, command).exit_code == 0
    rewrite(marked_app, tamper)
    answer = marked_app.test_cli_runner().invoke(portal, command)
    assert answer.exit_code == 1
    assert "The chain was rewritten" in answer.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--company", "afc", "--head", "12"], "is no head of a chain"),
        (["--head", f"1:{GENESIS}"], "Say with --company whose head was printed."),
    ],
)
def test_a_head_that_cannot_be_compared_is_refused_in_words(
    marked_app: Flask, words: list[str], said: str
) -> None:
    answer = marked_app.test_cli_runner().invoke(portal, ["audit", "verify", *words])
    assert answer.exit_code == 2
    assert said in answer.output


def test_an_offline_reader_of_a_notice_finds_a_rewritten_export(
    marked_app: Flask, tamper: Tamper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = printed_head(marked_app)
    rewrite(marked_app, tamper)
    with World(marked_app).operator_of("afc") as scope:
        (tmp_path / "record.zip").write_bytes(archive(scope))
    zipfile.ZipFile(tmp_path / "record.zip").extractall(tmp_path / "record")
    assert check.main([str(tmp_path / "record")]) == 0
    assert check.main([str(tmp_path / "record"), "--head", str(printed)]) == 1
    assert "The chain was rewritten" in capsys.readouterr().out


def test_the_head_in_the_export_is_the_one_that_is_printed(
    marked_app: Flask, tmp_path: Path
) -> None:
    with World(marked_app).operator_of("afc") as scope:
        (tmp_path / "record.zip").write_bytes(archive(scope))
    with zipfile.ZipFile(tmp_path / "record.zip") as record:
        head = json.loads(record.read("head.json"))
    assert Head(head["seq"], head["digest"]) == printed_head(marked_app)


def test_a_head_is_read_as_it_is_printed() -> None:
    head = Head(12, "ab" * 32)
    assert read_head(f" {head} ") == head
    assert read_head(str(head).upper()) == head


def test_a_head_of_an_event_that_is_gone_is_said() -> None:
    assert head_fault(Head(3, "ab" * 32), {1: "cd" * 32}) == (
        "Event 3, whose digest was printed, is not in the chain."
    )


def test_a_head_printed_before_anything_happened_fits_every_chain() -> None:
    assert head_fault(Head(0, GENESIS), {1: "cd" * 32}) is None
