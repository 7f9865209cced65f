"""Open data: what is public of a company as tables and as Popolo, the same for whoever asks."""
