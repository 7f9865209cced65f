"""Formats to the neutral model. A file is believed for what it is, not for what its name says."""
