"""Meetings: who sits when and where, what is on the agenda, and when it must be published."""
