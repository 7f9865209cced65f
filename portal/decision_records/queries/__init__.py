"""Reads of this room, a file for each thing that a decision leaves behind. Scope first."""
