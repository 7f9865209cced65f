"""The plan outside the portal: files that hold all that a reader reads, and files read back in."""
