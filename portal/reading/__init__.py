"""Reading the papers of a meeting: what is to be read, what changed since, notes, offline."""
