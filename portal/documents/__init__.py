"""Documents: one tree typeset as PDF, Word and HTML, and the files attached to what is written."""
