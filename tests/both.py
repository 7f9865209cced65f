"""On which database a test runs: SQLite by default, both, or PostgreSQL alone."""

import pytest

_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)

both_databases = pytest.mark.parametrize("backend", ["sqlite", _POSTGRES])
on_postgres = pytest.mark.parametrize("backend", [_POSTGRES])
