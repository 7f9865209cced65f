"""Companies, councils, people, and what each may read. Knows no portal and no Flask."""
