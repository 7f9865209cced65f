"""What the pages of plans show, shaped from what was read."""
