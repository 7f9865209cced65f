"""Reading files: formats to one neutral model, tables to things, every line accounted for.

Plain functions without Flask or database: ``open_file`` or ``open_paste``, then ``understand``,
then ``as_json``.
"""

from portal.imports.reading.model import Document, ReadingError
from portal.imports.reading.opening import open_file, open_paste
from portal.imports.reading.report import as_json
from portal.imports.reading.understanding import About, Reading, understand

__all__ = [
    "About",
    "Document",
    "Reading",
    "ReadingError",
    "as_json",
    "open_file",
    "open_paste",
    "understand",
]
