"""Packs: the papers of a meeting as one PDF and one page, built once and never changed."""
