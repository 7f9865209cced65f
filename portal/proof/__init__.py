"""Proof that outlives the portal: the log and the versions in a file that checks itself."""
