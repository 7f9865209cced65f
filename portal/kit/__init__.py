"""Plain functions that every room may use: no Flask, no database."""
