"""``@both_databases``: run a test on SQLite and on PostgreSQL."""

import pytest

both_databases = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
