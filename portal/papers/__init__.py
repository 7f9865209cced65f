"""The papers of a meeting: reports, who clears them, their annexes, and what is kept in Part II."""
