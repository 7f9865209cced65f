"""Plugins of every test run: PostgreSQL when asked for, no skipping in CI, and our fixtures."""

pytest_plugins = ["tests.postgres", "tests.no_skips", "tests.fixtures"]
