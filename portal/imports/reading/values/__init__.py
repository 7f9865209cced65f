"""Values as people write them: numbers, scores, directions of travel."""
