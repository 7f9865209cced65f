"""The only writers of this room's tables, each a part of the work; they never commit."""
