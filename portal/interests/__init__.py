"""Members' interests: the register, what is declared of a matter, dispensations, two hats."""
