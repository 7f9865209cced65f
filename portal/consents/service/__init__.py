"""The only writers of this room, a file for each subject; none of them commits."""
