"""How much is read of one file. Past that it is refused, in words, before it can do harm."""

MEBI = 1024 * 1024

LARGEST_FILE = 30 * MEBI
"""Bytes of a file as it is handed in."""
LARGEST_UNPACKED = 250 * MEBI
"""Bytes of all that a packed file (xlsx, docx, ods) holds."""
MOST_PACKED = 5_000
"""Members of a packed file."""
STEEPEST = 200
"""Times that a member may be larger than it is packed, once it is larger than a mebibyte."""
MOST_ROWS = 20_000
"""Lines of one file."""
MOST_COLUMNS = 256
MOST_CELLS = 500_000
MOST_PAGES = 400
LONGEST_CELL = 32_767
"""Characters of one cell, which is Excel's own bound."""
SECONDS = 90
"""Time for one packed file or PDF."""
MEMORY = 2_048 * MEBI
"""Address space of the process that reads one."""
