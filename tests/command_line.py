"""Runs ``portal`` as a person at the server does: a process of its own, with its own settings."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.factories.house import Database

HOME = Path(__file__).resolve().parents[1]
LONGEST = 120
"""Seconds after which a command counts as hanging."""


@dataclass(frozen=True)
class CommandLine:
    """``portal`` on one database; ``settings`` override or add variables."""

    database: Database

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """The command's outcome: ``returncode``, ``stdout`` and ``stderr``."""
        environ = {
            **os.environ,
            "PORTAL_DATABASE_URL": self.database.app_url,
            "PORTAL_OWNER_DATABASE_URL": self.database.owner_url,
            "PORTAL_DATA": str(self.database.data),
            **settings,
        }
        return subprocess.run(
            [sys.executable, "-c", "from portal.cli import main; main()", *words],
            cwd=HOME,
            env=environ,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
