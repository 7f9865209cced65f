"""What an operator types at the server, by subject. Wiring, and words for people."""
