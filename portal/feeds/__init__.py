"""Feeds and files of a company: news, and its colours."""
