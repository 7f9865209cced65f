"""Matters that every owner decides by its own body: consents, and what comes of their dispute."""
