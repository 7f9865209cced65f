"""What every room's pages stand on: the guard, the frame, forms, fragments and errors."""
