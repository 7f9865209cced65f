"""Signing in and out, and switching hats."""
