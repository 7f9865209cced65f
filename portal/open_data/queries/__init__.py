"""Reads of open data: rows that everybody may read, and no other, whoever asks."""
