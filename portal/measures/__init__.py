"""What became of a plan's measures: readings by period, judged by target and tolerance."""
