"""Risks: what is scored by likelihood and impact on the company's own matrix, and its history."""
