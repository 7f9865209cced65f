"""What follows a decision: its call-in, its conditions, and its effect, which happens once."""
