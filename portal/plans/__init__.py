"""Plans: sections, priorities, immutable revisions, frozen versions."""
