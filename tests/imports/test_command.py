"""``portal import`` at the command line."""

from collections.abc import Callable
from pathlib import Path

from tests.command_line import CommandLine
from tests.factories.house import Database

TEXT = "Actions\n\nNo\tAction\tLead\tTimescale\n1\tOpen the hub\tHub lead\t31/02/2024\n"
Make = Callable[[], Database]


def _run(database: Database, path: Path, *more: str) -> tuple[int, str, str]:
    words = ("import", str(path), "--company", "marches", "--plan", "none", *more)
    outcome = CommandLine(database).run(*words)
    return outcome.returncode, outcome.stdout, outcome.stderr
