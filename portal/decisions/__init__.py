"""Decisions: reserved matters, submissions, sittings and votes."""
