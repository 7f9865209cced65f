"""Long work: a row written with the event that asks for it, done by the worker in its time."""
