"""Measures the pages against a bare page that asks the same and says as much."""
