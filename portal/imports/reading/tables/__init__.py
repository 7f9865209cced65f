"""Tables among prose: where each begins and ends, and which of its lines name the columns."""
