"""Rules of plans as plain functions: no database, no web."""
