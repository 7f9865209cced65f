"""Minutes: drafted from what was recorded, edited, published, confirmed at the next meeting."""
