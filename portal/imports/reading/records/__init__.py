"""Things as they were read: one record for one thing, with every doubt beside it."""
