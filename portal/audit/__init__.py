"""The hash-chained audit log: every change is an event in it, written in the same transaction."""
