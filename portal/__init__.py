"""Goldthread: one portal for companies that several councils own."""
